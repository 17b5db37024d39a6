// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktopsettings.h"

#include <QSettings>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr auto trayKey = "desktop/tray"_L1;
constexpr auto notifyKey = "desktop/notify"_L1;
constexpr auto notifyAfterKey = "desktop/notify_after_ms"_L1;
constexpr auto inhibitSleepKey = "desktop/inhibit_sleep"_L1;

} // namespace

DesktopSettings readDesktopSettings(const QSettings &settings)
{
    DesktopSettings desktop;
    desktop.tray = settings.value(trayKey, desktop.tray).toBool();
    desktop.notifications = settings.value(notifyKey, desktop.notifications).toBool();
    bool isNumber = false;
    const qint64 after = settings.value(notifyAfterKey).toLongLong(&isNumber);
    if (isNumber && after >= 0)
        desktop.notifyAfter = std::chrono::milliseconds(after);
    desktop.inhibitSleep = settings.value(inhibitSleepKey, desktop.inhibitSleep).toBool();
    return desktop;
}

void writeDesktopSettings(QSettings &settings, const DesktopSettings &desktop)
{
    settings.setValue(trayKey, desktop.tray);
    settings.setValue(notifyKey, desktop.notifications);
    settings.setValue(notifyAfterKey, qint64(desktop.notifyAfter.count()));
    settings.setValue(inhibitSleepKey, desktop.inhibitSleep);
}

} // namespace belayer::ui
