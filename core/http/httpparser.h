// SPDX-License-Identifier: GPL-3.0-or-later
/// \file From bytes to one request, strictly: whatever two readers could understand differently is refused.
#pragma once

#include "core/http/limits.h"
#include "core/http/request.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace belayer::http {

/// Pure: no socket, no clock, no thread. Takes the bytes in pieces of any size and keeps no more of them than
/// the limits allow; the outcome does not depend on how they were cut. Lines end with CRLF; there is no
/// folding; names are tokens; what may be said once is said once; a body's length is digits or exactly
/// `chunked`, never both.
class HttpParser
{
public:
    enum class State : quint8 {
        Head,     ///< within the request line and the headers
        Body,     ///< the head is whole, and there is a body to come
        Complete, ///< take() the request
        Failed    ///< see failure(); the rest of the connection's bytes means nothing
    };
    /// The texts are literals, and nothing of the request is in them.
    struct Failure
    {
        int status = 400;
        const char *code = "";
        const char *message = "";
    };

    /// The limits must outlive it.
    explicit HttpParser(const Limits &limits) : m_limits(&limits) {}

    /// Takes bytes until they are used up or the state changes, and says how many it took.
    qsizetype feed(QByteArrayView bytes);

    State state() const noexcept { return m_state; }
    /// Whether a byte of the next request has come.
    bool hasBegun() const noexcept { return m_headBytes > 0; }
    const Failure &failure() const noexcept { return m_failure; }

    // From the head's end on.
    const Request &request() const noexcept { return m_request; }
    bool isContinueWanted() const noexcept { return m_isContinueWanted; }
    bool isKeptAlive() const noexcept { return m_isKeptAlive; }
    int minorVersion() const noexcept { return m_minorVersion; }

    /// The whole request; the parser is ready for the next one.
    Request take();

private:
    enum class Line : quint8 { Request, Header };
    enum class Chunk : quint8 { Size, Data, End, Trailer };

    qsizetype feedHead(QByteArrayView bytes);
    qsizetype feedSized(QByteArrayView bytes);
    qsizetype feedChunked(QByteArrayView bytes);
    std::optional<QByteArrayView> line(QByteArrayView bytes, qsizetype &used, qsizetype maximum,
                                       const Failure &tooLong);
    void requestLine(QByteArrayView line);
    void target(QByteArrayView target);
    void header(QByteArrayView line);
    void understand(const QByteArray &name, const QByteArray &value);
    void contentLength(const QByteArray &digits);
    void connection(const QByteArray &value);
    void endHead();
    void chunkSize(QByteArrayView line);
    void append(QByteArrayView bytes);
    void fail(const Failure &failure);

    const Limits *m_limits;
    State m_state = State::Head;
    Line m_line = Line::Request;
    Chunk m_chunk = Chunk::Size;
    Failure m_failure;

    QByteArray m_begun; ///< a line whose end has not come
    QByteArray m_whole; ///< a line that came in pieces, while it is looked at
    Request m_request;
    QByteArray m_authority; ///< of a target in absolute form
    QByteArray m_host;
    quint32 m_seen = 0; ///< headers that may come once, a bit each
    qsizetype m_headBytes = 0;
    qsizetype m_trailerBytes = 0;
    qint64 m_bodyLeft = 0; ///< of the body, or of the chunk
    int m_minorVersion = 1;
    bool m_hasLength = false;
    bool m_isChunked = false;
    bool m_isUnknownCoding = false;
    bool m_isContinueWanted = false;
    bool m_isUnknownExpectation = false;
    bool m_isCloseWanted = false;
    bool m_isKeepAliveWanted = false;
    bool m_isKeptAlive = true;
};

} // namespace belayer::http
