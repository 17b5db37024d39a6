// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP server that can be shown to an enemy, with coroutine handlers: routes in, responses out;
/// knows nothing of jobs.
#pragma once

#include "core/http/limits.h"
#include "core/http/reply.h"
#include "core/http/request.h"
#include "core/http/response.h"

#include <belayer/async.h>

#include <QByteArrayList>
#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace belayer::http {

/// Lives in one thread with an event loop, in which its handlers run. Destruction destroys the handlers that
/// still wait and closes every connection.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    /// While it waits it costs no thread. Gives the response, which may be a stream, or throws ResponseError;
    /// what else it throws becomes a 500. When its client leaves it is cancelled.
    using Handler = std::function<async::Task<Response>(Request)>;
    /// For what needs no wait, or waits outside of coroutines: answers by the reply, at once or later and
    /// from any thread.
    using ReplyHandler = std::function<void(Request, Reply)>;

    enum class ListenError : quint8 { PortTaken, NotPermitted, NoSuchAddress, Other };

    explicit HttpServer(const Limits &limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Before listen(). A pattern is literal text, with at most one `<arg>` that stands for one non-empty
    /// path segment; of two that match, the one added first wins. HEAD runs the handler of GET; OPTIONS,
    /// other methods and other paths are answered by the server itself.
    void route(Method method, const QString &pattern, Handler handler);
    void route(Method method, const QString &pattern, ReplyHandler handler);

    /// Names the server answers to besides those of the loopback and its address, each `name` or `name:port`;
    /// one without a port gets the server's. Holds from the next request on.
    void allowHosts(const QByteArrayList &hosts);

    /// Before listen(): a link on a page of another origin, or in a file, may lead a person to this page, as
    /// a whole tab and in no other way. For pages that hold and do nothing by themselves.
    void allowVisits(const QString &path);

    /// Port 0 takes a free one. Gives the reason if it fails; then all stays as it was. A server that listens
    /// already moves: it takes connections at the new place before it leaves the old one.
    std::optional<ListenError> listen(const QHostAddress &address, quint16 port);
    /// Until the next listen(): takes no new connection, closes those that ask nothing and ends the streams;
    /// whoever waits for a response still gets it.
    void leave();
    /// Of the listening socket; 0 if there is none.
    quint16 port() const;

    /// Takes no new connection; those there are still get their responses.
    void closeListener();
    /// Answers every request that still waits with 503, ends the streams, and closes their connections.
    /// Cancelling it changes nothing.
    async::Task<> stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::http
