// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/reply.h"

#include "core/http/httpconnection.h"
#include "core/http/httplistener.h"

#include <QThread>

namespace belayer::http {

Qt::HANDLE ReplyDesk::thisThread()
{
    return QThread::currentThreadId();
}

void ReplyDesk::close()
{
    const QMutexLocker locker(&m_mutex);
    m_listener = nullptr;
}

HttpConnection *ReplyDesk::connection(quint64 id) const
{
    return m_listener ? m_listener->connection(id) : nullptr;
}

void ReplyDesk::run(std::function<void()> function)
{
    if (isThisThread()) {
        function();
        return;
    }
    const QMutexLocker locker(&m_mutex);
    if (m_listener)
        QMetaObject::invokeMethod(m_listener, std::move(function), Qt::QueuedConnection);
}

/// The connection, if it still waits for exactly this answer.
HttpConnection *Reply::waiting() const
{
    HttpConnection *connection = m_desk->connection(m_connection);
    return connection && connection->isHandling(m_serial) ? connection : nullptr;
}

void Reply::send(Response response) const
{
    if (m_desk->isThisThread()) {
        if (HttpConnection *connection = waiting())
            connection->answer(response);
        return;
    }
    m_desk->run([self = *this, response = std::move(response)] { self.send(response); });
}

bool Reply::isGone() const
{
    return !waiting();
}

void Reply::setRoute(const QByteArray &pattern) const
{
    if (HttpConnection *connection = waiting())
        connection->setRoute(pattern);
}

void Reply::onGone(std::function<void()> callback) const
{
    if (HttpConnection *connection = waiting())
        connection->setOnGone(std::move(callback));
    else
        callback();
}

std::optional<StreamWriter> Reply::startStream(const Response &head) const
{
    HttpConnection *connection = waiting();
    if (!connection || !connection->startStream(head))
        return {};
    return StreamWriter(m_desk, m_connection);
}

HttpConnection *StreamWriter::connection() const
{
    HttpConnection *connection = m_desk->connection(m_connection);
    return connection && connection->isStreaming() ? connection : nullptr;
}

bool StreamWriter::write(QByteArrayView bytes) const
{
    HttpConnection *client = connection();
    return client && client->writeToStream(bytes);
}

async::Task<> StreamWriter::drained() const
{
    const StreamWriter self = *this; // this frame may outlive the value it was called on
    HttpConnection *client = self.connection();
    if (!client || client->isDrained())
        co_return;
    // Shared with the connection, because either of the two may go first.
    const auto event = std::make_shared<async::AsyncEvent>();
    client->setOnDrained([event] { event->set(); });
    co_await event->wait();
}

void StreamWriter::finish() const
{
    if (HttpConnection *client = connection())
        client->finishStream();
}

} // namespace belayer::http
