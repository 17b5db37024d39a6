// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The listening socket: accepts quickly, in bounded number, and knows its connections.
#pragma once

#include "core/http/connection.h"

#include <QHostAddress>
#include <QTcpServer>

#include <memory>

namespace belayer::http {

/// Lives in the server's thread.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    explicit Listener(QObject *parent = nullptr);

    Connection *connectionFrom(const QHostAddress &address, quint16 port) const;

Q_SIGNALS:
    void connectionMade(belayer::http::Connection *connection);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::shared_ptr<ConnectionTable> m_connections = std::make_shared<ConnectionTable>();
    qsizetype m_maxConnections;
};

} // namespace belayer::http
