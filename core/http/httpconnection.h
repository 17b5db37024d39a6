// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One client's connection: one request at a time, everything bounded, every wait with a deadline.
#pragma once

#include "core/http/httpparser.h"
#include "core/http/reply.h"

#include <chrono>
#include <functional>
#include <list>

namespace belayer::http {

class HttpListener;

/// Lives in the listener's thread and belongs to it. It drives its descriptor itself, by the listener's epoll
/// set: a socket class with buffers of its own would be one more place that grows, and costs 8 KB a waiting
/// client.
///
/// Idle → Head → Body → Handling → Idle again, or Streaming; and from anywhere Closing, then Gone. What a
/// client sends while its request is handled stays in the kernel. After the last reply the connection is
/// closed for writing and what still comes is thrown away for a while, because a close with bytes unread
/// resets it, and the client would never see the reply.
class HttpConnection
{
public:
    enum class State : quint8 { Idle, Head, Body, Handling, Streaming, Closing, Gone };
    using Clock = std::chrono::steady_clock;

    /// Takes the descriptor.
    HttpConnection(HttpListener *listener, int descriptor, quint64 id);
    ~HttpConnection();
    HttpConnection(const HttpConnection &) = delete;
    HttpConnection &operator=(const HttpConnection &) = delete;

    quint64 id() const noexcept { return m_id; }
    State state() const noexcept { return m_state; }

    // What the listener calls.
    /// Events of epoll.
    void wake(quint32 events);
    /// Looks at the deadlines.
    void tick(Clock::time_point now);
    /// Ends what the listener does not wait for: a stream, and the time between two requests.
    void retire();
    /// Closes the descriptor at once and tells who waits. The object lives on until the listener clears up.
    void drop();
    /// Its place in one of the listener's two lists.
    std::list<HttpConnection *>::iterator place;

    // What a Reply calls.
    bool isHandling(quint64 serial) const noexcept
    {
        return m_state == State::Handling && m_serial == serial;
    }
    void answer(const Response &response);
    void setRoute(const QByteArray &pattern) { m_route = pattern; }
    void setOnGone(std::function<void()> callback) { m_onGone = std::move(callback); }
    bool startStream(const Response &head);

    // What a StreamWriter calls.
    bool isStreaming() const noexcept { return m_state == State::Streaming; }
    bool writeToStream(QByteArrayView bytes);
    bool isDrained() const;
    void setOnDrained(std::function<void()> callback) { m_onDrained = std::move(callback); }
    void finishStream();

private:
    bool wantsInput() const noexcept { return m_state <= State::Body && !m_isThrottled; }
    void cutIfFlooding();
    void advance();
    void readInput();
    void consume(QByteArrayView bytes);
    void stepAfterFeed();
    bool admitHead();
    bool countBody();
    void dispatch();
    void refuse(const Response &response);
    void finishRequest();
    void beginClosing();
    void discardInput();
    void write(QByteArrayView bytes);
    void flush();
    void taken(qsizetype bytes);
    qsizetype unsent() const noexcept { return m_out.size() - m_outBegin; }
    void enter(State state);
    void waitUntil(std::chrono::milliseconds time) { m_deadline = Clock::now() + time; }
    void tellGone();
    void logAnswer(int status) const;

    HttpListener *m_listener;
    const quint64 m_id;
    int m_descriptor;
    State m_state = State::Idle;
    bool m_isReadable = true; ///< the kernel may have bytes, or the end, for us
    bool m_hasPeerEnded = false;
    bool m_isThrottled = false; ///< the client must take what is ready before its next request is parsed
    bool m_isAdvancing = false;
    bool m_isAdmitted = false; ///< the head of this request has been looked at
    bool m_isCloseSent = false;
    quint64 m_serial = 0; ///< of the request at hand
    HttpParser m_parser;
    QByteArray m_in;  ///< read and not parsed yet
    QByteArray m_out; ///< written and not taken by the kernel yet, from m_outBegin on
    qsizetype m_outBegin = 0;
    qint64 m_bodyCounted = 0; ///< of this request, in the listener's sum
    qint64 m_discarded = 0;
    Clock::time_point m_deadline;
    Clock::time_point m_lastTaken; ///< when the kernel last took bytes, or the first were ready for it
    Method m_method = Method::Get;
    int m_minorVersion = 1;
    bool m_isKeptAlive = true;
    QByteArray m_route;        ///< the pattern that matched, for the log
    Clock::time_point m_begun; ///< the handling, for the log
    std::function<void()> m_onGone;
    std::function<void()> m_onDrained;
};

} // namespace belayer::http
