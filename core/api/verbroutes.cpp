// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/verbroutes.h"

#include "core/api/jsonbody.h"
#include "core/api/problem.h"
#include "core/api/replies.h"
#include "core/api/snapshotjson.h"

#include <array>

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobId;
using engine::Verb;
using http::Method;
using http::Reply;
using http::Request;

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

JsonValue resultJson(const engine::VerbResult &result)
{
    if (result.answer)
        return JsonValue::Object{{u"id"_s, result.id.text()}, {u"job"_s, snapshotJson(*result.answer)}};
    const Reply refused = problemReply(result.answer.refusal());
    return JsonValue::Object{{u"id"_s, result.id.text()},
                             {u"problem"_s, std::get<JsonValue>(parseJson(refused.body))}};
}

} // namespace

void VerbRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](Method method, const QString &pattern, auto answer) {
        server.route(method, pattern, [this, answer](Request request) -> async::Task<Reply> {
            m_access.requireToken(request);
            co_return answer(request);
        });
    };
    add(Method::Post, u"/api/v1/jobs/actions"_s, [this](const Request &r) { return many(r); });
    for (const auto &[name, verb] : verbsByPath)
        add(Method::Post, u"/api/v1/jobs/<arg>/"_s + name,
            [this, verb](const Request &r) { return one(verb, r); });
    add(Method::Delete, u"/api/v1/jobs/<arg>"_s, [this](const Request &r) { return forget(r); });
}

Reply VerbRoutes::one(Verb verb, const Request &request)
{
    const auto results = m_engine->apply(verb, {JobId(request.argument)});
    const auto &answer = results.first().answer;
    return answer ? jsonReply(snapshotJson(*answer)) : problemReply(answer.refusal());
}

Reply VerbRoutes::forget(const Request &request)
{
    const auto answer = m_engine->forget(JobId(request.argument));
    if (!answer)
        return problemReply(answer.refusal());
    Reply reply;
    reply.status = 204;
    return reply;
}

Reply VerbRoutes::many(const Request &request)
{
    const JsonValue body = readJsonBody(request);
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
    for (const engine::VerbResult &result : m_engine->apply(*verb, ids))
        results.append(resultJson(result));
    return jsonReply({{u"results"_s, std::move(results)}});
}

} // namespace belayer::api
