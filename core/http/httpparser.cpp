// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpparser.h"

#include "core/http/httptext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace belayer::http {

namespace {

using Failure = HttpParser::Failure;

constexpr Failure badRequestLine{400, "bad_request_line", "The request line is not METHOD TARGET HTTP/1.1"};
constexpr Failure badTarget{400, "bad_target", "The target must begin with a slash and be plain ASCII"};
constexpr Failure badLineEnd{400, "bad_line_end", "Lines must end with CR LF"};
constexpr Failure badHeader{400, "bad_header", "A header line is not NAME: VALUE"};
constexpr Failure twoHeaders{400, "duplicate_header", "A header that may be sent once was sent twice"};
constexpr Failure badHost{400, "bad_host", "Send exactly one Host header"};
constexpr Failure badLength{400, "bad_length",
                            "The length of the body must be said once, in digits or as chunked"};
constexpr Failure badChunk{400, "bad_chunk", "The chunked body is malformed"};
constexpr Failure bodyTooLarge{413, "body_too_large", "The body is larger than 1 MiB; send less"};
constexpr Failure targetTooLong{414, "target_too_long", "The target is longer than 8 KiB"};
constexpr Failure unknownExpectation{417, "unknown_expectation", "Only 100-continue may be expected"};
constexpr Failure headTooLarge{431, "head_too_large",
                               "The head is larger than 16 KiB or has over 64 headers"};
constexpr Failure unknownCoding{501, "unknown_coding", "Of transfer codings only chunked is known"};
constexpr Failure badVersion{505, "bad_version", "Use HTTP/1.1"};

constexpr qsizetype maxMethodAndVersion = 64; // beside the target in the request line
constexpr qsizetype maxDigits = 18;           // fits 64 bits, whatever they are

constexpr std::array<QByteArrayView, 7> singletons{
    "host", "content-length", "transfer-encoding", "authorization", "content-type", "expect", "origin"};

QByteArrayView withoutSpaces(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void HttpParser::fail(const Failure &failure)
{
    m_failure = failure;
    m_state = State::Failed;
    m_begun = {};
    m_request.body = {};
}

Request HttpParser::take()
{
    Request request = std::move(m_request);
    *this = HttpParser(*m_limits);
    return request;
}

qsizetype HttpParser::feed(QByteArrayView bytes)
{
    const State before = m_state;
    qsizetype used = 0;
    while (used < bytes.size() && m_state == before) {
        const QByteArrayView rest = bytes.sliced(used);
        switch (m_state) {
        case State::Head: used += feedHead(rest); break;
        case State::Body: used += m_isChunked ? feedChunked(rest) : feedSized(rest); break;
        case State::Complete:
        case State::Failed: return used;
        }
    }
    return used;
}

/// The next line without its end, valid until the next call. Nothing if more bytes are needed (those there
/// are have been taken), or if the line is bad.
std::optional<QByteArrayView> HttpParser::line(QByteArrayView bytes, qsizetype &used, qsizetype maximum,
                                               const Failure &tooLong)
{
    const qsizetype end = bytes.indexOf('\n');
    used = end < 0 ? bytes.size() : end + 1;
    if (m_begun.size() + used > maximum + 2) {
        fail(tooLong);
        return {};
    }
    if (end < 0) {
        m_begun += bytes;
        return {};
    }
    QByteArrayView line = bytes.first(end);
    if (!m_begun.isEmpty()) {
        m_whole = std::exchange(m_begun, {}).append(line);
        line = m_whole;
    }
    if (line.isEmpty() || line.back() != '\r') {
        fail(badLineEnd);
        return {};
    }
    return line.chopped(1);
}

qsizetype HttpParser::feedHead(QByteArrayView bytes)
{
    // What is no HTTP at all (TLS, for one) has no line end to wait for.
    if (m_headBytes == 0 && bytes.front() != '\r' && !isTokenCharacter(bytes.front())) {
        fail(badRequestLine);
        return 1;
    }
    const bool isRequestLine = m_line == Line::Request;
    const qsizetype left = m_limits->head - m_headBytes + m_begun.size();
    const qsizetype maximum = isRequestLine ? m_limits->target + maxMethodAndVersion : left;
    qsizetype used = 0;
    const auto whole = line(bytes, used, maximum, isRequestLine ? targetTooLong : headTooLarge);
    const bool isFirstLine = isRequestLine && m_headBytes <= 1;
    m_headBytes += used;
    if (!whole)
        return used;
    if (!isRequestLine)
        whole->isEmpty() ? endHead() : header(*whole);
    else if (!(whole->isEmpty() && isFirstLine)) // some clients send an empty line after a body
        requestLine(*whole);
    return used;
}

void HttpParser::requestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1 || !isToken(line.first(first)))
        return fail(badRequestLine);
    const QByteArrayView version = line.sliced(last + 1);
    if (version == "HTTP/2.0" || version == "HTTP/3.0")
        return fail(badVersion);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return fail(badRequestLine);
    m_minorVersion = version.back() - '0';
    m_request.method = toMethod(line.first(first));
    m_line = Line::Header;
    target(line.sliced(first + 1, last - first - 1));
}

void HttpParser::target(QByteArrayView target)
{
    if (target.size() > m_limits->target)
        return fail(targetTooLong);
    const bool isPlain =
        std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
    if (!isPlain)
        return fail(badTarget);
    if (target.startsWith("http://")) {
        const QByteArrayView rest = target.sliced(7);
        const qsizetype slash = rest.indexOf('/');
        m_authority = rest.first(slash < 0 ? rest.size() : slash).toByteArray();
        target = slash < 0 ? QByteArrayView("/") : rest.sliced(slash);
    }
    const bool isServerWide = target == "*" && m_request.method == Method::Options;
    if (target.front() != '/' && !isServerWide)
        return fail(badTarget);
    const qsizetype question = target.indexOf('?');
    m_request.path = target.first(question < 0 ? target.size() : question).toByteArray();
    if (question >= 0)
        m_request.query = target.sliced(question + 1).toByteArray();
}

void HttpParser::header(QByteArrayView line)
{
    if (m_request.headers.size() >= m_limits->headers)
        return fail(headTooLarge);
    const qsizetype colon = line.indexOf(':');
    // A folded line begins with a space, which is no token either.
    if (colon <= 0 || !isToken(line.first(colon)))
        return fail(badHeader);
    const QByteArrayView value = withoutSpaces(line.sliced(colon + 1));
    if (!isFieldValue(value))
        return fail(badHeader);
    const QByteArray name = line.first(colon).toByteArray().toLower();
    const auto singleton = std::find(singletons.begin(), singletons.end(), name);
    if (singleton != singletons.end()) {
        const quint32 bit = 1u << (singleton - singletons.begin());
        if (m_seen & bit)
            return fail(name == "host" ? badHost : twoHeaders);
        m_seen |= bit;
    }
    m_request.headers.emplaceBack(name, value.toByteArray());
    understand(m_request.headers.last().first, m_request.headers.last().second);
}

void HttpParser::understand(const QByteArray &name, const QByteArray &value)
{
    if (name == "host") {
        m_host = value;
    } else if (name == "content-length") {
        contentLength(value);
    } else if (name == "transfer-encoding") {
        m_isChunked = true;
        m_isUnknownCoding = value.compare("chunked", Qt::CaseInsensitive) != 0;
    } else if (name == "connection") {
        connection(value);
    } else if (name == "expect") {
        m_isContinueWanted = value.compare("100-continue", Qt::CaseInsensitive) == 0;
        m_isUnknownExpectation = !m_isContinueWanted;
    }
}

void HttpParser::contentLength(const QByteArray &digits)
{
    if (!isDigits(digits) || digits.size() > maxDigits)
        return fail(badLength);
    m_hasLength = true;
    m_bodyLeft = digits.toLongLong();
}

void HttpParser::connection(const QByteArray &value)
{
    for (const QByteArray &option : value.split(',')) {
        const QByteArrayView word = withoutSpaces(option);
        m_isCloseWanted |= word.compare("close", Qt::CaseInsensitive) == 0;
        m_isKeepAliveWanted |= word.compare("keep-alive", Qt::CaseInsensitive) == 0;
    }
}

void HttpParser::endHead()
{
    if (m_host.isEmpty() || (!m_authority.isNull() && m_authority.compare(m_host, Qt::CaseInsensitive) != 0))
        return fail(badHost);
    if (m_isChunked && (m_hasLength || m_minorVersion == 0))
        return fail(badLength);
    if (m_isUnknownCoding)
        return fail(unknownCoding);
    if (m_isUnknownExpectation)
        return fail(unknownExpectation);
    if (m_bodyLeft > m_limits->body)
        return fail(bodyTooLarge);
    m_isKeptAlive = !m_isCloseWanted && (m_minorVersion == 1 || m_isKeepAliveWanted);
    m_isContinueWanted = m_isContinueWanted && m_minorVersion == 1;
    m_state = m_isChunked || m_bodyLeft > 0 ? State::Body : State::Complete;
}

void HttpParser::append(QByteArrayView bytes)
{
    m_request.body += bytes;
    m_bodyLeft -= bytes.size();
}

qsizetype HttpParser::feedSized(QByteArrayView bytes)
{
    const QByteArrayView part = bytes.first(qsizetype(std::min<qint64>(bytes.size(), m_bodyLeft)));
    append(part);
    if (m_bodyLeft == 0)
        m_state = State::Complete;
    return part.size();
}

qsizetype HttpParser::feedChunked(QByteArrayView bytes)
{
    if (m_chunk == Chunk::Data) {
        const QByteArrayView part = bytes.first(qsizetype(std::min<qint64>(bytes.size(), m_bodyLeft)));
        append(part);
        if (m_bodyLeft == 0)
            m_chunk = Chunk::End;
        return part.size();
    }
    const bool isTrailer = m_chunk == Chunk::Trailer;
    const qsizetype left = m_limits->trailers - m_trailerBytes;
    const qsizetype maximum = isTrailer ? left : m_limits->chunkLine;
    qsizetype used = 0;
    const auto whole = line(bytes, used, maximum, isTrailer ? headTooLarge : badChunk);
    if (!whole)
        return used;
    if (m_chunk == Chunk::Size) {
        chunkSize(*whole);
    } else if (m_chunk == Chunk::End) {
        m_chunk = Chunk::Size;
        if (!whole->isEmpty())
            fail(badChunk);
    } else if (whole->isEmpty()) {
        m_state = State::Complete;
    } else { // a trailer is checked and thrown away: nothing here has a use for one
        m_trailerBytes += whole->size() + 2;
        const qsizetype colon = whole->indexOf(':');
        if (colon <= 0 || !isToken(whole->first(colon)) || !isFieldValue(whole->sliced(colon + 1)))
            fail(badHeader);
    }
    return used;
}

void HttpParser::chunkSize(QByteArrayView line)
{
    const qsizetype semicolon = line.indexOf(';');
    const QByteArrayView digits = line.first(semicolon < 0 ? line.size() : semicolon);
    const bool isHex = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (!isHex || !isFieldValue(line))
        return fail(badChunk);
    bool fits = false;
    m_bodyLeft = digits.toLongLong(&fits, 16);
    if (!fits || m_bodyLeft > m_limits->body - m_request.body.size())
        return fail(bodyTooLarge);
    m_chunk = m_bodyLeft > 0 ? Chunk::Data : Chunk::Trailer;
}

} // namespace belayer::http
