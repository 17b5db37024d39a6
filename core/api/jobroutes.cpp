// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/jobroutes.h"

#include "core/api/findjob.h"
#include "core/api/idempotency.h"
#include "core/api/jobpage.h"
#include "core/api/problem.h"
#include "core/api/queryparameters.h"
#include "core/api/responses.h"
#include "core/api/snapshotjson.h"
#include "core/api/specjson.h"

namespace belayer::api {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;
using engine::Refusal;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr qint64 maxWaitMs = 300'000;

Response created(const JobSnapshot &job, engine::Durability durability)
{
    JsonValue::Object body = snapshotJson(job);
    body.append({u"durable"_s, durability == engine::Durability::Durable});
    Response response = jsonResponse(std::move(body));
    response.status = 201;
    response.headers.emplaceBack("Location", "/api/v1/jobs/" + job.id.text().toLatin1());
    return response;
}

} // namespace

void JobRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](Method method, const QString &pattern, auto member) {
        server.route(method, pattern, m_access.withToken([this, member](Request request) {
            return (this->*member)(std::move(request));
        }));
    };
    add(Method::Post, u"/api/v1/jobs"_s, &JobRoutes::submit);
    add(Method::Get, u"/api/v1/jobs"_s, &JobRoutes::list);
    add(Method::Get, u"/api/v1/jobs/<arg>"_s, &JobRoutes::look);
}

async::Task<Response> JobRoutes::submit(Request request)
{
    engine::JobSpec spec = readSpec(request);
    m_access.requireAllowed(spec);
    const std::optional<QByteArray> key = readIdempotencyKey(request);
    if (key)
        applyIdempotencyKey(*key, request.body, spec);
    const auto started = co_await m_engine->submitKept(spec);
    if (started)
        co_return created(started->job, started->durability);
    const Refusal &refusal = started.refusal();
    if (key && refusal.code == Refusal::Code::Conflict && refusal.field == u"id")
        co_return co_await replay(spec);
    co_return problemResponse(refusal);
}

/// The answer to a request whose job there is already, or whose key is another's.
async::Task<Response> JobRoutes::replay(engine::JobSpec spec)
{
    const JobSnapshot job = co_await findJob(m_engine, spec.id);
    const auto earlier = co_await m_engine->lookUpRequest(spec.id);
    if (!earlier || earlier->requestDigest != spec.requestDigest)
        co_return problemResponse(409, u"idempotency_key_reused"_s,
                                  u"this Idempotency-Key or id stood with another request; send a new key"_s);
    Response response = created(job, co_await m_engine->recorded());
    response.headers.emplaceBack("Idempotency-Replayed", "true");
    co_return response;
}

async::Task<Response> JobRoutes::list(Request request)
{
    const engine::HistoryQuery query = readJobQuery(request);
    try {
        co_return pageResponse(co_await m_engine->page(query));
    } catch (const engine::HistoryUnreadable &error) {
        co_return problemResponse(503, u"history_unreadable"_s, QString::fromUtf8(error.what()));
    }
}

async::Task<Response> JobRoutes::look(Request request)
{
    const JobSnapshot now = co_await findJob(m_engine, JobId(request.argument));
    const QueryParameters parameters(request, {u"wait_ms"_s});
    const std::chrono::milliseconds patience(parameters.number(u"wait_ms"_s, 0, {0, maxWaitMs}));
    if (patience == 0ms || engine::isFinished(now.state))
        co_return jsonResponse(snapshotJson(now));
    try {
        co_await async::withTimeout(patience, m_engine->ended(now.id));
        co_return jsonResponse(snapshotJson(co_await findJob(m_engine, now.id)));
    } catch (const async::TimeoutError &) {
    }
    JsonValue::Object body = snapshotJson(co_await findJob(m_engine, now.id));
    body.append({u"timed_out"_s, true});
    co_return jsonResponse(std::move(body));
}

} // namespace belayer::api
