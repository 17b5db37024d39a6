// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/snapshotjson.h"

#include "core/api/variants.h"
#include "core/engine/estimate.h"

#include <array>

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobSnapshot;

namespace {

template<class T, class Write> JsonValue each(const QList<T> &list, Write write)
{
    JsonValue::List values;
    values.reserve(list.size());
    for (const T &item : list)
        values.append(write(item));
    return values;
}

JsonValue texts(const QStringList &list)
{
    return each(list, [](const QString &text) { return JsonValue(text); });
}

JsonValue milliseconds(std::chrono::milliseconds duration)
{
    return JsonValue(qint64(duration.count()));
}

JsonValue milliseconds(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? milliseconds(*duration) : JsonValue();
}

JsonValue time(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    return JsonValue(time.toUTC().toString(Qt::ISODateWithMs));
}

/// Units a second since it began, pauses left out. Time has none.
JsonValue rate(const engine::Progress &now, std::chrono::milliseconds worked)
{
    if (now.done <= 0 || worked.count() <= 0 || now.unit == u"ms")
        return {};
    const double perSecond = double(now.done) * 1000.0 / double(worked.count());
    return JsonValue::Number{QByteArray::number(perSecond, 'g', 6)};
}

/// What a job's own progress says; without any, the time it has worked of the time it usually takes.
JsonValue progress(const JobSnapshot &job)
{
    const std::chrono::milliseconds worked = job.elapsed - job.paused;
    const std::optional<engine::Estimate> estimate = engine::estimateOf(job, worked);
    JsonValue::Object object;
    if (job.progress) {
        const engine::Progress &now = *job.progress;
        object = {{u"done"_s, now.done},
                  {u"total"_s, now.total < 0 ? JsonValue() : JsonValue(now.total)},
                  {u"unit"_s, now.unit},
                  {u"rate"_s, rate(now, worked)}};
    } else if (estimate) {
        const bool isLate = worked > job.usual->median; // then the total is not known any more
        object = {{u"done"_s, milliseconds(worked)},
                  {u"total"_s, isLate ? JsonValue() : milliseconds(job.usual->median)},
                  {u"unit"_s, u"ms"_s},
                  {u"rate"_s, JsonValue()}};
    } else {
        return {};
    }
    object.append({u"eta_ms"_s, estimate ? milliseconds(estimate->left) : JsonValue()});
    if (estimate && estimate->isLearned) {
        object.append({u"eta_low_ms"_s, milliseconds(estimate->low)});
        object.append({u"eta_high_ms"_s, milliseconds(estimate->high)});
        object.append({u"overrun_ms"_s, milliseconds(estimate->overrun)});
        object.append({u"learned_from_runs"_s, qint64(job.usual->runs)});
    }
    return object;
}

JsonValue stage(const engine::StageCounts &counts)
{
    return JsonValue::Object{{u"name"_s, counts.name},
                             {u"waiting"_s, counts.waiting},
                             {u"working"_s, counts.working},
                             {u"done"_s, counts.done}};
}

JsonValue error(const engine::JobError &error)
{
    return JsonValue::Object{{u"code"_s, error.code}, {u"message"_s, error.message}};
}

template<class T> JsonValue orNull(const std::optional<T> &value)
{
    return value ? JsonValue(qint64(*value)) : JsonValue();
}

JsonValue verbs(engine::Verbs can)
{
    using engine::Verb;
    static const std::array<std::pair<Verb, QString>, 7> words{{{Verb::Cancel, u"cancel"_s},
                                                                {Verb::Pause, u"pause"_s},
                                                                {Verb::Resume, u"resume"_s},
                                                                {Verb::Retry, u"retry"_s},
                                                                {Verb::ForceStart, u"start"_s},
                                                                {Verb::Move, u"move"_s},
                                                                {Verb::Forget, u"forget"_s}}};
    JsonValue::List list;
    for (const auto &[verb, word] : words) {
        if (can.testFlag(verb))
            list.append(word);
    }
    return list;
}

JsonValue waiting(const JobSnapshot &job)
{
    if (!job.waiting)
        return {};
    return JsonValue::Object{{u"code"_s, job.waiting->code}, {u"message"_s, job.waiting->message}};
}

JsonValue childError(const engine::ChildError &child)
{
    return JsonValue::Object{
        {u"id"_s, child.id.text()}, {u"name"_s, child.name}, {u"error"_s, error(child.error)}};
}

JsonValue usage(const JobSnapshot &job)
{
    if (!job.usage)
        return {};
    return JsonValue::Object{{u"cpu_ms"_s, milliseconds(job.usage->cpu)},
                             {u"peak_memory_bytes"_s, job.usage->peakMemory}};
}

QString roleWord(engine::EndedProcess::Role role)
{
    switch (role) {
    case engine::EndedProcess::Role::Leader: return u"leader"_s;
    case engine::EndedProcess::Role::Descendant: return u"descendant"_s;
    case engine::EndedProcess::Role::LeftBehind: return u"left_behind"_s;
    }
    return {};
}

JsonValue endedProcess(const engine::EndedProcess &process)
{
    return JsonValue::Object{{u"pid"_s, process.pid},
                             {u"name"_s, process.name},
                             {u"role"_s, roleWord(process.role)},
                             {u"signals"_s, each(process.signalsSent,
                                                 [](const engine::SentSignal &sent) {
                                                     return JsonValue(JsonValue::Object{
                                                         {u"signal"_s, qint64(sent.signal)},
                                                         {u"after_ms"_s, milliseconds(sent.after)}});
                                                 })},
                             {u"gone_ms"_s, milliseconds(process.gone)}};
}

JsonValue finishLine(const engine::FinishLine &line)
{
    return JsonValue::Object{{u"id"_s, line.id.text()},
                             {u"name"_s, line.name},
                             {u"state"_s, QString(engine::stateWord(line.state))},
                             {u"started_ms"_s, milliseconds(line.started)},
                             {u"finished_ms"_s, milliseconds(line.finished)},
                             {u"gap_ms"_s, milliseconds(line.gap)},
                             {u"dying_ms"_s, milliseconds(line.dying)},
                             {u"cpu_ms"_s, milliseconds(line.cpu)}};
}

JsonValue receipt(const engine::Receipt &receipt)
{
    const JsonValue reason =
        receipt.reason ? JsonValue(QString(engine::reasonWord(*receipt.reason))) : JsonValue();
    return JsonValue::Object{{u"reason"_s, reason},
                             {u"requested"_s, time(receipt.requested)},
                             {u"took_ms"_s, milliseconds(receipt.took)},
                             {u"processes"_s, each(receipt.processes, endedProcess)},
                             {u"abandoned_threads"_s, qint64(receipt.abandonedThreads)},
                             {u"finishes"_s, each(receipt.finishes, finishLine)},
                             {u"lint"_s, texts(receipt.lint)}};
}

JsonValue failedAttempt(const engine::FailedAttempt &failed)
{
    return JsonValue::Object{{u"attempt"_s, qint64(failed.attempt)},
                             {u"error"_s, error(failed.error)},
                             {u"elapsed_ms"_s, milliseconds(failed.elapsed)},
                             {u"receipt"_s, failed.receipt ? receipt(*failed.receipt) : JsonValue()}};
}

} // namespace

JsonValue::Object snapshotJson(const JobSnapshot &job)
{
    return {{u"id"_s, job.id.text()},
            {u"name"_s, job.name},
            {u"kind"_s, job.kind},
            {u"state"_s, QString(engine::stateWord(job.state))},
            {u"parent"_s, job.parent.isEmpty() ? JsonValue() : JsonValue(job.parent.text())},
            {u"labels"_s, texts(job.labels)},
            {u"progress"_s, progress(job)},
            {u"stages"_s, each(job.stages, stage)},
            {u"created"_s, time(job.created)},
            {u"started"_s, time(job.started)},
            {u"finished"_s, time(job.finished)},
            {u"elapsed_ms"_s, qint64(job.elapsed.count())},
            {u"attempt"_s, qint64(job.attempt)},
            {u"failed_attempts"_s, each(job.failedAttempts, failedAttempt)},
            {u"priority"_s, qint64(job.priority)},
            {u"waiting"_s, waiting(job)},
            {u"result"_s, fromVariant(job.result)},
            {u"error"_s, job.error ? error(*job.error) : JsonValue()},
            {u"exit_code"_s, orNull(job.exitCode)},
            {u"signal"_s, orNull(job.signal)},
            {u"receipt"_s, job.receipt ? receipt(*job.receipt) : JsonValue()},
            {u"usage"_s, usage(job)},
            {u"can"_s, verbs(job.can)},
            {u"children"_s, each(job.children, [](const engine::JobId &id) { return JsonValue(id.text()); })},
            {u"child_errors"_s, each(job.childErrors, childError)}};
}

} // namespace belayer::api
