// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A plain HTTP client for tests: real sockets, and exactly the bytes one gives it.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpSocket>

#include <memory>
#include <utility>

namespace belayer::test {

struct Answer
{
    int status = 0;                        ///< 0: the connection ended without an answer
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// One connection. Blocks its thread, so the server must live in another one, or pump() be used by the
/// caller.
class HttpClient
{
public:
    explicit HttpClient(quint16 port);

    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    /// A well-formed request with a Host; a Content-Length when there is a body.
    void send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
              const Headers &headers = {});
    void sendRaw(const QByteArray &bytes);
    /// Waits for the next whole answer; `method` tells whether it has a body.
    Answer receive(const QByteArray &method = "GET");
    Answer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
               const Headers &headers = {});

    /// Waits for the server to close; true if it did, without a further byte.
    bool isClosedByServer();
    /// Whether an answer has begun to arrive, without waiting.
    bool hasAnswer();
    /// Sends no more, but still listens.
    void endSending();
    /// Leaves with a reset instead of a farewell.
    void reset();
    QTcpSocket &socket() { return *m_socket; }

private:
    bool waitForMore();

    quint16 m_port;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_received;
};

/// One request on a connection of its own.
Answer get(quint16 port, const QByteArray &target);
Answer post(quint16 port, const QByteArray &target, const QByteArray &json);

} // namespace belayer::test
