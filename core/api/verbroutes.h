// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1: what can be done to jobs that exist.
#pragma once

#include "core/api/access.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"

#include <optional>

namespace belayer::api {

/// Lives in the engine's thread; the engine outlives it, and it the server it was added to. Every route needs
/// the token. `POST /api/v1/jobs/ID/VERB` (cancel, pause, resume, retry, start) answers with the snapshot
/// after it, `DELETE /api/v1/jobs/ID` with nothing, and `POST /api/v1/jobs/actions` with one result for each
/// id. A retry that is sent again with the same `Idempotency-Key` makes no second job.
class VerbRoutes
{
public:
    VerbRoutes(engine::Engine *engine, Access access) : m_engine(engine), m_access(std::move(access)) {}
    void addTo(http::HttpServer &server);

private:
    async::Task<http::Response> one(engine::Verb verb, http::Request request);
    async::Task<http::Response> forget(http::Request request);
    async::Task<http::Response> many(http::Request request);
    async::Task<QList<engine::VerbResult>> apply(engine::Verb verb, QList<engine::JobId> ids,
                                                 std::optional<QByteArray> idempotencyKey);

    engine::Engine *m_engine;
    Access m_access;
};

} // namespace belayer::api
