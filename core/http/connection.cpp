// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/connection.h"

#include <QTimer>

#include <chrono>

#include <sys/socket.h>

namespace belayer::http {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t maxWaiting = 16;
constexpr qint64 maxHead = 64 * 1024;
constexpr qint64 maxDiscarded = 8 * 1024 * 1024;
constexpr auto discardTime = 2s;

} // namespace

Connection::Connection(qintptr descriptor, std::shared_ptr<ConnectionTable> table, QObject *parent)
    : QTcpSocket(parent), m_table(std::move(table))
{
    setSocketDescriptor(descriptor);
    setSocketOption(LowDelayOption, 1);
    m_key = {peerAddress(), peerPort()};
    m_table->insert(m_key, this);
    // Before Qt HTTP Server connects its own: what it would read and keep without bound is counted first.
    connect(this, &QTcpSocket::readyRead, this, &Connection::countArrivedBytes);
    connect(this, &QTcpSocket::disconnected, this, &Connection::clientLeft);
}

Connection::~Connection()
{
    // The base's destructor still signals. Only ours: Qt HTTP Server frees its request on destroyed().
    QObject::disconnect(this, &QTcpSocket::disconnected, this, &Connection::clientLeft);
    if (m_table->value(m_key) == this)
        m_table->remove(m_key);
}

void Connection::enqueue(Exchange exchange)
{
    m_arrived = 0;
    if (m_waiting.size() >= maxWaiting) {
        cut();
        return;
    }
    m_waiting.push_back(std::move(exchange));
    if (!m_busy)
        Q_EMIT becameReady(QPrivateSignal());
}

std::optional<Exchange> Connection::next()
{
    if (m_busy || m_waiting.empty() || state() != ConnectedState)
        return {};
    m_busy = true;
    std::optional<Exchange> exchange(std::move(m_waiting.front()));
    m_waiting.pop_front();
    return exchange;
}

void Connection::setRunning(async::JobHandle<void> job)
{
    if (m_busy)
        m_running = std::move(job);
}

void Connection::finish(const Reply &reply, Connecting connecting, BodyPart bodyPart)
{
    m_busy = false;
    m_running.reset();
    m_arrived = 0;
    if (state() != ConnectedState)
        return;
    write(serialize(reply, connecting, bodyPart));
    flush();
    if (connecting == Connecting::Close) {
        m_waiting.clear();
        disconnectFromHost();
    } else if (!m_waiting.empty()) {
        Q_EMIT becameReady(QPrivateSignal());
    }
}

void Connection::countArrivedBytes()
{
    m_arrived += bytesAvailable();
    if (m_arrived <= maxBody + maxHead)
        return;
    if (m_busy)
        cut();
    else
        refuseBody();
}

void Connection::cut()
{
    // Not at once: Qt HTTP Server may be reading from us at this moment. It shall hear of no more.
    QObject::disconnect(this, &QTcpSocket::readyRead, nullptr, nullptr);
    QMetaObject::invokeMethod(this, &QTcpSocket::abort, Qt::QueuedConnection);
}

/// Answers at once instead of reading on, then discards a bounded amount, because a socket that is closed
/// with bytes unread resets the connection and the client would never see the reply.
void Connection::refuseBody()
{
    QObject::disconnect(this, &QTcpSocket::readyRead, nullptr, nullptr);
    if (isTransactionStarted())
        commitTransaction();
    write(serialize(errorReply(413, "body_too_large", "The body is larger than 1 MiB; send less"),
                    Connecting::Close, BodyPart::Send));
    flush();
    ::shutdown(int(socketDescriptor()), SHUT_WR);
    connect(this, &QTcpSocket::readyRead, this, [this] {
        m_arrived += readAll().size();
        if (m_arrived > maxDiscarded)
            abort();
    });
    QTimer::singleShot(discardTime, this, &QTcpSocket::abort);
}

void Connection::clientLeft()
{
    m_waiting.clear();
    if (m_running)
        std::exchange(m_running, std::nullopt)->cancel(async::CancelReason::User);
}

} // namespace belayer::http
