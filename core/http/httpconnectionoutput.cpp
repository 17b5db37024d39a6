// SPDX-License-Identifier: GPL-3.0-or-later
// The way out of a connection: streams, and bytes that the kernel does not take at once.
#include "core/http/httpconnection.h"

#include "core/http/httplistener.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/socket.h>

namespace belayer::http {

bool HttpConnection::startStream(const Response &head)
{
    const bool isChunked = m_minorVersion == 1;
    if (!m_listener->isStreamAllowed()) {
        answer(tryLater("too_many_streams", "Too many streams are open; close one"));
        return false;
    }
    if (m_method == Method::Head) {
        m_isKeptAlive = false;
        m_onGone = nullptr;
        write(serialize(head, Connecting::Close, isChunked ? BodyPart::Chunked : BodyPart::UntilClose));
        if (m_state != State::Gone)
            beginClosing();
        return false;
    }
    logAnswer(head.status);
    m_listener->bodyReleased(std::exchange(m_bodyCounted, 0));
    enter(State::Streaming);
    m_deadline = Clock::time_point::max();
    m_in = {};
    write(serialize(head, Connecting::Close, isChunked ? BodyPart::Chunked : BodyPart::UntilClose));
    if (m_state == State::Streaming && m_hasPeerEnded)
        drop();
    return m_state == State::Streaming;
}

bool HttpConnection::writeToStream(QByteArrayView bytes)
{
    if (bytes.isEmpty()) // would be the end of a chunked body
        return true;
    if (unsent() + bytes.size() > m_listener->limits().streamUnsent) {
        drop();
        return false;
    }
    if (m_minorVersion == 1)
        write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes.toByteArray() + "\r\n");
    else
        write(bytes);
    return m_state == State::Streaming;
}

bool HttpConnection::isDrained() const
{
    return unsent() <= m_listener->limits().resumeUnsent;
}

void HttpConnection::finishStream()
{
    m_onGone = nullptr;
    if (m_minorVersion == 1)
        write("0\r\n\r\n");
    if (m_state != State::Gone)
        beginClosing();
}

void HttpConnection::write(QByteArrayView bytes)
{
    if (unsent() > 0) {
        m_out += bytes;
        return;
    }
    m_lastTaken = Clock::now();
    const ssize_t size =
        ::send(m_descriptor, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
        drop();
        return;
    }
    m_out = bytes.sliced(std::max<qsizetype>(size, 0)).toByteArray();
    m_outBegin = 0;
}

void HttpConnection::flush()
{
    while (unsent() > 0) {
        const ssize_t size = ::send(m_descriptor, m_out.constData() + m_outBegin, std::size_t(unsent()),
                                    MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno != EAGAIN) {
            drop();
            return;
        }
        if (size <= 0)
            break;
        taken(size);
    }
    if (m_state == State::Closing && unsent() == 0 && !std::exchange(m_isCloseSent, true))
        ::shutdown(m_descriptor, SHUT_WR);
    if (isDrained()) {
        if (const auto callback = std::exchange(m_onDrained, nullptr))
            callback();
        if (std::exchange(m_isThrottled, false)) {
            waitUntil(m_listener->limits().idleTime);
            advance();
        }
    }
}

void HttpConnection::taken(qsizetype bytes)
{
    m_lastTaken = Clock::now();
    m_outBegin += bytes;
    if (unsent() == 0) {
        m_out = {};
        m_outBegin = 0;
    } else if (m_outBegin >
               m_listener->limits().unsent) { // else a long stream would move its rest at every byte
        m_out.remove(0, std::exchange(m_outBegin, 0));
    }
}

} // namespace belayer::http
