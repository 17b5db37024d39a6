// SPDX-License-Identifier: GPL-3.0-or-later
/// \file All of Belayer's HTTP in one object: the server, its routes and the address it answers at.
#pragma once

#include "core/api/eventroutes.h"
#include "core/api/jobroutes.h"
#include "core/api/lessonroutes.h"
#include "core/api/logroutes.h"
#include "core/api/statusroutes.h"
#include "core/api/verbroutes.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

#include <belayer/async.h>

#include <QByteArrayList>
#include <QHostAddress>
#include <QString>

#include <optional>

namespace belayer::api {

/// For whoever started the program: what, value, remedy.
QString listenProblem(http::HttpServer::ListenError error, const QHostAddress &address, quint16 port);

/// Made, used and destroyed in the engine's thread; the engine outlives it. API v1 wants the token; the
/// lesson's endpoints ask nobody who they are unless the access says so.
class ApiServer
{
public:
    /// Answers to those hosts too, each `name` or `name:port`.
    ApiServer(engine::Engine *engine, const Access &access, const QByteArrayList &allowedHosts = {});

    /// Gives nothing when the server is up, else the reason; then it stays where it was. One that listens
    /// already moves.
    std::optional<http::HttpServer::ListenError> listen(const QHostAddress &address, quint16 port);
    /// Until the next listen(); whoever waits still gets an answer.
    void leave() { m_server.leave(); }
    /// Instead of those before.
    void allowHosts(const QByteArrayList &hosts) { m_server.allowHosts(hosts); }
    /// E.g. `http://127.0.0.1:8787`; empty while it does not listen.
    QString url() const;
    /// 0 while it does not listen.
    quint16 port() const { return m_server.port(); }

    /// Takes no new connection; clients that wait for a job still hear how it ended.
    void closeListener() { m_server.closeListener(); }
    /// Answers whoever still waits with 503.
    async::Task<> stop() { return m_server.stop(); }

private:
    QHostAddress m_address;
    LessonRoutes m_lesson;
    JobRoutes m_jobs;
    LogRoutes m_logs;
    EventRoutes m_events;
    StatusRoutes m_status;
    VerbRoutes m_verbs;
    http::HttpServer m_server; ///< last: its handlers use the routes
};

} // namespace belayer::api
