// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/job.h"

namespace belayer::engine {

using std::chrono::steady_clock;

namespace {

std::chrono::milliseconds since(steady_clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
}

} // namespace

Job::Job(const JobPlan &plan, const Place &place, Observer &observer)
    : m_spec(plan.spec)
    , m_kind(plan.kind)
    , m_place(place)
    , m_observer(observer)
    , m_created(QDateTime::currentDateTimeUtc())
{
    if (place.parent)
        m_parentId = place.parent->id();
}

JobSnapshot Job::snapshot() const
{
    JobSnapshot s;
    s.id = m_spec.id;
    s.name = m_spec.name;
    s.kind = m_kind->info.name;
    s.state = m_state;
    s.parent = m_parentId;
    s.children = m_childIds;
    s.labels = m_spec.labels;
    s.serial = m_place.serial;
    s.attempt = m_place.attempt;
    s.progress = m_progress;
    s.result = m_result;
    s.error = m_error;
    s.exitCode = m_exitCode;
    s.signal = m_signal;
    s.outputFile = m_outputFile;
    s.created = m_created;
    s.started = m_started;
    s.finished = m_finished;
    s.startedAt = m_startedAt;
    if (m_started.isValid())
        s.elapsed = isFinished() ? m_elapsed : since(m_startedAt);
    if (!isFinished() && m_state != JobState::Cancelling)
        s.can = Verb::Cancel;
    else if (isFinished() && m_parentId.isEmpty())
        s.can = Verb::Retry;
    return s;
}

JobSpec Job::specForRetry() const
{
    JobSpec spec = m_spec;
    spec.id = {};
    for (const auto &child : m_children)
        spec.children.append(child->specForRetry());
    return spec;
}

std::shared_ptr<async::AsyncEvent> Job::finishedEvent()
{
    if (!m_finishedEvent) {
        m_finishedEvent = std::make_shared<async::AsyncEvent>();
        if (isFinished())
            m_finishedEvent->set();
    }
    return m_finishedEvent;
}

void Job::addChild(std::shared_ptr<Job> child)
{
    m_childIds.append(child->id());
    m_children.push_back(std::move(child));
}

void Job::moveTo(JobState state)
{
    Q_ASSERT_X(canMove(m_state, state), "Job::moveTo", "no such move in the table");
    m_state = state;
    m_observer.jobChanged(*this);
}

bool Job::begin()
{
    if (m_state != JobState::Queued)
        return false;
    m_startedAt = steady_clock::now();
    m_started = QDateTime::currentDateTimeUtc();
    moveTo(JobState::Starting);
    moveTo(JobState::Running);
    return true;
}

void Job::setProgress(Progress progress)
{
    if (isFinished() || m_progress == progress)
        return;
    m_progress = std::move(progress);
    m_observer.jobChanged(*this);
}

void Job::setOutputFile(const QString &path)
{
    m_outputFile = path;
    m_observer.jobChanged(*this);
}

void Job::setExit(std::optional<int> exitCode, std::optional<int> signal)
{
    m_exitCode = exitCode;
    m_signal = signal;
    m_observer.jobChanged(*this);
}

bool Job::cancel(async::CancelReason reason)
{
    if (isFinished())
        return false;
    markCancelling();
    if (m_handle)
        m_handle.cancel(reason); // reaches the children's coroutines too: they live in scopes below this one
    return true;
}

void Job::markCancelling()
{
    if (isFinished() || m_state == JobState::Cancelling)
        return;
    const bool wasQueued = m_state == JobState::Queued;
    if (!wasQueued)
        moveTo(
            JobState::Cancelling); // before the children end, so that the end of one does not start the next
    for (const auto &child : m_children)
        child->markCancelling();
    if (!wasQueued)
        return;
    if (m_handle)
        m_handle.cancel(async::CancelReason::User); // spawned but not begun: it never will
    finish(JobState::Cancelled);
}

void Job::succeed(QVariant result)
{
    m_result = std::move(result);
    finish(JobState::Succeeded);
}

void Job::fail(JobError error)
{
    m_error = std::move(error);
    finish(JobState::Failed);
}

void Job::endCancelled()
{
    finish(JobState::Cancelled);
}

void Job::interrupt()
{
    if (isFinished())
        return;
    m_childFinished = {};
    for (const auto &child : m_children)
        child->interrupt();
    finish(JobState::Interrupted);
}

void Job::finish(JobState state)
{
    for (const auto &child : m_children)
        child->markCancelling(); // only children that never began are left here
    if (m_started.isValid())
        m_elapsed = since(m_startedAt);
    m_finished = QDateTime::currentDateTimeUtc();
    moveTo(state);
    m_handle = {};
    if (m_finishedEvent)
        m_finishedEvent->set();
    m_observer.jobFinished(*this);
    if (m_place.parent && m_place.parent->m_childFinished)
        m_place.parent->m_childFinished(*this);
}

} // namespace belayer::engine
