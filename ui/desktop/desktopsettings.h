// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the user lets Belayer do outside of its window.
#pragma once

#include <chrono>

class QSettings;

namespace belayer::ui {

struct DesktopSettings
{
    bool tray = false;                             ///< an icon in the tray, in which the window can hide
    bool notifications = true;                     ///< when jobs have ended and nobody looks at the window
    std::chrono::milliseconds notifyAfter{10'000}; ///< only of jobs that took as long
    /// The machine does not fall asleep by itself while jobs work. On by default: who starts a job of hours
    /// and goes away expects it to be done; told to sleep, the machine still does.
    bool inhibitSleep = true;

    friend bool operator==(const DesktopSettings &, const DesktopSettings &) = default;
};

/// What is missing or cannot be meant is the default.
DesktopSettings readDesktopSettings(const QSettings &settings);
void writeDesktopSettings(QSettings &settings, const DesktopSettings &desktop);

} // namespace belayer::ui
