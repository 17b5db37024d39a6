// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleepinhibitor.h"

#include "ui/desktop/desktopnames.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

#include <array>

namespace belayer::ui {
using namespace Qt::StringLiterals;

/// One that can promise not to put the machine to sleep.
struct SleepManager
{
    enum class Bus : quint8 { Session, System };
    Bus bus;
    QLatin1StringView service;
    QLatin1StringView path;
    QLatin1StringView interface;
    QLatin1StringView endMethod; ///< takes the cookie; empty: closing the descriptor ends it
    QVariantList (*arguments)(const QString &reason);
};

namespace {

constexpr uint gnomeSuspend = 4; ///< of its flags

/// In this order: the first that answers is asked alone.
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

QDBusMessage methodCall(const SleepManager &manager, QLatin1StringView method)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(manager.service, manager.path, manager.interface, method);
    message.setAutoStartService(false); // a manager that does not run manages nothing
    return message;
}

} // namespace

SleepInhibitor::SleepInhibitor(const QDBusConnection &session, const QDBusConnection &system, QObject *parent)
    : QObject(parent), m_session(session), m_system(system)
{
    m_gone.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_gone, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_hold.reset();
        if (m_isWanted)
            hold();
    });
}

SleepInhibitor::~SleepInhibitor()
{
    letGo();
}

void SleepInhibitor::hold()
{
    m_isWanted = true;
    if (!m_hold && !m_isAsking)
        ask(managers.begin());
}

void SleepInhibitor::release()
{
    m_isWanted = false;
    letGo();
}

/// Where nobody promises anything, the machine may sleep: there is nothing to say about it, the next job asks
/// anew.
void SleepInhibitor::ask(const SleepManager *manager)
{
    m_isAsking = manager != managers.end();
    if (!m_isAsking)
        return;
    QDBusMessage message = methodCall(*manager, "Inhibit"_L1);
    message.setArguments(manager->arguments(tr("Jobs are running")));
    auto *call = new QDBusPendingCallWatcher(busOf(*manager).asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this,
            [this, manager, call] { takeAnswer(manager, call); });
}

void SleepInhibitor::takeAnswer(const SleepManager *manager, QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const QVariant promise = call->reply().arguments().value(0);
    const bool hasPromised = manager->endMethod.isEmpty() ? promise.canConvert<QDBusUnixFileDescriptor>()
                                                          : promise.typeId() == QMetaType::UInt;
    if (call->isError() || !hasPromised) {
        if (m_isWanted)
            ask(manager + 1);
        else
            m_isAsking = false;
        return;
    }
    m_isAsking = false;
    m_hold = Hold{manager, promise.toUInt(), promise.value<QDBusUnixFileDescriptor>()};
    if (!m_isWanted) {
        letGo();
        return;
    }
    m_gone.setConnection(busOf(*manager));
    m_gone.setWatchedServices({manager->service});
}

void SleepInhibitor::letGo()
{
    if (!m_hold)
        return;
    if (!m_hold->manager->endMethod.isEmpty()) {
        QDBusMessage message = methodCall(*m_hold->manager, m_hold->manager->endMethod);
        message << m_hold->cookie;
        busOf(*m_hold->manager).asyncCall(message);
    }
    m_hold.reset();
    m_gone.setWatchedServices({});
}

QDBusConnection &SleepInhibitor::busOf(const SleepManager &manager)
{
    return manager.bus == SleepManager::Bus::System ? m_system : m_session;
}

} // namespace belayer::ui
