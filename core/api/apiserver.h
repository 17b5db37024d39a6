// SPDX-License-Identifier: GPL-3.0-or-later
/// \file All of Belayer's HTTP in one object: the server, its routes and the address it answers at.
#pragma once

#include "core/api/lessonroutes.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

#include <belayer/async.h>

#include <QHostAddress>
#include <QString>

#include <optional>

namespace belayer::api {

/// Made, used and destroyed in the engine's thread; the engine outlives it. Loopback only: nothing here asks
/// who the client is.
class ApiServer
{
public:
    explicit ApiServer(engine::Engine *engine);

    /// Gives nothing when the server is up, else the error for people: what, value, remedy.
    std::optional<QString> listen(const QHostAddress &address, quint16 port);
    /// E.g. `http://127.0.0.1:8787`; empty before listen().
    QString url() const;

    /// Takes no new connection; clients that wait for a job still hear how it ended.
    void closeListener() { m_server.closeListener(); }
    /// Answers whoever still waits with 503.
    async::Task<> stop() { return m_server.stop(); }

private:
    QHostAddress m_address;
    LessonRoutes m_lesson;
    http::HttpServer m_server; ///< last: its handlers use the routes
};

} // namespace belayer::api
