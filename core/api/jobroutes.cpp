// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/jobroutes.h"

#include "core/api/parameters.h"
#include "core/api/problem.h"
#include "core/api/replies.h"
#include "core/api/snapshotjson.h"
#include "core/api/specjson.h"
#include "core/engine/process/outputreader.h"

namespace belayer::api {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;
using http::Method;
using http::Reply;
using http::Request;

namespace {

constexpr qint64 maxWaitMs = 300'000;
constexpr qint64 maxLogBytes = 1024 * 1024;

/// The query's whole number of that name, or the fallback; throws (422) beyond the maximum.
qint64 queryNumber(const Request &request, const QString &name, qint64 fallback, qint64 maximum)
{
    const QStringList values = request.queryValues(name);
    if (values.isEmpty())
        return fallback;
    const IntegerText number = readInteger(values.first());
    if (values.size() > 1 || number.kind != IntegerText::Kind::Fits || number.value < 0 ||
        number.value > maximum)
        throwProblem(422, u"invalid"_s, u"%1 must be one whole number from 0 to %2"_s.arg(name).arg(maximum),
                     name);
    return number.value;
}

} // namespace

void JobRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](Method method, const QString &pattern, auto member) {
        server.route(method, pattern, [this, member](Request request) {
            m_access.requireToken(request);
            return (this->*member)(std::move(request));
        });
    };
    add(Method::Post, u"/api/v1/jobs"_s, &JobRoutes::submit);
    add(Method::Get, u"/api/v1/jobs/<arg>"_s, &JobRoutes::look);
    add(Method::Get, u"/api/v1/jobs/<arg>/log"_s, &JobRoutes::log);
}

async::Task<Reply> JobRoutes::submit(Request request)
{
    const engine::JobSpec spec = readSpec(request);
    m_access.requireAllowed(spec);
    const auto started = co_await m_engine->submitKept(spec);
    if (!started)
        co_return problemReply(started.refusal());
    JsonValue::Object body = snapshotJson(started->job);
    body.append({u"durable"_s, started->durability == engine::Durability::Durable});
    Reply reply = jsonReply(std::move(body));
    reply.status = 201;
    reply.headers.emplaceBack("Location", "/api/v1/jobs/" + started->job.id.text().toLatin1());
    co_return reply;
}

async::Task<Reply> JobRoutes::look(Request request)
{
    const JobSnapshot now = co_await find(JobId(request.argument));
    const std::chrono::milliseconds patience(queryNumber(request, u"wait_ms"_s, 0, maxWaitMs));
    if (patience == 0ms || engine::isFinished(now.state))
        co_return jsonReply(snapshotJson(now));
    try {
        const auto last = co_await async::withTimeout(patience, m_engine->finished(now.id));
        co_return jsonReply(snapshotJson(last.value_or(now)));
    } catch (const async::TimeoutError &) {
    }
    JsonValue::Object body = snapshotJson(co_await find(now.id));
    body.append({u"timed_out"_s, true});
    co_return jsonReply(std::move(body));
}

async::Task<Reply> JobRoutes::log(Request request)
{
    const JobSnapshot job = co_await find(JobId(request.argument));
    if (job.outputFile.isEmpty())
        throwProblem(404, u"no_log"_s,
                     job.kind == u"command" ? u"the command has not started, so there is no output"_s
                                            : u"a job of kind %1 writes no output"_s.arg(job.kind));
    const qint64 offset = queryNumber(request, u"offset"_s, 0, std::numeric_limits<qint64>::max());
    engine::OutputReader output(job.outputFile);
    const engine::OutputReader::Range found = output.range(offset, maxLogBytes);
    Reply reply;
    reply.contentType = "text/plain; charset=utf-8";
    reply.body = found.bytes;
    // Later than asked for where the oldest output has been dropped: the next read goes on from here.
    reply.headers.emplaceBack("Log-Offset", QByteArray::number(found.offset));
    co_return reply;
}

async::Task<JobSnapshot> JobRoutes::find(JobId id) const
{
    std::optional<JobSnapshot> job;
    try {
        job = co_await m_engine->lookUp(std::move(id));
    } catch (const engine::HistoryUnreadable &error) {
        throwProblem(503, u"history_unreadable"_s, QString::fromUtf8(error.what()));
    }
    if (!job)
        throwProblem(404, u"not_found"_s, u"no job of that id is known"_s);
    co_return *std::move(job);
}

} // namespace belayer::api
