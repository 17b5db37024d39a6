// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include "core/http/httplistener.h"
#include "core/http/log.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace belayer::http {

namespace {

constexpr int maxRoundsAtOnce = 64; // then it is the others' turn

void setOption(int descriptor, int level, int name, int value)
{
    ::setsockopt(descriptor, level, name, &value, sizeof value);
}

Response toResponse(const HttpParser::Failure &failure)
{
    return errorResponse(failure.status, failure.code, failure.message);
}

} // namespace

HttpConnection::HttpConnection(HttpListener *listener, int descriptor, quint64 id)
    : m_listener(listener), m_id(id), m_descriptor(descriptor), m_parser(listener->limits())
{
    waitUntil(listener->limits().idleTime);
    m_lastTaken = Clock::now();
}

HttpConnection::~HttpConnection()
{
    drop();
}

void HttpConnection::enter(State state)
{
    m_listener->moved(*this, m_state, state);
    m_state = state;
}

void HttpConnection::wake(quint32 events)
{
    if (events & (EPOLLERR | EPOLLHUP)) {
        drop();
        return;
    }
    if (events & EPOLLOUT)
        flush();
    if (events & (EPOLLIN | EPOLLRDHUP))
        m_isReadable = true;
    if ((events & EPOLLRDHUP) && !std::exchange(m_hasPeerEnded, true) && m_state == State::Handling)
        waitUntil(m_listener->limits().halfClosed);
    switch (m_state) {
    case State::Idle:
    case State::Head:
    case State::Body: advance(); break;
    case State::Handling:
        if (events & EPOLLIN)
            cutIfFlooding();
        break;
    case State::Streaming:
        if (m_hasPeerEnded)
            drop();
        break;
    case State::Closing: discardInput(); break;
    case State::Gone: break;
    }
}

void HttpConnection::cutIfFlooding()
{
    int pending = 0;
    ::ioctl(m_descriptor, FIONREAD, &pending);
    if (m_in.size() + pending >= m_listener->limits().unread)
        drop();
}

void HttpConnection::tick(Clock::time_point now)
{
    const Limits &limits = m_listener->limits();
    if (unsent() > 0 && now - m_lastTaken > limits.writeStall) {
        // A reset, so that the kernel does not keep the bytes for a client that does not take them.
        const linger reset{1, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        drop();
        return;
    }
    if (now < m_deadline)
        return;
    switch (m_state) {
    case State::Idle:
        if (!m_isThrottled)
            drop();
        break;
    case State::Head:
    case State::Body:
        if (!m_isThrottled)
            refuse(errorResponse(408, "too_slow", "The request did not arrive in time"));
        break;
    case State::Handling:
        if (m_hasPeerEnded)
            drop();
        break;
    case State::Closing:
        if (unsent() == 0)
            drop();
        break;
    case State::Streaming:
    case State::Gone: break;
    }
}

void HttpConnection::retire()
{
    if (m_state == State::Idle) {
        m_isReadable = true; // what has just come and is not told yet
        advance();
        if (m_state == State::Idle)
            drop();
    } else if (m_state == State::Streaming) {
        const auto callback = std::exchange(m_onGone, nullptr);
        finishStream();
        if (callback)
            callback();
    }
}

void HttpConnection::tellGone()
{
    m_onDrained = nullptr;
    if (const auto callback = std::exchange(m_onGone, nullptr))
        callback();
}

void HttpConnection::drop()
{
    if (m_state == State::Gone)
        return;
    m_listener->bodyReleased(std::exchange(m_bodyCounted, 0));
    enter(State::Gone);
    ::close(std::exchange(m_descriptor, -1));
    m_in = {};
    m_out = {};
    m_outBegin = 0;
    const auto drained = std::exchange(m_onDrained, nullptr);
    tellGone();
    if (drained)
        drained();
}

/// Reads and parses as long as there is something and it is the client's turn.
void HttpConnection::advance()
{
    if (std::exchange(m_isAdvancing, true))
        return;
    for (int round = 0; wantsInput(); ++round) {
        if (round == maxRoundsAtOnce) {
            m_listener->wakeAgain(*this, m_descriptor);
            break;
        }
        if (!m_in.isEmpty()) {
            const QByteArray in = std::exchange(m_in, {});
            consume(in);
        } else if (m_isReadable) {
            readInput();
        } else {
            break;
        }
    }
    m_isAdvancing = false;
    // Else a client that sends its request in two parts waits 40 ms for our delayed acknowledgement of the
    // first.
    if (m_state == State::Head || m_state == State::Body)
        setOption(m_descriptor, IPPROTO_TCP, TCP_QUICKACK, 1);
}

void HttpConnection::readInput()
{
    const std::span<char> scratch = m_listener->scratch();
    const ssize_t size = ::recv(m_descriptor, scratch.data(), scratch.size(), MSG_DONTWAIT);
    if (size > 0) {
        // Less than there was room for: that was all, and the next bytes will be told by an event. The end is
        // told too, but that event has been.
        m_isReadable = std::size_t(size) == scratch.size() || m_hasPeerEnded;
        consume(QByteArrayView(scratch.data(), size));
    } else if (size == 0) {
        m_hasPeerEnded = true;
        unsent() > 0 ? beginClosing() : drop();
    } else if (errno == EAGAIN || errno == EINTR) {
        m_isReadable = errno == EINTR;
    } else {
        drop();
    }
}

void HttpConnection::consume(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && wantsInput()) {
        bytes = bytes.sliced(m_parser.feed(bytes));
        stepAfterFeed();
    }
    if (m_state <= State::Handling && !bytes.isEmpty())
        m_in = bytes.toByteArray();
}

void HttpConnection::stepAfterFeed()
{
    const Limits &limits = m_listener->limits();
    if (m_state == State::Idle && m_parser.hasBegun()) {
        enter(State::Head);
        waitUntil(limits.headTime);
    }
    switch (m_parser.state()) {
    case HttpParser::State::Head: return;
    case HttpParser::State::Failed: refuse(toResponse(m_parser.failure())); return;
    case HttpParser::State::Body:
    case HttpParser::State::Complete: break;
    }
    if (!m_isAdmitted && !admitHead())
        return;
    if (!countBody())
        return;
    if (m_parser.state() == HttpParser::State::Complete)
        dispatch();
}

/// Before a byte of the body is asked for.
bool HttpConnection::admitHead()
{
    m_isAdmitted = true;
    m_method = m_parser.request().method;
    m_minorVersion = m_parser.minorVersion();
    m_isKeptAlive = m_parser.isKeptAlive();
    if (const auto refusal = m_listener->refusal(m_parser.request())) {
        refuse(*refusal);
        return false;
    }
    if (m_parser.state() != HttpParser::State::Body)
        return true;
    enter(State::Body);
    waitUntil(m_listener->limits().bodyTime);
    if (m_parser.isContinueWanted())
        write("HTTP/1.1 100 Continue\r\n\r\n");
    return m_state == State::Body;
}

bool HttpConnection::countBody()
{
    const qint64 received = m_parser.request().body.size();
    const bool fits = m_listener->bodyReceived(received - m_bodyCounted);
    m_bodyCounted = received;
    if (!fits)
        refuse(tryLater("busy", "Too many large requests at a time; try again in a second"));
    return fits;
}

void HttpConnection::dispatch()
{
    enter(State::Handling);
    m_deadline = Clock::time_point::max();
    if (m_hasPeerEnded)
        waitUntil(m_listener->limits().halfClosed);
    m_isAdmitted = false;
    m_route = {};
    if (log().isInfoEnabled())
        m_begun = Clock::now();
    ++m_serial;
    m_listener->handle(m_parser.take(), m_id, m_serial);
}

/// Answers what is wrong with the connection's bytes; whatever else it has to say is not heard.
void HttpConnection::refuse(const Response &response)
{
    const bool isHead = m_isAdmitted && m_method == Method::Head;
    qCInfo(log).noquote() << "refused" << response.status;
    write(serialize(response, Connecting::Close, isHead ? BodyPart::Omit : BodyPart::Send));
    if (m_state != State::Gone)
        beginClosing();
}

void HttpConnection::answer(const Response &response)
{
    const bool isKept = m_isKeptAlive && response.afterwards == Afterwards::Keep && !m_listener->isStopping();
    const Connecting connecting = !isKept               ? Connecting::Close
                                  : m_minorVersion == 0 ? Connecting::KeepOld
                                                        : Connecting::Keep;
    m_onGone = nullptr;
    logAnswer(response.status);
    write(serialize(response, connecting, m_method == Method::Head ? BodyPart::Omit : BodyPart::Send));
    if (m_state == State::Gone)
        return;
    if (isKept)
        finishRequest();
    else
        beginClosing();
}

/// Never the path, the query, a header or a byte of a body: those are the user's.
void HttpConnection::logAnswer(int status) const
{
    if (!log().isInfoEnabled())
        return;
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_begun);
    qCInfo(log).noquote() << toString(m_method) << (m_route.isEmpty() ? "(no route)" : m_route) << status
                          << time.count() << "ms";
}

void HttpConnection::finishRequest()
{
    const Limits &limits = m_listener->limits();
    m_listener->bodyReleased(std::exchange(m_bodyCounted, 0));
    enter(State::Idle);
    waitUntil(limits.idleTime);
    m_isThrottled = unsent() > limits.unsent;
    if (!m_isThrottled && (!m_in.isEmpty() || m_isReadable))
        advance();
}

void HttpConnection::beginClosing()
{
    m_listener->bodyReleased(std::exchange(m_bodyCounted, 0));
    enter(State::Closing);
    m_parser = HttpParser(m_listener->limits());
    m_in = {};
    waitUntil(m_listener->limits().discardTime);
    flush();
    if (m_state == State::Closing)
        discardInput();
}

void HttpConnection::discardInput()
{
    const std::span<char> scratch = m_listener->scratch();
    while (m_isReadable && m_discarded <= m_listener->limits().discarded) {
        const ssize_t size = ::recv(m_descriptor, scratch.data(), scratch.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN)
            m_isReadable = false;
        else if (size == 0 || (size < 0 && errno != EINTR))
            m_hasPeerEnded = true;
        if (size <= 0)
            break;
        m_discarded += size;
    }
    if ((m_hasPeerEnded && unsent() == 0) || m_discarded > m_listener->limits().discarded)
        drop();
}

} // namespace belayer::http
