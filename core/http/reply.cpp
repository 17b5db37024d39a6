// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/reply.h"

#include <algorithm>

namespace belayer::http {

namespace {

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) >= 32 && uchar(c) != 127; });
}

bool hasHeader(const Reply &reply, QByteArrayView name)
{
    return std::any_of(reply.headers.begin(), reply.headers.end(),
                       [&](const auto &header) { return header.first == name; });
}

} // namespace

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

Reply errorReply(int status, QByteArrayView code, QByteArrayView message)
{
    Reply reply;
    reply.status = status;
    reply.body = "{\"error\":\"" + message.toByteArray() + "\",\"code\":\"" + code.toByteArray() + "\"}";
    return reply;
}

QByteArray serialize(const Reply &reply, Connecting connecting, BodyPart bodyPart)
{
    QByteArray bytes;
    bytes.reserve(256 + reply.body.size());
    bytes += "HTTP/1.1 ";
    bytes += QByteArray::number(reply.status);
    bytes += ' ';
    bytes += reasonPhrase(reply.status);
    const bool hasBody = reply.status != 204 && reply.status != 304;
    if (hasBody) {
        bytes += "\r\nContent-Type: ";
        bytes += reply.contentType;
        bytes += "\r\nContent-Length: ";
        bytes += QByteArray::number(reply.body.size());
    }
    if (!hasHeader(reply, "Cache-Control"))
        bytes += "\r\nCache-Control: no-store";
    bytes += "\r\nX-Content-Type-Options: nosniff";
    for (const auto &[name, value] : reply.headers) {
        if (!isPrintable(name) || !isPrintable(value))
            continue;
        bytes += "\r\n";
        bytes += name;
        bytes += ": ";
        bytes += value;
    }
    if (connecting == Connecting::Close)
        bytes += "\r\nConnection: close";
    bytes += "\r\n\r\n";
    if (bodyPart == BodyPart::Send && hasBody)
        bytes += reply.body;
    return bytes;
}

} // namespace belayer::http
