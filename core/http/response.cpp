// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/response.h"

#include "core/http/httptext.h"
#include "core/http/log.h"

#include <QDateTime>
#include <QLocale>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace belayer::http {

namespace {

/// Of this second; RFC 9110, 5.6.7.
const QByteArray &date()
{
    thread_local std::time_t second = 0;
    thread_local QByteArray text;
    const std::time_t now = std::time(nullptr);
    if (now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'")
                   .toLatin1();
    }
    return text;
}

/// The pieces of a head, joined with one allocation. What they point to has to stay until then.
class Pieces
{
public:
    Pieces &operator+=(QByteArrayView piece)
    {
        m_pieces.append(piece);
        m_size += piece.size();
        return *this;
    }
    Pieces &operator+=(qint64 number)
    {
        std::array<char, 20> &digits = m_numbers.at(m_numberCount++);
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        return *this += QByteArrayView(digits.data(), end);
    }
    void header(QByteArrayView name, QByteArrayView value)
    {
        *this += "\r\n";
        *this += name;
        *this += ": ";
        *this += value;
    }
    QByteArray joined() const
    {
        QByteArray bytes(m_size, Qt::Uninitialized);
        char *to = bytes.data();
        for (const QByteArrayView piece : m_pieces)
            to = std::copy(piece.begin(), piece.end(), to);
        return bytes;
    }

private:
    QVarLengthArray<QByteArrayView, 48> m_pieces;
    std::array<std::array<char, 20>, 2> m_numbers{}; ///< status and length
    std::size_t m_numberCount = 0;
    qsizetype m_size = 0;
};

bool hasHeader(const Response &response, QByteArrayView name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto &header) { return header.first == name; });
}

bool hasBody(const Response &response)
{
    return response.status != 204 && response.status != 304;
}

void appendFraming(Pieces &head, const Response &response, Connecting connecting, BodyPart bodyPart)
{
    const bool isStream = bodyPart == BodyPart::Chunked || bodyPart == BodyPart::UntilClose;
    if (bodyPart == BodyPart::Chunked) {
        head.header("Transfer-Encoding", "chunked");
    } else if (!isStream && hasBody(response)) {
        head += "\r\nContent-Length: ";
        head += response.body.size();
    }
    if (connecting == Connecting::Close)
        head.header("Connection", "close");
    else if (connecting == Connecting::KeepOld)
        head.header("Connection", "keep-alive");
}

} // namespace

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

Response errorResponse(int status, QByteArrayView code, QByteArrayView message)
{
    Response response;
    response.status = status;
    response.body = "{\"error\":\"" + message.toByteArray() + "\",\"code\":\"" + code.toByteArray() + "\"}";
    return response;
}

Response tryLater(QByteArrayView code, QByteArrayView message)
{
    Response response = errorResponse(503, code, message);
    response.headers.emplaceBack("Retry-After", "1");
    return response;
}

QByteArray serialize(const Response &response, Connecting connecting, BodyPart bodyPart)
{
    Pieces bytes;
    bytes += "HTTP/1.1 ";
    bytes += response.status;
    bytes += " ";
    bytes += reasonPhrase(response.status);
    if (hasBody(response) && isFieldValue(response.contentType))
        bytes.header("Content-Type", response.contentType);
    appendFraming(bytes, response, connecting, bodyPart);
    bytes += "\r\nX-Content-Type-Options: nosniff\r\nDate: ";
    bytes += date();
    if (!hasHeader(response, "Cache-Control"))
        bytes += "\r\nCache-Control: no-store";
    for (const auto &[name, value] : response.headers) {
        if (isToken(name) && isFieldValue(value))
            bytes.header(name, value);
        else
            qCWarning(log) << "a response header is left out: its name or value could split the head";
    }
    bytes += "\r\n\r\n";
    if (bodyPart == BodyPart::Send && hasBody(response))
        bytes += response.body;
    return bytes.joined();
}

} // namespace belayer::http
