// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1: what kinds of job there are, and the engine from inside.
#pragma once

#include "core/api/access.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

namespace belayer::api {

/// `/api/v1/kinds`, `/api/v1/tasks-tree`, `/api/v1/stats`, `/metrics` (Prometheus text format). Lives in the
/// engine's thread; the engine outlives it, and it the server it was added to. Every route needs the token.
class StatusRoutes
{
public:
    StatusRoutes(engine::Engine *engine, Access access) : m_engine(engine), m_access(std::move(access)) {}
    void addTo(http::HttpServer &server);

private:
    async::Task<http::Response> kinds(http::Request request);
    async::Task<http::Response> tasksTree(http::Request request);
    async::Task<http::Response> stats(http::Request request);
    async::Task<http::Response> metrics(http::Request request);

    engine::Engine *m_engine;
    Access m_access;
};

} // namespace belayer::api
