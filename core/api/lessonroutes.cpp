// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/lessonroutes.h"

#include "core/api/parameters.h"
#include "core/api/responses.h"
#include "core/engine/checkedsquare.h"

#include <QScopeGuard>

namespace belayer::api {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using engine::JobEnd;
using engine::JobId;
using engine::JobSnapshot;
using engine::JobSpec;
using engine::JobState;
using http::Method;
using http::Request;
using http::Response;
using std::chrono::milliseconds;

namespace {

JobSpec sleepSpec(const QString &name, milliseconds duration)
{
    JobSpec spec;
    spec.kind = u"sleep"_s;
    spec.name = name;
    spec.params.insert(u"duration_ms"_s, qint64(duration.count()));
    return spec;
}

JobSpec computeSpec(qint64 n, milliseconds work)
{
    JobSpec spec;
    spec.kind = u"compute"_s;
    spec.params.insert(u"n"_s, n);
    spec.params.insert(u"work_ms"_s, qint64(work.count()));
    return spec;
}

JsonValue integer(const QVariant &result)
{
    return JsonValue(result.toLongLong());
}

Response cancelled(const JobEnd &job)
{
    return problem(409, u"job_cancelled"_s, u"The job %1 was cancelled; ask again"_s.arg(job.id.text()));
}

/// The response for a job whose result the client wanted but which did not succeed.
Response unsuccessful(const JobEnd &job)
{
    if (job.state == JobState::Cancelled)
        return cancelled(job);
    return problem(500, u"job_failed"_s,
                   u"The job %1 failed; see it in the window or in the log"_s.arg(job.id.text()));
}

void requireSuccess(const std::optional<JobEnd> &job)
{
    if (!job || job->state != JobState::Succeeded)
        throw http::ResponseError(job ? unsuccessful(*job)
                                      : problem(500, u"job_failed"_s, u"The job is gone"_s));
}

/// Before the work and not after it, as the job itself would say.
qint64 squarable(const QString &argument)
{
    const IntegerText n = readInteger(argument);
    if (n.kind == IntegerText::Kind::NotAnInteger)
        throw http::ResponseError(
            problem(404, u"not_found"_s, u"n must be a whole number, e.g. /compute/12"_s));
    if (n.kind == IntegerText::Kind::TooBig || !engine::checkedSquare(n.value))
        throw http::ResponseError(
            problem(422, u"out_of_range"_s,
                    u"The square does not fit 64 bits; n must be -3037000499 to 3037000499"_s, u"n"_s));
    return n.value;
}

Response squared(const QVariant &result)
{
    return jsonResponse({{u"result"_s, integer(result)}});
}

Response status(const QString &word)
{
    return jsonResponse({{u"status"_s, word}});
}

Response taskEnd(JobState state)
{
    switch (state) {
    case JobState::Succeeded: return status(u"completed"_s);
    case JobState::Cancelled: return status(u"cancelled"_s);
    case JobState::Failed:
    case JobState::Interrupted: return status(u"failed"_s);
    default: return status(u"running"_s);
    }
}

[[noreturn]] void refuseTask()
{
    Response response = jsonResponse({{u"error"_s, u"Task not found"_s}});
    response.status = 404;
    throw http::ResponseError(std::move(response));
}

} // namespace

LessonRoutes::LessonRoutes(engine::Engine *engine, Access access)
    : m_engine(engine), m_access(std::move(access)), m_data([this] { return expensiveComputation(); })
{
}

void LessonRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](Method method, const QString &pattern, auto member) {
        server.route(method, pattern, m_access.forLesson([this, member](Request &&request) {
            return (this->*member)(std::move(request));
        }));
    };
    add(Method::Get, u"/process"_s, &LessonRoutes::process);
    add(Method::Get, u"/process-alt"_s, &LessonRoutes::processAlt);
    add(Method::Get, u"/start-job"_s, &LessonRoutes::startJob);
    add(Method::Get, u"/race"_s, &LessonRoutes::race);
    add(Method::Get, u"/compute/<arg>"_s, &LessonRoutes::compute);
    add(Method::Get, u"/coordinated-job"_s, &LessonRoutes::coordinatedJob);
    add(Method::Get, u"/data"_s, &LessonRoutes::data);
    add(Method::Post, u"/reset"_s, &LessonRoutes::reset);
    add(Method::Post, u"/tasks"_s, &LessonRoutes::createTask);
    add(Method::Get, u"/tasks/<arg>"_s, &LessonRoutes::waitForTask);
}

async::Task<Response> LessonRoutes::process(Request)
{
    JobSpec group;
    group.kind = u"group"_s;
    group.name = u"/process"_s;
    group.children = {computeSpec(1, 100ms), computeSpec(2, 100ms), computeSpec(3, 100ms)};
    const JobEnd done = co_await runBounded(std::move(group));
    JsonValue::List results;
    for (const QVariant &value : done.result.toMap().value(u"values"_s).toList()) {
        if (value.isNull()) // the group goes on without a child that was cancelled alone
            co_return cancelled(done);
        results.append(integer(value));
    }
    co_return jsonResponse({{u"results"_s, std::move(results)}});
}

async::Task<Response> LessonRoutes::processAlt(Request)
{
    const auto body = [this](async::TaskGroup &group) -> async::Task<JsonValue::List> {
        const auto first = group.createTask(runBounded(computeSpec(1, 100ms)));
        const auto second = group.createTask(runBounded(computeSpec(2, 100ms)));
        JsonValue::List results;
        results.append(integer((co_await first).result));
        results.append(integer((co_await second).result));
        co_return results;
    };
    co_return jsonResponse({{u"results"_s, co_await async::withTaskGroup(body)}});
}

async::Task<Response> LessonRoutes::startJob(Request)
{
    Permit permit = co_await m_openLimit.enter();
    const auto started = m_engine->submit(sleepSpec(u"/start-job"_s, 24h));
    if (!started)
        co_return refusedByEngine(started.refusal());
    m_keepers.spawn(keepUntilFinished(started->id, std::move(permit)));
    co_await m_engine->recorded();
    co_return jsonResponse({{u"job_id"_s, started->id.text()}});
}

async::Task<Response> LessonRoutes::race(Request)
{
    JobSpec race;
    race.kind = u"race"_s;
    race.name = u"/race"_s;
    race.children = {sleepSpec(u"Task 1"_s, 1s), sleepSpec(u"Task 2"_s, 2s)};
    const JobEnd done = co_await runBounded(std::move(race));
    const QString winner = done.result.toMap().value(u"name"_s).toString();
    co_return jsonResponse({{u"winner"_s, winner + u" won!"_s}});
}

async::Task<Response> LessonRoutes::compute(Request request)
{
    const qint64 n = squarable(request.argument);
    const JobEnd done = co_await runBounded(computeSpec(n, workTime(request, 1s)));
    co_return squared(done.result);
}

async::Task<Response> LessonRoutes::coordinatedJob(Request request)
{
    struct Coordinator
    {
        async::AsyncEvent completed;
        QString result;
    } coordinator;

    const milliseconds work = workTime(request, 5s);
    const auto runJob = [this, work, &coordinator]() -> async::Task<> {
        co_await runBounded(sleepSpec(u"/coordinated-job"_s, work));
        coordinator.result = u"Job completed"_s;
        coordinator.completed.set();
    };
    const auto body = [&runJob, &coordinator](async::TaskGroup &group) -> async::Task<QString> {
        group.createTask(runJob());
        co_await coordinator.completed.wait();
        co_return coordinator.result;
    };
    co_return jsonResponse({{u"result"_s, co_await async::withTaskGroup(body)}});
}

async::Task<Response> LessonRoutes::data(Request request)
{
    const milliseconds work = workTime(request, 2s);
    if (!m_dataRequested) {
        m_dataRequested = true;
        m_dataWork = work;
    }
    co_return jsonResponse({{u"data"_s, co_await m_data.get()}});
}

async::Task<QString> LessonRoutes::expensiveComputation()
{
    // A failure is not kept, so the next caller's time counts again.
    auto failed = qScopeGuard([this] { m_dataRequested = false; });
    co_await runBounded(sleepSpec(u"/data"_s, m_dataWork));
    failed.dismiss();
    co_return u"expensive result"_s;
}

async::Task<Response> LessonRoutes::reset(Request request)
{
    if (!request.body.isEmpty() && !request.hasJsonBody())
        co_return problem(415, u"unsupported_media_type"_s, u"/reset takes no body; send none"_s);
    m_data.reset();
    m_dataRequested = false;
    co_return status(u"reset"_s);
}

async::Task<Response> LessonRoutes::createTask(Request request)
{
    const NewTask task = readNewTask(request);
    JobSpec spec = sleepSpec(task.id.text(), task.duration);
    spec.id = task.id;
    if (const auto conflict = co_await m_engine->idInHistory(spec.id))
        co_return refusedByEngine(*conflict, u"task_id"_s);
    Permit permit = co_await m_openLimit.enter();
    const auto started = m_engine->submit(std::move(spec));
    if (!started)
        co_return refusedByEngine(started.refusal(), u"task_id"_s);
    m_keepers.spawn(keepUntilFinished(task.id, std::move(permit)));
    pruneTasks();
    m_tasks.insert(task.id, started->serial);
    co_await m_engine->recorded();
    co_return status(u"started"_s);
}

JobState LessonRoutes::stateOfTask(const JobId &id) const
{
    const auto known = m_tasks.constFind(id);
    const auto now = known == m_tasks.cend() ? std::nullopt : m_engine->find(id);
    if (!now || now->serial != *known)
        refuseTask();
    return now->state;
}

/// Thousands may wait: no snapshot is in their frames.
async::Task<Response> LessonRoutes::waitForTask(Request request)
{
    const JobId id(request.argument);
    const JobState now = stateOfTask(id);
    const milliseconds patience = waitTime(request);
    if (engine::isFinished(now) || patience == 0ms)
        co_return taskEnd(now);
    try {
        if (const auto end = co_await async::withTimeout(patience, m_engine->ended(id)))
            co_return taskEnd(end->state);
    } catch (const async::TimeoutError &) {
        co_return status(u"running"_s);
    }
    refuseTask();
}

JobId LessonRoutes::start(JobSpec spec)
{
    spec.recording = engine::Recording::None;
    const auto started = m_engine->start(std::move(spec));
    if (!started)
        throw http::ResponseError(refusedByEngine(started.refusal()));
    return *started;
}

async::Task<JobEnd> LessonRoutes::runBounded(JobSpec spec)
{
    Permit permit = co_await m_limit.enter();
    const JobId id = start(std::move(spec));
    // The permit stays with the job, not with the client: one that leaves early makes no room before the job
    // is gone.
    auto clientLeft = qScopeGuard([this, &id, &permit] {
        (void)m_engine->cancel(id);
        m_keepers.spawn(keepUntilFinished(id, std::move(permit)));
    });
    std::optional<JobEnd> last = co_await m_engine->ended(id);
    clientLeft.dismiss();
    requireSuccess(last);
    co_return *std::move(last);
}

async::Task<> LessonRoutes::keepUntilFinished(JobId id, Permit)
{
    co_await m_engine->ended(id);
}

void LessonRoutes::pruneTasks()
{
    if (m_tasks.size() < 20'000)
        return;
    m_tasks.removeIf([this](const auto &task) { return !m_engine->find(task.key()).has_value(); });
}

} // namespace belayer::api
