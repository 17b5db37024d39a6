// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/apiserver.h"

#include "core/api/responses.h"
#include "core/api/webroutes.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

ApiServer::ApiServer(engine::Engine *engine, const Access &access, const QByteArrayList &allowedHosts)
    : m_lesson(engine, access)
    , m_jobs(engine, access)
    , m_logs(engine, access)
    , m_events(engine, access)
    , m_status(engine, access)
    , m_verbs(engine, access)
{
    m_server.allowHosts(allowedHosts);
    m_server.route(http::Method::Get, u"/healthz"_s, [engine](http::Request, const http::Reply &reply) {
        JsonValue::Object health{{u"status"_s, u"ok"_s}};
        if (engine->historyStatus().mode == engine::HistoryStatus::Mode::MemoryOnly)
            health.append(
                {u"history"_s, u"memory_only"_s}); // it works, but what it accepts would not survive it
        reply.send(jsonResponse(std::move(health)));
    });
    addWebRoutes(m_server);
    m_lesson.addTo(m_server);
    m_verbs.addTo(m_server); // first: its /jobs/actions would else be taken for an id
    m_jobs.addTo(m_server);
    m_logs.addTo(m_server);
    m_events.addTo(m_server);
    m_status.addTo(m_server);
}

std::optional<http::HttpServer::ListenError> ApiServer::listen(const QHostAddress &address, quint16 port)
{
    const auto error = m_server.listen(address, port);
    if (!error)
        m_address = address;
    return error;
}

QString listenProblem(http::HttpServer::ListenError error, const QHostAddress &address, quint16 port)
{
    using Error = http::HttpServer::ListenError;
    switch (error) {
    case Error::PortTaken: return u"port %1 is taken; choose another with --port"_s.arg(port);
    case Error::NotPermitted:
        return u"port %1 needs more rights than this user has; choose one above 1023 with --port"_s.arg(port);
    case Error::NoSuchAddress:
        return u"this machine has no address %1; choose another with --listen"_s.arg(address.toString());
    case Error::Other: break;
    }
    return u"cannot listen on %1, port %2; choose others with --listen and --port"_s.arg(address.toString())
        .arg(port);
}

QString ApiServer::url() const
{
    if (port() == 0)
        return {};
    const bool isIpv6 = m_address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isIpv6 ? u'[' + m_address.toString() + u']' : m_address.toString();
    return u"http://%1:%2"_s.arg(host).arg(m_server.port());
}

} // namespace belayer::api
