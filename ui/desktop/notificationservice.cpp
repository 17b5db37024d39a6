// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/notificationservice.h"

#include "ui/desktop/desktopnames.h"
#include "ui/desktop/notificationimage.h"

#include <QDBusMessage>
#include <QDBusPendingReply>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;
constexpr int expiryOfTheService = -1;
constexpr uchar urgencyNormal = 1; ///< critical ones would stay until they are clicked away

QDBusMessage methodCall(const QString &method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

} // namespace

NotificationService::NotificationService(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus), m_owner(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    connect(&m_owner, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &before) {
                if (before.isEmpty()) // it was started, perhaps by our own call
                    return;
                m_capabilities.reset();
                m_capabilitiesCall.reset(); // its error is no answer for what is shown from now on
                dropAll();
            });
    const auto listen = [this](const char *signal, const char *slot) {
        m_bus.connect({}, path, service, QString::fromLatin1(signal), this, slot);
    };
    listen("ActionInvoked", SLOT(takeAction(uint, QString)));
    listen("ActivationToken", SLOT(takeToken(uint, QString)));
    listen("NotificationClosed", SLOT(takeClosed(uint, uint)));
}

NotificationService::Handle NotificationService::show(const Notification &notification, Handle inPlaceOf)
{
    const Handle handle = m_open.contains(inPlaceOf) ? inPlaceOf : ++m_lastHandle;
    Open &open = m_open[handle];
    open.next = notification;
    if (m_capabilities)
        sendNext(handle);
    else
        askCapabilities();
    return handle;
}

void NotificationService::close(Handle handle)
{
    const auto open = m_open.find(handle);
    if (open == m_open.end())
        return;
    open->isUnwanted = true;
    open->next.reset();
    if (open->id != 0)
        sendClose(open->id);
    if (!open->isAsked)
        drop(handle);
}

void NotificationService::askCapabilities()
{
    if (m_capabilitiesCall)
        return;
    m_capabilitiesCall =
        std::make_unique<QDBusPendingCallWatcher>(m_bus.asyncCall(methodCall(u"GetCapabilities"_s)));
    connect(m_capabilitiesCall.get(), &QDBusPendingCallWatcher::finished, this,
            &NotificationService::takeCapabilities);
}

void NotificationService::takeCapabilities(QDBusPendingCallWatcher *call)
{
    const QDBusPendingReply<QStringList> reply = *call;
    m_capabilitiesCall.release()->deleteLater(); // it is the one that calls
    if (reply.isError()) {
        dropAll();
        return;
    }
    m_capabilities = reply.value();
    for (const Handle handle : m_open.keys())
        sendNext(handle);
}

/// One call at a time for each: its answer has the id that the next one replaces.
void NotificationService::sendNext(Handle handle)
{
    Open &open = m_open[handle];
    if (open.isAsked || !open.next)
        return;
    QDBusMessage message = methodCall(u"Notify"_s);
    message.setArguments(arguments(open.id, *open.next));
    open.next.reset();
    open.isAsked = true;
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, handle, call] { takeId(handle, call); });
}

void NotificationService::takeId(Handle handle, QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const QDBusPendingReply<uint> reply = *call;
    const auto open = m_open.find(handle);
    if (open == m_open.end()) // the service has gone meanwhile
        return;
    open->isAsked = false;
    if (reply.isError()) {
        drop(handle);
        return;
    }
    open->id = reply.value();
    if (open->isUnwanted) {
        sendClose(open->id);
        drop(handle);
    } else {
        sendNext(handle);
    }
}

QVariantList NotificationService::arguments(uint replaced, const Notification &notification) const
{
    QStringList actions;
    if (m_capabilities->contains(u"actions"_s)) {
        for (const Notification::Action &action : notification.actions)
            actions << action.key << action.label;
    }
    const bool readsMarkup = m_capabilities->contains(u"body-markup"_s);
    QVariantMap hints{{u"urgency"_s, QVariant::fromValue(urgencyNormal)},
                      {u"category"_s, notification.category},
                      {u"desktop-entry"_s, desktopFileName()}};
    if (!notification.image.isNull())
        hints[u"image-data"_s] = notificationImage(notification.image);
    return {u"Belayer"_s,
            replaced,
            desktopFileName(),
            notification.summary,
            readsMarkup ? notification.body.toHtmlEscaped() : notification.body,
            actions,
            hints,
            expiryOfTheService};
}

void NotificationService::sendClose(uint id)
{
    QDBusMessage message = methodCall(u"CloseNotification"_s);
    message << id;
    m_bus.asyncCall(message);
}

void NotificationService::drop(Handle handle)
{
    m_open.remove(handle);
    Q_EMIT closed(handle);
}

void NotificationService::dropAll()
{
    for (const Handle handle : m_open.keys())
        drop(handle);
}

NotificationService::Handle NotificationService::handleOf(uint id) const
{
    for (auto open = m_open.begin(); open != m_open.end(); ++open) {
        if (open->id == id && id != 0)
            return open.key();
    }
    return 0;
}

void NotificationService::takeAction(uint id, const QString &key)
{
    if (const Handle handle = handleOf(id))
        Q_EMIT actionInvoked(handle, key, std::exchange(m_open[handle].token, {}));
}

/// Comes before the action that it is for.
void NotificationService::takeToken(uint id, const QString &token)
{
    if (const Handle handle = handleOf(id))
        m_open[handle].token = token;
}

void NotificationService::takeClosed(uint id, uint)
{
    if (const Handle handle = handleOf(id))
        drop(handle);
}

} // namespace belayer::ui
