// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/statusjson.h"

#include "core/api/variants.h"
#include "core/engine/paramschema.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::HistoryStatus;
using engine::KindInfo;
using engine::LiveTask;
using engine::Metrics;

namespace {

JsonValue textOrNull(QLatin1StringView text)
{
    return text.isEmpty() ? JsonValue() : JsonValue(QString(text));
}

JsonValue knownOrNull(qint64 figure)
{
    return figure < 0 ? JsonValue() : JsonValue(figure);
}

JsonValue kindJson(const KindInfo &kind)
{
    JsonValue::List policies;
    for (const QString &policy : kind.policies)
        policies.append(policy);
    return JsonValue::Object{{u"name"_s, kind.name},
                             {u"title"_s, kind.title},
                             {u"summary"_s, kind.summary},
                             {u"takes_children"_s, kind.takesChildren},
                             {u"takes_max_parallel"_s, kind.takesMaxParallel},
                             {u"can_pause"_s, kind.canPause},
                             {u"policies"_s, std::move(policies)},
                             {u"params"_s, fromVariant(engine::parameterSchema(kind).toVariantMap())}};
}

/// The upper bits name the event loop, of which there is one here; the whole would be more than a script's
/// numbers can hold.
JsonValue taskId(quint64 id)
{
    return id == 0 ? JsonValue() : JsonValue(qint64(id & ((quint64(1) << 48) - 1)));
}

JsonValue taskJson(const LiveTask &task, std::chrono::steady_clock::time_point now)
{
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now - task.since).count();
    return JsonValue::Object{{u"id"_s, taskId(task.id)},
                             {u"parent"_s, taskId(task.parent)},
                             {u"depth"_s, qint64(task.depth)},
                             {u"name"_s, task.name},
                             {u"job"_s, task.job.isEmpty() ? JsonValue() : JsonValue(task.job.text())},
                             {u"state"_s, QString(task.state)},
                             {u"waiting_on"_s, textOrNull(task.waitingOn)},
                             {u"since_ms"_s, qint64(std::max<qint64>(since, 0))},
                             {u"file"_s, textOrNull(task.file)},
                             {u"line"_s, task.line == 0 ? JsonValue() : JsonValue(qint64(task.line))},
                             {u"function"_s, textOrNull(task.function)}};
}

JsonValue counts(const QMap<QString, int> &figures)
{
    JsonValue::Object object;
    for (auto it = figures.begin(); it != figures.end(); ++it)
        object.append({it.key(), qint64(it.value())});
    return object;
}

JsonValue jobsJson(const Metrics &metrics)
{
    JsonValue::Object states;
    for (auto it = metrics.jobsByState.begin(); it != metrics.jobsByState.end(); ++it)
        states.append({engine::stateWord(it.key()), qint64(it.value())});
    return JsonValue::Object{{u"live"_s, qint64(metrics.liveJobs)},
                             {u"max_live"_s, qint64(metrics.maxLiveJobs)},
                             {u"finished"_s, qint64(metrics.finishedJobs)},
                             {u"queued"_s, qint64(metrics.queued)},
                             {u"running"_s, qint64(metrics.running)},
                             {u"submitted"_s, qint64(metrics.jobsSubmitted)},
                             {u"by_state"_s, std::move(states)},
                             {u"queued_by_reason"_s, counts(metrics.queuedByReason)},
                             {u"running_by_kind"_s, counts(metrics.runningByKind)}};
}

QString modeWord(HistoryStatus::Mode mode)
{
    switch (mode) {
    case HistoryStatus::Mode::Opening: return u"opening"_s;
    case HistoryStatus::Mode::Durable: return u"durable"_s;
    case HistoryStatus::Mode::MemoryOnly: return u"memory_only"_s;
    }
    Q_UNREACHABLE();
}

JsonValue historyJson(const HistoryStatus &history)
{
    return JsonValue::Object{{u"mode"_s, modeWord(history.mode)},
                             {u"reason"_s, history.reason},
                             {u"pending_rows"_s, qint64(history.pendingRows)},
                             {u"lost_rows"_s, qint64(history.lostRows)},
                             {u"commits"_s, qint64(history.commits)},
                             {u"rows"_s, qint64(history.rows)},
                             {u"commit_p50_us"_s, qint64(history.commitP50.count())},
                             {u"commit_p99_us"_s, qint64(history.commitP99.count())},
                             {u"commit_max_us"_s, qint64(history.commitMax.count())}};
}

} // namespace

JsonValue::Object kindsJson(const QList<KindInfo> &kinds)
{
    JsonValue::List list;
    for (const KindInfo &kind : kinds)
        list.append(kindJson(kind));
    return {{u"kinds"_s, std::move(list)}};
}

JsonValue::Object liveTasksJson(const engine::LiveTasks &tasks)
{
    const auto now = std::chrono::steady_clock::now();
    JsonValue::List list;
    list.reserve(tasks.size());
    for (const LiveTask &task : tasks)
        list.append(taskJson(task, now));
    return {{u"tasks"_s, std::move(list)}};
}

JsonValue::Object statsJson(const Metrics &metrics)
{
    const engine::PoolMetrics &pool = metrics.pool;
    const engine::TaskMetrics &tasks = metrics.tasks;
    return {{u"uptime_ms"_s, qint64(metrics.uptime.count())},
            {u"jobs"_s, jobsJson(metrics)},
            {u"pool"_s, JsonValue::Object{{u"threads"_s, qint64(pool.threads)},
                                          {u"busy"_s, qint64(pool.busy)},
                                          {u"queued"_s, qint64(pool.queued)},
                                          {u"abandoned"_s, qint64(pool.abandoned)},
                                          {u"ever_abandoned"_s, qint64(pool.everAbandoned)}}},
            {u"tasks"_s, JsonValue::Object{{u"live"_s, qint64(tasks.live)},
                                           {u"spawned"_s, qint64(tasks.spawned)},
                                           {u"finished"_s, qint64(tasks.finished)},
                                           {u"resumes"_s, qint64(tasks.resumes)}}},
            {u"history"_s, historyJson(metrics.history)},
            {u"process"_s,
             JsonValue::Object{{u"resident_kb"_s, knownOrNull(metrics.process.residentKb)},
                               {u"descriptors"_s, knownOrNull(metrics.process.descriptors)},
                               {u"descriptor_limit"_s, knownOrNull(metrics.process.descriptorLimit)}}},
            {u"events_published"_s, qint64(metrics.eventsPublished)}};
}

} // namespace belayer::api
