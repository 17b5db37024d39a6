// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the user lets Belayer do outside of its window.
#pragma once

#include <chrono>

class QSettings;

namespace belayer::ui {

struct DesktopSettings
{
    bool tray = false;                        ///< an icon in the tray, in which the window can hide
    bool notifications = false;               ///< when jobs have ended and nobody looks at the window
    std::chrono::milliseconds notifyAfter{0}; ///< only of jobs that took as long
    bool inhibitSleep = false;                ///< the machine does not fall asleep by itself while jobs work

    friend bool operator==(const DesktopSettings &, const DesktopSettings &) = default;
};

/// By the keys of ui/settings/keys.h, which have the defaults.
DesktopSettings readDesktopSettings(const QSettings &settings);

} // namespace belayer::ui
