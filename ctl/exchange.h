// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One HTTP request and its answer over a socket of its own, blocking; whole, or as a stream.
#pragma once

#include "ctl/instance.h"
#include "ctl/interruption.h"
#include "ctl/responseparser.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace belayer::ctl {

struct Request
{
    QByteArray method;
    QByteArray target; ///< percent-encoded
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body; ///< JSON; empty: none
};

/// Thrown when the connection cannot be made, breaks, or stays silent too long.
class ConnectionLost : public std::exception
{
public:
    enum class How : quint8 { Refused, Broken, Silent };
    ConnectionLost(How how, QByteArray why) : m_why(std::move(why)), m_how(how) {}
    const char *what() const noexcept override { return m_why.constData(); }
    How how() const noexcept { return m_how; }

private:
    QByteArray m_why;
    How m_how;
};

/// Connects and sends when made; throws ConnectionLost. Destroying it closes the connection.
class Exchange
{
public:
    enum class News : quint8 { Arrived, Finished, Interrupted };

    Exchange(const Endpoint &endpoint, const Request &request);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Blocks until more of the answer has arrived. Throws ConnectionLost after so long a silence (-1 ms: it
    /// may last for ever), BadResponse, which is for good.
    News next(std::chrono::milliseconds silence, const Interruption *interruption = nullptr);
    ResponseParser &answer() noexcept { return m_answer; }

private:
    void connectTo(const Endpoint &endpoint);
    void send(const QByteArray &bytes);
    void receive();

    int m_fd = -1;
    ResponseParser m_answer;
};

} // namespace belayer::ctl
