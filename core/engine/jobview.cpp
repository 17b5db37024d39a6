// SPDX-License-Identifier: GPL-3.0-or-later
// What readers see of a job: its snapshot, the verbs it offers, what it waits for.
#include "core/engine/job.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr qsizetype NamesShown = 3;

QString seconds(milliseconds duration)
{
    return u"%1 s"_s.arg(static_cast<double>(duration.count()) / 1000.0, 0, 'g', 6);
}

QString wish(After::When when)
{
    switch (when) {
    case After::When::Success: return u"to succeed"_s;
    case After::When::Failure: return u"to fail"_s;
    case After::When::Finished: break;
    }
    return u"to end"_s;
}

QString awaitedText(const QList<Job::Awaited> &awaited)
{
    QStringList parts;
    for (const Job::Awaited &each : awaited.first(std::min(awaited.size(), NamesShown)))
        parts += u"“%1” %2"_s.arg(each.name, wish(each.after.when));
    if (awaited.size() > NamesShown)
        parts += u"%1 more"_s.arg(awaited.size() - NamesShown);
    return u"waits for "_s + parts.join(u", "_s);
}

} // namespace

QString waitingCode(WaitsFor what)
{
    switch (what) {
    case WaitsFor::Nothing: return u"start"_s;
    case WaitsFor::Parent: return u"parent"_s;
    case WaitsFor::After: return u"after"_s;
    case WaitsFor::Delay: return u"delay"_s;
    case WaitsFor::Retry: return u"retry"_s;
    case WaitsFor::GroupLimit: return u"group_limit"_s;
    case WaitsFor::EngineLimit: return u"engine_limit"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Waiting> Job::waiting() const
{
    if (m_state != JobState::Queued || m_waitsFor == WaitsFor::Nothing)
        return {};
    Waiting waiting{waitingCode(m_waitsFor), {}, {}};
    switch (m_waitsFor) {
    case WaitsFor::Nothing: break;
    case WaitsFor::Parent:
        waiting.message = m_place.parent->m_state == JobState::Paused
                              ? u"waits for “%1” to be resumed"_s.arg(m_place.parent->m_spec.name)
                              : u"waits for “%1” to start"_s.arg(m_place.parent->m_spec.name);
        break;
    case WaitsFor::After: waiting.message = awaitedText(m_awaited); break;
    case WaitsFor::Delay:
        waiting.message = u"starts with a delay of %1"_s.arg(seconds(m_spec.delay));
        waiting.until = m_waitsUntil;
        break;
    case WaitsFor::Retry:
        waiting.message =
            u"attempt %1 of %2 follows soon"_s.arg(attempt()).arg(m_place.attempt + m_spec.retries.count);
        waiting.until = m_waitsUntil;
        break;
    case WaitsFor::GroupLimit:
        waiting.message = u"“%1” runs at most %2 at a time"_s.arg(m_place.parent->m_spec.name)
                              .arg(m_place.parent->m_spec.maxParallel);
        break;
    case WaitsFor::EngineLimit: waiting.message = u"as many jobs run as may at a time"_s; break;
    }
    return waiting;
}

Verbs Job::verbs() const
{
    if (isFinished())
        return m_parentId.isEmpty() ? Verb::Retry | Verb::Forget : Verbs();
    if (m_state == JobState::Cancelling)
        return {};
    Verbs can = Verb::Cancel;
    if (m_state == JobState::Queued && m_waitsFor != WaitsFor::Nothing && m_waitsFor != WaitsFor::Parent)
        can |= Verb::ForceStart | Verb::Move;
    if (m_state == JobState::Running && m_isPausable)
        can |= Verb::Pause;
    const bool isHeldAbove = m_place.parent && m_place.parent->m_state == JobState::Paused;
    if (m_state == JobState::Paused && !isHeldAbove)
        can |= Verb::Resume;
    return can;
}

void Job::addExtras(JobSnapshot &s) const
{
    s.failedAttempts = m_extras->failedAttempts;
    s.stages = m_extras->stages;
    if (!isFinished())
        s.usual = m_extras->usual;
    s.childErrors = m_extras->childErrors;
    s.usage = m_extras->usage;
    s.exitCode = m_extras->exitCode;
    s.signal = m_extras->signal;
    s.outputFile = m_extras->outputFile;
    if (!m_extras->receipt.isEmpty())
        s.receipt = m_extras->receipt;
}

JobSnapshot Job::snapshot() const
{
    JobSnapshot s;
    describe(s);
    return s;
}

SharedSnapshot Job::sharedSnapshot() const
{
    const auto s = std::make_shared<JobSnapshot>(); // filled where it stays, as it is large
    describe(*s);
    return s;
}

void Job::describe(JobSnapshot &s) const
{
    s.id = m_spec.id;
    s.name = m_spec.name;
    s.kind = m_spec.kind; // not of the registry, which may be gone with the engine when a last reader asks
    s.state = m_state;
    s.parent = m_parentId;
    s.children = m_childIds;
    s.labels = m_spec.labels;
    s.serial = m_place.serial;
    s.attempt = attempt();
    s.lastAttempt = m_place.attempt + m_spec.retries.count;
    s.waiting = waiting();
    if (m_state == JobState::Queued) {
        for (const Awaited &each : m_awaited)
            s.after.append(each.after);
    }
    s.priority = m_rank.priority;
    s.queueOrder = m_rank.order;
    s.progress = m_progress;
    s.result = m_result;
    s.error = m_error;
    s.created = m_created;
    s.started = m_started;
    s.finished = m_finished;
    s.startedAt = m_startedAt;
    const bool isUnderWay = !isFinished() && m_state != JobState::Queued;
    const auto now = steady_clock::now();
    if (m_started.isValid())
        s.elapsed = isUnderWay ? std::chrono::duration_cast<milliseconds>(now - m_startedAt) : m_elapsed;
    s.paused = pausedTime();
    if (m_extras) {
        addExtras(s);
        if (isUnderWay && m_extras->receipt.reason)
            s.receipt->took = std::chrono::duration_cast<milliseconds>(now - m_endRequestedAt);
    }
    s.can = verbs();
}

} // namespace belayer::engine
