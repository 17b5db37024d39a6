// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/traywatch.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

#include <utility>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr auto watcher = "org.kde.StatusNotifierWatcher"_L1; ///< service and interface
constexpr auto watcherPath = "/StatusNotifierWatcher"_L1;

} // namespace

TrayWatch::TrayWatch(const QDBusConnection &session, QObject *parent)
    : QObject(parent), m_bus(session), m_owner(watcher, m_bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    connect(&m_owner, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &now) { takeOwner(!now.isEmpty()); });
    for (const auto &signal : {u"StatusNotifierHostRegistered"_s, u"StatusNotifierHostUnregistered"_s})
        m_bus.connect({}, watcherPath, watcher, signal, this, SLOT(askHost()));
    connect(&m_xembed, &XEmbedTray::changed, this, &TrayWatch::update);
    askOwner();
}

void TrayWatch::askOwner()
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    message << QString(watcher);
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        if (m_hasWatcher) // a change came first, and is newer
            return;
        const QDBusPendingReply<bool> reply = *call;
        takeOwner(!reply.isError() && reply.value());
    });
}

void TrayWatch::takeOwner(bool hasWatcher)
{
    m_hasWatcher = hasWatcher;
    m_hasHost.reset();
    if (hasWatcher)
        askHost();
    else
        update();
}

/// A watcher alone shows nothing.
void TrayWatch::askHost()
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(watcher, watcherPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message.setAutoStartService(false);
    message << QString(watcher) << u"IsStatusNotifierHostRegistered"_s;
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *call;
        takeHost(!reply.isError() && reply.value().variant().toBool());
    });
}

void TrayWatch::takeHost(bool hasHost)
{
    if (!m_hasWatcher.value_or(false)) // it has gone while it was asked
        return;
    m_hasHost = hasHost;
    update();
}

/// Where there is a watcher, Qt registers there and nowhere else.
void TrayWatch::update()
{
    if (!m_hasWatcher || (*m_hasWatcher && !m_hasHost))
        return;
    TrayKind kind = TrayKind::None;
    if (*m_hasWatcher)
        kind = *m_hasHost ? TrayKind::StatusNotifier : TrayKind::None;
    else if (m_xembed.isThere())
        kind = TrayKind::XEmbed;
    if (std::exchange(m_kind, kind) != kind)
        Q_EMIT kindChanged();
}

} // namespace belayer::ui
