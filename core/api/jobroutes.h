// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1 for jobs: submit, list, look and wait.
#pragma once

#include "core/api/access.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

namespace belayer::api {

/// Lives in the engine's thread; the engine outlives it, and it the server it was added to. Every route needs
/// the token. A client that leaves while it waits leaves its job alone.
class JobRoutes
{
public:
    JobRoutes(engine::Engine *engine, Access access) : m_engine(engine), m_access(std::move(access)) {}
    void addTo(http::HttpServer &server);

private:
    async::Task<http::Response> submit(http::Request request);
    async::Task<http::Response> replay(engine::JobSpec spec);
    async::Task<http::Response> list(http::Request request);
    async::Task<http::Response> look(http::Request request);

    engine::Engine *m_engine;
    Access m_access;
};

} // namespace belayer::api
