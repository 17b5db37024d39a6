// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/verbroutes.h"

#include "core/api/idempotency.h"
#include "core/api/jsonbody.h"
#include "core/api/problem.h"
#include "core/api/responses.h"
#include "core/api/snapshotjson.h"

#include <array>

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobId;
using engine::Verb;
using engine::VerbResult;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr qsizetype maxIds = 10'000;

const std::array<std::pair<QString, Verb>, 5> verbsByPath{{{u"cancel"_s, Verb::Cancel},
                                                           {u"pause"_s, Verb::Pause},
                                                           {u"resume"_s, Verb::Resume},
                                                           {u"retry"_s, Verb::Retry},
                                                           {u"start"_s, Verb::ForceStart}}};

Verb readAction(const JsonValue &value)
{
    const QString *word = value.text();
    for (const auto &[name, verb] : verbsByPath) {
        if (word && *word == name)
            return verb;
    }
    if (word && *word == u"forget")
        return Verb::Forget;
    throwProblem(422, u"invalid"_s, u"action must be cancel, pause, resume, retry, start or forget"_s,
                 u"action"_s);
}

QList<JobId> readIds(const JsonValue &value)
{
    if (!value.list() || value.list()->isEmpty() || value.list()->size() > maxIds)
        throwProblem(422, u"invalid"_s, u"ids must be a list of 1 to %1 ids"_s.arg(maxIds), u"ids"_s);
    QList<JobId> ids;
    for (const JsonValue &id : *value.list()) {
        if (!id.text())
            throwProblem(422, u"invalid"_s, u"every one of ids must be a text"_s, u"ids"_s);
        ids.append(JobId(*id.text()));
    }
    return ids;
}

JsonValue resultJson(const VerbResult &result)
{
    if (result.answer)
        return JsonValue::Object{{u"id"_s, result.id.text()}, {u"job"_s, snapshotJson(*result.answer)}};
    const Response refused = problemResponse(result.answer.refusal());
    return JsonValue::Object{{u"id"_s, result.id.text()},
                             {u"problem"_s, std::get<JsonValue>(parseJson(refused.body))}};
}

} // namespace

void VerbRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](Method method, const QString &pattern, auto answer) {
        server.route(method, pattern, m_access.withToken(answer));
    };
    add(Method::Post, u"/api/v1/jobs/actions"_s, [this](Request r) { return many(std::move(r)); });
    for (const auto &[name, verb] : verbsByPath)
        add(Method::Post, u"/api/v1/jobs/<arg>/"_s + name,
            [this, verb](Request r) { return one(verb, std::move(r)); });
    add(Method::Delete, u"/api/v1/jobs/<arg>"_s, [this](Request r) { return forget(std::move(r)); });
}

/// A job that has left memory, or is of an earlier run, is the history's. Of all verbs only retry makes
/// something that a second request would make again.
async::Task<QList<VerbResult>> VerbRoutes::apply(Verb verb, QList<JobId> ids, std::optional<QByteArray> key)
{
    if (verb != Verb::Retry || !key)
        co_return co_await m_engine->applyToHistory(verb, m_engine->apply(verb, ids));
    QList<VerbResult> results;
    for (const JobId &id : std::as_const(ids))
        results.append({id, co_await m_engine->retryOnce(id, idOfRetry(id, *key))});
    co_await m_engine->recorded(); // else one that is sent again after a crash would make a second job
    co_return results;
}

async::Task<Response> VerbRoutes::one(Verb verb, Request request)
{
    const auto key = verb == Verb::Retry ? readIdempotencyKey(request) : std::nullopt;
    const QList<VerbResult> results = co_await apply(verb, {JobId(request.argument)}, key);
    const auto &answer = results.first().answer;
    co_return answer ? jsonResponse(snapshotJson(*answer)) : problemResponse(answer.refusal());
}

async::Task<Response> VerbRoutes::forget(Request request)
{
    const QList<VerbResult> results = co_await apply(Verb::Forget, {JobId(request.argument)}, {});
    if (!results.first().answer)
        co_return problemResponse(results.first().answer.refusal());
    Response response;
    response.status = 204;
    co_return response;
}

async::Task<Response> VerbRoutes::many(Request request)
{
    const JsonValue body = readJsonBody(request);
    const std::optional<QByteArray> idempotencyKey = readIdempotencyKey(request);
    std::optional<Verb> verb;
    QList<JobId> ids;
    if (!body.object())
        throwProblem(422, u"invalid"_s, u"send an object, e.g. {\"action\":\"cancel\",\"ids\":[\"a\"]}"_s);
    for (const auto &[key, value] : *body.object()) {
        if (key == u"action")
            verb = readAction(value);
        else if (key == u"ids")
            ids = readIds(value);
        else
            throwProblem(422, u"unknown_field"_s,
                         u"there is an unknown field; there may be action and ids"_s);
    }
    if (!verb || ids.isEmpty())
        throwProblem(422, u"invalid"_s, u"action and ids are needed"_s, verb ? u"ids"_s : u"action"_s);
    JsonValue::List results;
    for (const VerbResult &result : co_await apply(*verb, ids, idempotencyKey))
        results.append(resultJson(result));
    co_return jsonResponse({{u"results"_s, std::move(results)}});
}

} // namespace belayer::api
