// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Qt HTTP Server with coroutine handlers: routes in, replies out; knows nothing of jobs.
#pragma once

#include "core/http/admission.h"
#include "core/http/reply.h"
#include "core/http/request.h"

#include <belayer/async.h>

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QHttpServerRequest;
class QHttpServerResponder;

namespace belayer::http {

class Connection;

/// Lives in one thread with an event loop, in which its handlers run. A handler is a coroutine: while it
/// waits it costs no thread. When its client leaves, its job is cancelled; a reply is only ever written to a
/// client that is still there. Destruction destroys the handlers that still wait and closes every connection.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<async::Task<Reply>(Request)>;

    enum class ListenError : quint8 { PortTaken, NotPermitted, NoSuchAddress, Other };

    explicit HttpServer(QObject *parent = nullptr);
    ~HttpServer() override;

    /// Before listen(). A pattern is literal text, with at most one `<arg>` that stands for one non-empty
    /// path segment. HEAD runs the handler of GET; OPTIONS, other methods and other paths are answered by the
    /// server itself.
    void route(Method method, const QString &pattern, Handler handler);

    /// Port 0 takes a free one. Gives the reason if it fails.
    std::optional<ListenError> listen(const QHostAddress &address, quint16 port);
    /// Of the listening socket; 0 before listen().
    quint16 port() const;

    /// Takes no new connection; those there are still get their replies.
    void closeListener();
    /// Answers every request that still waits with 503 and closes its connection. Cancelling it changes
    /// nothing.
    async::Task<> stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::http
