// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Speaks to the desktop's notification service: org.freedesktop.Notifications, version 1.2 of its
/// specification and the activation tokens of 1.3.
#pragma once

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QImage>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace belayer::ui {

struct Notification
{
    struct Action
    {
        QString key; ///< "default" is a click on the notification itself
        QString label;
    };
    QString summary; ///< plain text, as is the body: escaped here for services that read markup
    QString body;
    QList<Action> actions;
    QString category; ///< one of the specification's
    QImage image;
};

/// Main thread. Every call is asynchronous. Without a service, or with one that does not answer, nothing is
/// shown and nothing waits.
class NotificationService : public QObject
{
    Q_OBJECT

public:
    explicit NotificationService(const QDBusConnection &bus, QObject *parent = nullptr);

    using Handle = int; ///< ours; 0 is none
    /// In the place of that one if it is still open, else a new one. The handle holds until closed().
    Handle show(const Notification &notification, Handle inPlaceOf = 0);
    void close(Handle handle);

Q_SIGNALS:
    /// `activationToken`: for the window that comes forward now; often empty.
    void actionInvoked(int handle, const QString &key, const QString &activationToken);
    /// By the user, by the service, or it was never shown.
    void closed(int handle);

private Q_SLOTS:
    void takeAction(uint id, const QString &key);
    void takeToken(uint id, const QString &token);
    void takeClosed(uint id, uint reason);

private:
    /// An open one. While the service has not answered, the newest words wait in `next`.
    struct Open
    {
        uint id = 0; ///< the service's; 0: not told yet
        bool isAsked = false;
        bool isUnwanted = false; ///< closed here before its id was known
        std::optional<Notification> next;
        QString token;
    };
    void askCapabilities();
    void takeCapabilities(QDBusPendingCallWatcher *call);
    void sendNext(Handle handle);
    void takeId(Handle handle, QDBusPendingCallWatcher *call);
    void sendClose(uint id);
    void drop(Handle handle);
    void dropAll();
    Handle handleOf(uint id) const;
    QVariantList arguments(uint replaced, const Notification &notification) const;

    QDBusConnection m_bus;
    QDBusServiceWatcher m_owner;
    std::optional<QStringList> m_capabilities; ///< nothing: not known
    std::unique_ptr<QDBusPendingCallWatcher> m_capabilitiesCall;
    QHash<Handle, Open> m_open;
    Handle m_lastHandle = 0;
};

} // namespace belayer::ui
