// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP reply as a value, the exception that carries one, and its bytes on the wire.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <exception>
#include <utility>

namespace belayer::http {

/// Whether the connection stays open after a reply.
enum class Connecting : quint8 { Keep, Close };
/// A reply to HEAD has the length of its body but not a byte of it.
enum class BodyPart : quint8 { Send, Omit };

struct Reply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// A handler may throw this to answer from any depth; every other exception becomes a 500 without its text.
class ReplyError : public std::exception
{
public:
    explicit ReplyError(Reply reply) : m_reply(std::move(reply)) {}
    const Reply &reply() const noexcept { return m_reply; }
    const char *what() const noexcept override { return "HTTP error reply"; }

private:
    Reply m_reply;
};

/// The words after the status code, e.g. "Not Found".
QByteArrayView reasonPhrase(int status);

/// A reply of this layer itself: `{"error":message,"code":code}`; neither text may need escaping.
Reply errorReply(int status, QByteArrayView code, QByteArrayView message);

/// The whole reply in HTTP/1.1. Header names and values with control characters are left out, so that no
/// value can split the head.
QByteArray serialize(const Reply &reply, Connecting connecting, BodyPart bodyPart);

} // namespace belayer::http
