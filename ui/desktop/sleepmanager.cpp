// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleepmanager.h"

#include "ui/desktop/desktopnames.h"

#include <array>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr uint gnomeSuspend = 4; ///< of its flags

constexpr std::array managers{
    SleepManager{SleepManager::Bus::Session, "org.gnome.SessionManager"_L1, "/org/gnome/SessionManager"_L1,
                 "org.gnome.SessionManager"_L1, "Uninhibit"_L1,
                 [](const QString &reason) -> QVariantList {
                     constexpr uint noWindow = 0;
                     return {desktopFileName(), noWindow, reason, gnomeSuspend};
                 }},
    SleepManager{SleepManager::Bus::Session, "org.freedesktop.PowerManagement"_L1,
                 "/org/freedesktop/PowerManagement/Inhibit"_L1, "org.freedesktop.PowerManagement.Inhibit"_L1,
                 "UnInhibit"_L1,
                 [](const QString &reason) -> QVariantList { return {u"Belayer"_s, reason}; }},
    SleepManager{SleepManager::Bus::System,
                 "org.freedesktop.login1"_L1,
                 "/org/freedesktop/login1"_L1,
                 "org.freedesktop.login1.Manager"_L1,
                 {},
                 [](const QString &reason) -> QVariantList {
                     return {u"sleep:idle"_s, u"Belayer"_s, reason, u"block"_s};
                 }},
};

} // namespace

std::span<const SleepManager> sleepManagers()
{
    return managers;
}

} // namespace belayer::ui
