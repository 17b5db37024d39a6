// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Whether the desktop has a tray now, and of which kind.
#pragma once

#include "ui/desktop/xembedtray.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>

#include <optional>

class QDBusPendingCallWatcher;

namespace belayer::ui {

enum class TrayKind : quint8 {
    None,
    StatusNotifier, ///< over D-Bus, and somebody shows what is registered
    XEmbed,         ///< the X11 one
};

/// Main thread. Knows after some round trips, and hears of every change; nothing is asked twice.
/// QSystemTrayIcon can say neither: it looks for a D-Bus tray once in the life of the program, so nobody may
/// ask it too early.
class TrayWatch : public QObject
{
    Q_OBJECT

public:
    explicit TrayWatch(const QDBusConnection &session, QObject *parent = nullptr);

    /// Nothing: not known yet.
    std::optional<TrayKind> kind() const noexcept { return m_kind; }

Q_SIGNALS:
    void kindChanged();

private Q_SLOTS:
    void askHost();

private:
    void askOwner();
    void takeOwner(bool hasWatcher);
    void takeHost(bool hasHost);
    void update();

    QDBusConnection m_bus;
    QDBusServiceWatcher m_owner;
    XEmbedTray m_xembed;
    std::optional<bool> m_hasWatcher;
    std::optional<bool> m_hasHost; ///< of the watcher that is there
    std::optional<TrayKind> m_kind;
};

} // namespace belayer::ui
