// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

#include "core/http/listener.h"
#include "core/http/qtcompat.h"

#include <QHash>
#include <QHttpServer>
#include <QLoggingCategory>
#include <QPointer>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace belayer::http {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(log, "belayer.http", QtWarningMsg)

namespace {

using Handlers = std::map<Method, HttpServer::Handler>;

QByteArray allowedMethods(const Handlers &handlers)
{
    QByteArrayList names;
    for (const auto &[method, handler] : handlers) {
        names.append(toString(method));
        if (method == Method::Get)
            names.append(toString(Method::Head));
    }
    names.append(toString(Method::Options));
    return names.join(", ");
}

HttpServer::Handler always(Reply reply)
{
    return [reply = std::move(reply)](Request) -> async::Task<Reply> { co_return reply; };
}

Reply notFound()
{
    Reply reply;
    reply.status = 404;
    reply.body = R"({"error":"Not found"})";
    return reply;
}

Reply shuttingDown()
{
    return errorReply(503, "shutting_down", "Belayer is shutting down");
}

/// What runs for the request: its handler, or a fixed reply.
HttpServer::Handler choose(const Request &request, const Handlers &handlers)
{
    // Qt matches with a regular expression whose end also fits before a line break.
    if (std::any_of(request.path.begin(), request.path.end(),
                    [](QChar c) { return c < u' ' || c == u'\x7f'; }))
        return always(notFound());
    if (request.body.size() > Connection::maxBody)
        return always(errorReply(413, "body_too_large", "The body is larger than 1 MiB; send less"));
    const auto found = handlers.find(request.method == Method::Head ? Method::Get : request.method);
    if (found != handlers.end())
        return found->second;
    Reply reply;
    if (request.method == Method::Options)
        reply.status = 204;
    else
        reply = errorReply(405, "method_not_allowed", "This path takes other methods; see the Allow header");
    reply.headers.emplaceBack("Allow", allowedMethods(handlers));
    return always(std::move(reply));
}

Connecting connectingAfter(const Request &request, const Reply &reply)
{
    const bool refused =
        reply.status == 400 || reply.status == 403 || reply.status == 413 || reply.status == 421;
    if (refused)
        return Connecting::Close;
    for (const QByteArray &value : request.headerValues("connection")) {
        if (value.toLower().contains("close"))
            return Connecting::Close;
    }
    return Connecting::Keep;
}

} // namespace

class HttpServer::Private
{
public:
    void take(const QHttpServerRequest &request, QHttpServerResponder responder, const QString &argument,
              const QString &pattern);
    void startNext(Connection *connection);
    async::Task<> serve(QPointer<Connection> connection, Exchange exchange);
    async::Task<Reply> answer(Exchange &exchange);

    Admission admission;
    QHash<QString, Handlers> routes;
    bool stopping = false;
    QHttpServer server;
    QPointer<Listener> listener; ///< the server's child once bound
    async::TaskScope tasks;      ///< last: waiting handlers end before what they use
};

HttpServer::HttpServer(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    qtcompat::setMissingHandler(d->server,
                                [this](const QHttpServerRequest &request, QHttpServerResponder responder) {
                                    d->take(request, std::move(responder), {}, {});
                                });
}

HttpServer::~HttpServer() = default;

void HttpServer::route(Method method, const QString &pattern, Handler handler)
{
    const bool isNew = !d->routes.contains(pattern);
    d->routes[pattern][method] = std::move(handler);
    if (!isNew)
        return;
    const auto anyMethod = QHttpServerRequest::Method::AnyKnown;
    const QStringList parts = pattern.split(u"<arg>"_s);
    if (parts.size() == 1) {
        d->server.route(
            QRegularExpression::escape(pattern), anyMethod,
            [this, pattern](const QHttpServerRequest &request, qtcompat::ResponderArgument responder) {
                d->take(request, std::move(responder), {}, pattern);
            });
    } else {
        const QString escaped =
            QRegularExpression::escape(parts.at(0)) + u"<arg>"_s + QRegularExpression::escape(parts.at(1));
        d->server.route(escaped, anyMethod,
                        [this, pattern](const QString &argument, const QHttpServerRequest &request,
                                        qtcompat::ResponderArgument responder) {
                            d->take(request, std::move(responder), argument, pattern);
                        });
    }
}

std::optional<HttpServer::ListenError> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    auto listener = std::make_unique<Listener>();
    if (!listener->listen(address, port)) {
        switch (listener->serverError()) {
        case QAbstractSocket::AddressInUseError: return ListenError::PortTaken;
        case QAbstractSocket::SocketAccessError: return ListenError::NotPermitted;
        case QAbstractSocket::SocketAddressNotAvailableError: return ListenError::NoSuchAddress;
        default: return ListenError::Other;
        }
    }
    d->admission = Admission(listener->serverAddress(), listener->serverPort());
    connect(listener.get(), &Listener::connectionMade, this, [this](Connection *connection) {
        connect(connection, &Connection::becameReady, this, [this, connection] { d->startNext(connection); });
    });
    d->listener = listener.release();
    d->server.bind(d->listener); // takes ownership
    return {};
}

quint16 HttpServer::port() const
{
    return d->listener ? d->listener->serverPort() : 0;
}

void HttpServer::closeListener()
{
    if (d->listener)
        d->listener->close();
}

async::Task<> HttpServer::stop()
{
    closeListener();
    d->stopping = true;
    co_await d->tasks.shutdown(std::chrono::milliseconds(500));
}

void HttpServer::Private::take(const QHttpServerRequest &request, QHttpServerResponder responder,
                               const QString &argument, const QString &pattern)
{
    Connection *connection = qtcompat::connectionOf(request, responder, *listener);
    if (!connection)
        return;
    Exchange exchange{qtcompat::toRequest(request), std::move(responder), pattern.toLatin1(), {}};
    exchange.request.argument = argument;
    if (auto refusal = admission.refusal(exchange.request))
        exchange.handler = always(*std::move(refusal));
    else if (exchange.request.method == Method::Other)
        exchange.handler = always(errorReply(501, "unknown_method", "This method is not known here"));
    else if (pattern.isEmpty())
        exchange.handler = always(notFound());
    else
        exchange.handler = choose(exchange.request, routes[pattern]);
    connection->enqueue(std::move(exchange));
}

void HttpServer::Private::startNext(Connection *connection)
{
    auto exchange = connection->next();
    if (!exchange)
        return;
    if (stopping) // the scope takes no new jobs
        connection->finish(shuttingDown(), Connecting::Close, BodyPart::Send);
    else
        connection->setRunning(tasks.spawn(serve(connection, *std::move(exchange)), u"HTTP request"_s));
}

/// Never writes before it has seen that the client is still there: a completed responder of a client that
/// left crashes in every Qt version there is.
async::Task<> HttpServer::Private::serve(QPointer<Connection> connection, Exchange exchange)
{
    const Method method = exchange.request.method;
    const Reply reply = co_await answer(exchange);
    qCDebug(log).noquote() << toString(method) << (exchange.route.isEmpty() ? "(no route)" : exchange.route)
                           << reply.status;
    if (!connection)
        co_return;
    const Connecting connecting = stopping ? Connecting::Close : connectingAfter(exchange.request, reply);
    connection->finish(reply, connecting, method == Method::Head ? BodyPart::Omit : BodyPart::Send);
}

async::Task<Reply> HttpServer::Private::answer(Exchange &exchange)
{
    try {
        co_return co_await exchange.handler(exchange.request);
    } catch (const ReplyError &error) {
        co_return error.reply();
    } catch (const async::Cancelled &) {
        co_return shuttingDown();
    } catch (...) {
        qCWarning(log).noquote() << "a handler failed:" << toString(exchange.request.method)
                                 << exchange.route;
        co_return errorReply(500, "internal", "Internal error; see the log of Belayer");
    }
}

} // namespace belayer::http
