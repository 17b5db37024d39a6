// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The right to answer one request, as a value.
#pragma once

#include "core/http/response.h"

#include <QMutex>

#include <functional>
#include <memory>
#include <optional>

namespace belayer::http {

class HttpConnection;
class HttpListener;

/// Where replies find their listener; outlives it. \internal
class ReplyDesk
{
public:
    explicit ReplyDesk(HttpListener *listener) : m_listener(listener), m_thread(thisThread()) {}
    /// The listener is going: from now on replies lead nowhere.
    void close();
    /// The connection, while it lives. Only in the listener's thread.
    HttpConnection *connection(quint64 id) const;
    /// Runs it in the listener's thread, at once if this is it; not at all if the listener is gone.
    void run(std::function<void()> function);
    bool isThisThread() const noexcept { return m_thread == thisThread(); }

private:
    static Qt::HANDLE thisThread();

    QMutex m_mutex;
    HttpListener *m_listener; ///< changed under the mutex, in its own thread
    const Qt::HANDLE m_thread;
};

/// Names a request and owns nothing: copies are free, and the connection may be gone at any time. The first
/// of the copies that answers wins. A second answer, one to a client that has left, and one after the
/// server's end do nothing.
class Reply
{
public:
    Reply(std::shared_ptr<ReplyDesk> desk, quint64 connection, quint64 serial)
        : m_desk(std::move(desk)), m_connection(connection), m_serial(serial)
    {
    }

    /// From any thread. The response must not be a stream.
    void send(Response response) const;

    // Only in the server's thread:
    /// Whether nobody waits for the answer any more: the client has left, or it is answered.
    bool isGone() const;
    /// What the log calls the request.
    void setRoute(const QByteArray &pattern) const;
    /// Called once if the client leaves before it is answered, or during its stream; at once if it has left
    /// already.
    void onGone(std::function<void()> callback) const;
    /// Sends the head; the body is what is written then. Nothing if the client has left or if there are too
    /// many streams (which answers with 503).
    std::optional<StreamWriter> startStream(const Response &head) const;

private:
    HttpConnection *waiting() const;

    std::shared_ptr<ReplyDesk> m_desk;
    quint64 m_connection;
    quint64 m_serial;
};

/// The body of a stream that has begun. A value like Reply; only in the server's thread.
class StreamWriter
{
public:
    StreamWriter(std::shared_ptr<ReplyDesk> desk, quint64 connection)
        : m_desk(std::move(desk)), m_connection(connection)
    {
    }

    /// Sends the bytes, or keeps them until the client takes more. False: the client is gone; one that leaves
    /// more than the limit (256 KiB) untaken is cut.
    bool write(QByteArrayView bytes) const;
    /// Waits until the client has taken nearly all that was written (all but 64 KiB): for who writes as fast
    /// as the client reads. Returns too when the client is gone. Cancellable. One waiter at a time.
    async::Task<> drained() const;
    bool isGone() const { return !connection(); }
    /// The body is whole; the connection closes once it is sent.
    void finish() const;

private:
    HttpConnection *connection() const;

    std::shared_ptr<ReplyDesk> m_desk;
    quint64 m_connection;
};

} // namespace belayer::http
