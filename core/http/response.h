// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP response as a value, the exception that carries one, and its bytes on the wire.
#pragma once

#include <belayer/async.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <exception>
#include <functional>
#include <utility>

namespace belayer::http {

class StreamWriter;

/// What the head says of the connection after this response. KeepOld: the same to a client of HTTP/1.0.
enum class Connecting : quint8 { Keep, KeepOld, Close };
/// How the body is sent. Omit: the response to HEAD has the length of its body but not a byte of it. Chunked
/// and UntilClose: the bytes follow as they come; the head tells no length.
enum class BodyPart : quint8 { Send, Omit, Chunked, UntilClose };

/// What becomes of the connection, if its client would keep it.
enum class Afterwards : quint8 { Keep, Close };

struct Response
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QList<std::pair<QByteArray, QByteArray>> headers;
    Afterwards afterwards = Afterwards::Keep;
    /// If set, the body is what this writes and `body` is not sent. Runs as long as the client is there;
    /// cancelled when it leaves. See StreamWriter.
    std::function<async::Task<>(StreamWriter)> stream;
};

/// A handler may throw this to answer from any depth; every other exception becomes a 500 without its text.
class ResponseError : public std::exception
{
public:
    explicit ResponseError(Response response) : m_response(std::move(response)) {}
    const Response &response() const noexcept { return m_response; }
    const char *what() const noexcept override { return "HTTP error response"; }

private:
    Response m_response;
};

/// The words after the status code, e.g. "Not Found".
QByteArrayView reasonPhrase(int status);

/// A response of this layer itself: `{"error":message,"code":code}`; neither text may need escaping.
Response errorResponse(int status, QByteArrayView code, QByteArrayView message);
/// 503 with Retry-After: too much at a time, not wrong in itself.
Response tryLater(QByteArrayView code, QByteArrayView message);

/// The whole response in HTTP/1.1, or its head if a stream follows. A header whose name is no token or whose
/// value has a control character is left out, and the log says so: no value can split the head.
QByteArray serialize(const Response &response, Connecting connecting, BodyPart bodyPart);

} // namespace belayer::http
