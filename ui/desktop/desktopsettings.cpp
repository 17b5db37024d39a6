// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktopsettings.h"

#include "ui/settings/keys.h"

namespace belayer::ui {

DesktopSettings readDesktopSettings(const QSettings &settings)
{
    const SettingsKeys &keys = settingsKeys();
    return {.tray = read(settings, keys.tray),
            .notifications = read(settings, keys.notify),
            .notifyAfter = std::chrono::milliseconds(read(settings, keys.notifyAfterMs)),
            .inhibitSleep = read(settings, keys.inhibitSleep)};
}

} // namespace belayer::ui
