// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1: a job's output, a piece of it or all as it comes.
#pragma once

#include "core/api/access.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

namespace belayer::api {

/// Lives in the engine's thread; the engine outlives it, and it the server it was added to. Needs the token.
///
/// `GET /api/v1/jobs/{id}/log?offset=N` gives up to 1 MiB from that byte on; `Log-Offset` tells where the
/// answer begins, which is later than asked for where the oldest output has been dropped. With `follow=1` the
/// body is a stream that ends when the job has ended and all is sent; it waits for a job that has not
/// started, and goes on with the next attempt's output.
class LogRoutes
{
public:
    LogRoutes(engine::Engine *engine, Access access) : m_engine(engine), m_access(std::move(access)) {}
    void addTo(http::HttpServer &server);

private:
    async::Task<http::Response> log(http::Request request);
    async::Task<> follow(http::StreamWriter writer, engine::JobSnapshot job, qint64 offset);

    engine::Engine *m_engine;
    Access m_access;
};

} // namespace belayer::api
