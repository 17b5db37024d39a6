// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Keeps the machine from falling asleep by itself.
#pragma once

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>

#include <optional>
#include <span>

class QDBusPendingCallWatcher;

namespace belayer::ui {

struct SleepManager;

/// Main thread. Asks the desktop's own manager, GNOME's or that of the others (KDE, Xfce, ...): there it
/// holds back only the sleep that nobody asked for, and the screen may still go dark. Where there is none it
/// asks logind, which then refuses `systemctl suspend`, too, and says why; a closed lid still counts. Every
/// call is asynchronous. Whatever is held ends with the program, however that ends.
class SleepInhibitor : public QObject
{
    Q_OBJECT

public:
    SleepInhibitor(const QDBusConnection &session, const QDBusConnection &system, QObject *parent = nullptr);
    ~SleepInhibitor() override;

    void hold();
    void release();

private:
    /// What a manager gave for its promise.
    struct Hold
    {
        const SleepManager *manager;
        uint cookie = 0;
        QDBusUnixFileDescriptor descriptor;
    };
    /// The first of them, and the others if it does not promise.
    void ask(std::span<const SleepManager> managers);
    void takeAnswer(std::span<const SleepManager> managers, QDBusPendingCallWatcher *call);
    void letGo();
    QDBusConnection &busOf(const SleepManager &manager);

    QDBusConnection m_session;
    QDBusConnection m_system;
    QDBusServiceWatcher m_gone; ///< whether the one that promised has ended
    bool m_isWanted = false;
    bool m_isAsking = false;
    std::optional<Hold> m_hold;
};

} // namespace belayer::ui
