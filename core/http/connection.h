// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One client's socket: answers its requests one at a time and in order, and bounds what it may send.
#pragma once

#include "core/http/reply.h"
#include "core/http/request.h"

#include <belayer/async.h>

#include <QHash>
#include <QHostAddress>
#include <QHttpServerResponder>
#include <QTcpSocket>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace belayer::http {

/// A request that waits for its reply. Later Qt versions read nothing more from the client while the
/// responder lives.
struct Exchange
{
    Request request;
    QHttpServerResponder responder;
    QByteArray route; ///< the pattern, for the log; empty: none matched
    std::function<async::Task<Reply>(Request)> handler;
};

class Connection;
/// The connections there are, by the client's address and port.
using ConnectionTable = QHash<std::pair<QHostAddress, quint16>, Connection *>;

/// Lives in the server's thread; made by Listener and owned by Qt HTTP Server, which deletes it after the
/// client has left. Whoever keeps one across a wait keeps a QPointer.
class Connection : public QTcpSocket
{
    Q_OBJECT

public:
    static constexpr qint64 maxBody = 1024 * 1024;

    /// Takes the descriptor; the connection stands in the table while it lives.
    Connection(qintptr descriptor, std::shared_ptr<ConnectionTable> table, QObject *parent);
    ~Connection() override;

    /// Queues the exchange behind those before it. A client that sends too many without reading is cut.
    void enqueue(Exchange exchange);
    /// The next exchange if none is running; it runs until finish().
    std::optional<Exchange> next();
    void setRunning(async::JobHandle<void> job);
    /// Writes the reply, if the client is still there, and lets the next exchange run.
    void finish(const Reply &reply, Connecting connecting, BodyPart bodyPart);

Q_SIGNALS:
    /// next() has something to give.
    void becameReady(QPrivateSignal);

private:
    void countArrivedBytes();
    void refuseBody();
    void cut();
    void clientLeft();

    std::shared_ptr<ConnectionTable>
        m_table; ///< shared: Qt deletes connections after the listener's own members
    std::pair<QHostAddress, quint16> m_key;
    std::deque<Exchange> m_waiting;
    std::optional<async::JobHandle<void>> m_running;
    bool m_busy = false;
    qint64 m_arrived = 0; ///< since the last whole request
};

} // namespace belayer::http
