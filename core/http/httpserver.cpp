// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

#include "core/http/admission.h"
#include "core/http/httplistener.h"
#include "core/http/log.h"
#include "core/http/router.h"

#include <QPointer>
#include <QScopeGuard>

#include <map>
#include <vector>

namespace belayer::http {

using namespace Qt::StringLiterals;

namespace {

struct Route
{
    QString pattern;
    QByteArray name; ///< the pattern, for the log
    std::map<Method, HttpServer::ReplyHandler> handlers;

    QByteArray allowedMethods() const
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
};

struct TaskHandler
{
    TaskHandler(QByteArray log, HttpServer::Handler handler) : name(std::move(log)), call(std::move(handler))
    {
    }

    QByteArray name; ///< for the log
    HttpServer::Handler call;
};

Response notFound()
{
    Response response;
    response.status = 404;
    response.body = R"({"error":"Not found"})";
    return response;
}

Response shuttingDown()
{
    return errorResponse(503, "shutting_down", "Belayer is shutting down");
}

Response internalError(const QByteArray &route)
{
    qCWarning(log).noquote() << "a handler failed:" << route;
    return errorResponse(500, "internal", "Internal error; see the log of Belayer");
}

/// To OPTIONS, and to a method that the path does not take.
Response methodsAllowed(Method asked, const QByteArray &allowed)
{
    Response response;
    if (asked == Method::Options)
        response.status = 204;
    else
        response =
            errorResponse(405, "method_not_allowed", "This path takes other methods; see the Allow header");
    response.headers.emplaceBack("Allow", allowed);
    return response;
}

} // namespace

class HttpServer::Private
{
public:
    explicit Private(const Limits &bounds) : limits(bounds) {}

    Route &routeOf(const QString &pattern);
    void take(Request &&request, const Reply &reply);
    async::Task<> serve(const TaskHandler *handler, Request request, Reply reply);
    async::Task<Response> answer(const TaskHandler *handler, Request request);

    const Limits limits;
    /// A request may be on its way.
    void prepareToClose()
    {
        if (listener && listener->isListening() && listener->connectionCount() > 0)
            router.open();
    }
    void admit(HttpListener &server)
    {
        *admission = Admission(server.serverAddress(), server.serverPort(), hosts, pages);
    }

    QByteArrayList hosts;
    QByteArrayList pages; ///< that may be visited from elsewhere
    /// Of the listener of today; one that has been left keeps its own.
    std::shared_ptr<Admission> admission;
    std::vector<Route> routes;
    bool stopping = false;
    Router router;
    QPointer<HttpListener> listener; ///< the router's once bound
    async::TaskScope tasks;          ///< last: waiting handlers end before what they use
};

HttpServer::HttpServer(const Limits &limits, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(limits))
{
}

HttpServer::~HttpServer() = default;

Route &HttpServer::Private::routeOf(const QString &pattern)
{
    for (Route &route : routes) {
        if (route.pattern == pattern)
            return route;
    }
    router.add(pattern, int(routes.size()));
    return routes.emplace_back(Route{pattern, pattern.toLatin1(), {}});
}

void HttpServer::route(Method method, const QString &pattern, ReplyHandler handler)
{
    d->routeOf(pattern).handlers[method] = std::move(handler);
}

void HttpServer::route(Method method, const QString &pattern, Handler handler)
{
    // Stays where it is as long as the routes do, and those outlive the tasks.
    const auto kept =
        std::make_shared<const TaskHandler>(toString(method) + ' ' + pattern.toLatin1(), std::move(handler));
    route(method, pattern, [this, kept](Request &&request, const Reply &reply) {
        const auto job = d->tasks.spawn(d->serve(kept.get(), std::move(request), reply), u"HTTP request"_s);
        reply.onGone([job] { job.cancel(async::CancelReason::User); });
    });
}

void HttpServer::allowHosts(const QByteArrayList &hosts)
{
    d->hosts = hosts;
    if (d->listener)
        d->admit(*d->listener);
}

void HttpServer::allowVisits(const QString &path)
{
    d->pages.append(path.toLatin1());
}

std::optional<HttpServer::ListenError> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    auto admission = std::make_shared<Admission>();
    auto listener = std::make_unique<HttpListener>(
        d->limits, [admission](const Request &request) { return admission->refusal(request); },
        [this](Request &&request, const Reply &reply) { d->take(std::move(request), reply); });
    if (!listener->listen(address, port)) {
        switch (listener->serverError()) {
        case QAbstractSocket::AddressInUseError: return ListenError::PortTaken;
        case QAbstractSocket::SocketAccessError: return ListenError::NotPermitted;
        case QAbstractSocket::SocketAddressNotAvailableError: return ListenError::NoSuchAddress;
        default: return ListenError::Other;
        }
    }
    listener->prepare();
    leave();
    d->admission = std::move(admission);
    d->admit(*listener);
    d->listener = listener.release();
    d->router.bind(d->listener);
    return {};
}

void HttpServer::leave()
{
    d->prepareToClose();
    if (d->listener)
        std::exchange(d->listener, nullptr)->retire();
}

quint16 HttpServer::port() const
{
    return d->listener ? d->listener->serverPort() : 0;
}

void HttpServer::closeListener()
{
    d->prepareToClose();
    if (d->listener)
        d->listener->close();
}

async::Task<> HttpServer::stop()
{
    closeListener();
    d->stopping = true;
    if (d->listener)
        d->listener->stop();
    co_await d->tasks.shutdown(std::chrono::milliseconds(500));
}

void HttpServer::Private::take(Request &&request, const Reply &reply)
{
    if (stopping) // the scope takes no new jobs
        return reply.send(shuttingDown());
    if (request.method == Method::Other)
        return reply.send(errorResponse(501, "unknown_method", "This method is not known here"));
    if (request.path == "*")
        return reply.send(methodsAllowed(Method::Options, "GET, HEAD, POST, DELETE, OPTIONS"));
    const auto path = canonicalPath(request.path);
    auto match = path ? router.match(request.method, *path) : std::nullopt;
    if (!match)
        return reply.send(notFound());
    const Route &route = routes.at(std::size_t(match->route));
    if (log().isInfoEnabled())
        reply.setRoute(route.name);
    const auto found = route.handlers.find(request.method == Method::Head ? Method::Get : request.method);
    if (found == route.handlers.end())
        return reply.send(methodsAllowed(request.method, route.allowedMethods()));
    request.argument = std::move(match->argument);
    try {
        found->second(std::move(request), reply);
    } catch (const ResponseError &error) {
        reply.send(error.response());
    } catch (...) {
        reply.send(internalError(route.name));
    }
}

async::Task<> HttpServer::Private::serve(const TaskHandler *handler, Request request, Reply reply)
{
    Response response = co_await answer(handler, std::move(request));
    if (!response.stream) {
        reply.send(std::move(response));
        co_return;
    }
    const std::optional<StreamWriter> writer = reply.startStream(response);
    if (!writer)
        co_return;
    const auto end = qScopeGuard([&writer] { writer->finish(); });
    co_await response.stream(*writer);
}

async::Task<Response> HttpServer::Private::answer(const TaskHandler *handler, Request request)
{
    try {
        co_return co_await handler->call(std::move(request));
    } catch (const ResponseError &error) {
        co_return error.response();
    } catch (const async::Cancelled &) {
        co_return shuttingDown();
    } catch (...) {
        co_return internalError(handler->name);
    }
}

} // namespace belayer::http
