// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleepinhibitor.h"

#include "ui/desktop/sleepmanager.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

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
        ask(sleepManagers());
}

void SleepInhibitor::release()
{
    m_isWanted = false;
    letGo();
}

/// Where nobody promises anything, the machine may sleep: there is nothing to say about it, the next job asks
/// anew.
void SleepInhibitor::ask(std::span<const SleepManager> managers)
{
    m_isAsking = !managers.empty();
    if (!m_isAsking)
        return; // the machine may sleep; there is nothing to say about it, the next job asks anew
    const SleepManager &manager = managers.front();
    QDBusMessage message = methodCall(manager, "Inhibit"_L1);
    message.setArguments(manager.arguments(tr("Jobs are running")));
    auto *call = new QDBusPendingCallWatcher(busOf(manager).asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this,
            [this, managers, call] { takeAnswer(managers, call); });
}

void SleepInhibitor::takeAnswer(std::span<const SleepManager> managers, QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const SleepManager &manager = managers.front();
    const QVariant promise = call->reply().arguments().value(0);
    const bool hasPromised = manager.endMethod.isEmpty() ? promise.canConvert<QDBusUnixFileDescriptor>()
                                                         : promise.typeId() == QMetaType::UInt;
    if (call->isError() || !hasPromised) {
        if (m_isWanted)
            ask(managers.subspan(1));
        else
            m_isAsking = false;
        return;
    }
    m_isAsking = false;
    m_hold = Hold{&manager, promise.toUInt(), promise.value<QDBusUnixFileDescriptor>()};
    if (!m_isWanted) {
        letGo();
        return;
    }
    m_gone.setConnection(busOf(manager));
    m_gone.setWatchedServices({manager.service});
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
