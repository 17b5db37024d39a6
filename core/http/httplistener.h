// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The listening socket and the connections made to it: how many there may be, who goes first when
/// there are too many, and one clock for all their deadlines.
#pragma once

#include "core/http/httpconnection.h"

#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace belayer::http {

/// Lives in one thread with an event loop and handles all its connections there, by one epoll set: a wake-up
/// of the loop serves every client that has something, and an idle listener wakes nobody. Destruction closes
/// every connection.
class HttpListener : public QTcpServer
{
    Q_OBJECT

public:
    /// Called for each whole, admitted request; answers by the reply, then or later.
    using Handler = std::function<void(Request, Reply)>;
    /// Called for each whole head, before its body; gives the response for one that may not come in.
    using HeadCheck = std::function<std::optional<Response>(const Request &)>;

    HttpListener(const Limits &limits, HeadCheck headCheck, Handler handler);
    ~HttpListener() override;

    /// After listen(): makes accepted sockets inherit what each of them needs.
    void prepare();
    /// For Qt HTTP Server, which takes its requests from what it believes to be a client.
    void adopt(QTcpSocket *bridge) { addPendingConnection(bridge); }

    /// Every connection closes after the reply that is due.
    void stop() noexcept { m_isStopping = true; }
    /// Takes no new connection, closes those that ask nothing, and ends the streams; whoever waits for a
    /// reply gets it. Deletes itself when the last one has left.
    void retire();
    qsizetype connectionCount() const noexcept { return qsizetype(m_connections.size()); }

    // What a connection calls.
    const Limits &limits() const noexcept { return m_limits; }
    std::span<char> scratch() noexcept { return {m_scratch.get(), scratchSize}; }
    bool isStopping() const noexcept { return m_isStopping; }
    bool isStreamAllowed() const noexcept { return m_streams < m_limits.streams; }
    std::optional<Response> refusal(const Request &request) const { return m_headCheck(request); }
    void handle(Request request, quint64 connection, quint64 serial);
    void moved(HttpConnection &connection, HttpConnection::State from, HttpConnection::State to);
    /// False: all bodies together are too large.
    bool bodyReceived(qint64 bytes) noexcept { return (m_bodies += bytes) <= m_limits.bodies; }
    void bodyReleased(qint64 bytes) noexcept { m_bodies -= bytes; }
    /// It has more to do, after the others have had their turn.
    void wakeAgain(const HttpConnection &connection, int descriptor);

    HttpConnection *connection(quint64 id) const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    static constexpr std::size_t scratchSize = 64 * 1024;

    void wake();
    void tick();
    bool makeRoom();
    void goWhenEmpty();

    const Limits m_limits;
    const HeadCheck m_headCheck;
    const Handler m_handler;
    const std::shared_ptr<ReplyDesk> m_desk;
    const std::unique_ptr<char[]> m_scratch; ///< what is being read; empty between two turns of the loop
    qsizetype m_maxConnections;
    int m_epoll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_tick; ///< runs while there are connections
    bool m_isStopping = false;
    bool m_isRetired = false;
    bool m_isPaused = false; ///< out of descriptors: nobody is accepted until the next tick
    int m_streams = 0;
    qint64 m_bodies = 0; ///< bytes
    quint64 m_lastId = 0;
    std::list<HttpConnection *> m_waiting; ///< for their clients, longest first
    std::list<HttpConnection *> m_busy;    ///< a request of theirs is being handled
    std::unordered_map<quint64, std::unique_ptr<HttpConnection>> m_connections;
    std::vector<std::unique_ptr<HttpConnection>>
        m_gone; ///< may still be on the stack; cleared at the next turn
};

} // namespace belayer::http
