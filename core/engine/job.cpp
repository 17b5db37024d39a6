// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/job.h"

#include "core/engine/backoff.h"
#include "core/engine/lint.h"

#include <algorithm>

namespace belayer::engine {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

milliseconds between(steady_clock::time_point start, steady_clock::time_point end)
{
    return std::chrono::duration_cast<milliseconds>(end - start);
}

milliseconds since(steady_clock::time_point start)
{
    return between(start, steady_clock::now());
}

async::CancelReason asyncReason(EndReason reason)
{
    switch (reason) {
    case EndReason::SiblingFailed: return async::CancelReason::SiblingFailed;
    case EndReason::LostRace: return async::CancelReason::LostRace;
    case EndReason::Timeout: return async::CancelReason::Timeout;
    case EndReason::Shutdown: return async::CancelReason::Shutdown;
    case EndReason::User:
    case EndReason::AfterNotMet: break;
    }
    return async::CancelReason::User;
}

} // namespace

const Job::Extras Job::s_noExtras;

Job::Extras &Job::ownExtras()
{
    if (!m_extras)
        m_extras = std::make_unique<Extras>();
    return *m_extras;
}

Job::Job(JobPlan &&plan, const Place &place, Observer &observer)
    : m_spec(std::move(plan.spec))
    , m_kind(plan.kind)
    , m_place(place)
    , m_observer(observer)
    , m_isNamed(plan.isNamed)
    , m_isRecorded(m_spec.recording == Recording::Kept && (!place.parent || place.parent->isRecorded()))
    , m_isPausable(plan.kind->info.canPause)
    , m_waitsFor(place.parent ? WaitsFor::Parent : WaitsFor::Nothing)
    , m_rank{m_spec.priority + (place.parent ? place.parent->rank().priority : 0),
             static_cast<qint64>(place.number) * RankStep, place.serial}
    , m_created(QDateTime::currentDateTimeUtc())
{
    if (place.parent)
        m_parentId = place.parent->id();
}

void Job::addChild(std::shared_ptr<Job> child)
{
    m_isPausable = m_isPausable && child->m_isPausable;
    m_childIds.append(child->id());
    m_children.push_back(std::move(child));
}

void Job::setRank(int priority, qint64 order)
{
    m_rank.priority = priority;
    m_rank.order = order;
    m_observer.jobChanged(*this);
}

void Job::setWaitsFor(WaitsFor what, steady_clock::time_point until)
{
    m_waitsUntil = until;
    if (m_waitsFor == what)
        return;
    m_waitsFor = what;
    m_observer.jobChanged(*this);
}

void Job::moveTo(JobState state)
{
    Q_ASSERT_X(canMove(m_state, state), "Job::moveTo", "no such move in the table");
    if (m_state == JobState::Paused)
        leavePause();
    m_state = state;
    m_observer.jobChanged(*this);
    m_observer.jobMoved(*this);
}

bool Job::begin()
{
    if (m_state != JobState::Queued)
        return false;
    m_startedAt = steady_clock::now();
    m_started = QDateTime::currentDateTimeUtc();
    m_paused = {};
    m_progress.reset();
    if (m_extras) {
        m_extras->exitCode.reset();
        m_extras->signal.reset();
        m_extras->usage.reset();
        m_extras->usageSeries.clear();
    }
    moveTo(JobState::Starting);
    moveTo(JobState::Running);
    if (m_place.parent && m_place.parent->m_state == JobState::Paused)
        pause(); // that came after this was sent on its way
    return true;
}

milliseconds Job::pausedTime() const
{
    return m_state == JobState::Paused ? m_paused + since(m_pausedAt) : m_paused;
}

milliseconds Job::activeTime() const
{
    return since(m_startedAt) - pausedTime();
}

void Job::setPauseHook(PauseHook hook)
{
    PauseHook &kept = ownExtras().pauseHook;
    kept = std::move(hook);
    if (m_state == JobState::Paused && kept.suspend)
        kept.suspend();
}

bool Job::cancel(EndReason reason)
{
    if (isFinished())
        return false;
    requestEnd(reason);
    if (m_handle) // reaches the children's coroutines too: they live in scopes below this one
        m_handle.cancel(asyncReason(*extras().receipt.reason));
    return true;
}

void Job::requestEnd(EndReason reason)
{
    if (isFinished())
        return;
    if (m_state == JobState::Cancelling) {
        m_mustEnd = true; // also when it was for a timeout, which might have led to another attempt
        return;
    }
    m_endRequestedAt = steady_clock::now();
    Receipt &receipt = ownExtras().receipt;
    receipt.requested = QDateTime::currentDateTimeUtc();
    receipt.reason = reason;
    m_mustEnd = !m_hasTimedOut;
    const bool wasQueued = m_state == JobState::Queued;
    const bool wasPaused = m_state == JobState::Paused;
    if (!wasQueued) // before the children end, so that the end of one does not start the next
        moveTo(JobState::Cancelling);
    for (const auto &child : m_children)
        child->requestEnd(reason);
    if (wasPaused) { // its work is to see the cancel first, and then the open gate
        m_handle.cancel(asyncReason(reason));
        m_poolSide->gate.open();
    }
    if (!wasQueued)
        return;
    if (m_handle)
        m_handle.cancel(asyncReason(reason)); // spawned but not begun: it never will
    finish(JobState::Cancelled);
}

void Job::skip(JobError why)
{
    m_error = std::move(why);
    requestEnd(EndReason::AfterNotMet);
}

void Job::timeOut()
{
    if (m_state != JobState::Running && m_state != JobState::Paused)
        return;
    m_hasTimedOut = true;
    cancel(EndReason::Timeout);
}

void Job::pause()
{
    if (m_state != JobState::Running)
        return;
    m_pausedAt = steady_clock::now();
    moveTo(JobState::Paused);
    m_poolSide->gate.close();
    if (const auto &suspend = extras().pauseHook.suspend)
        suspend();
    for (const auto &child : m_children)
        child->pause();
}

void Job::resume()
{
    if (m_state != JobState::Paused)
        return;
    moveTo(JobState::Running);
    for (const auto &child : m_children)
        child->resume();
    if (const auto &resumeWork = extras().pauseHook.resume)
        resumeWork();
    m_poolSide->gate.open();
}

void Job::leavePause()
{
    m_paused = pausedTime();
}

void Job::succeed(QVariant result)
{
    m_result = std::move(result);
    finish(JobState::Succeeded);
}

bool Job::mayTryAgain() const
{
    return !m_mustEnd && extras().failedAttempts.size() < m_spec.retries.count;
}

milliseconds Job::backToQueue(JobError error)
{
    m_elapsed = since(m_startedAt);
    keepFailedAttempt(std::move(error));
    m_hasTimedOut = false;
    m_handle = {};
    moveTo(JobState::Queued);
    m_poolSide->gate.open();
    return backoffBefore(m_spec.retries, static_cast<int>(extras().failedAttempts.size()));
}

void Job::keepFailedAttempt(JobError error)
{
    completeReceipt();
    Extras &own = ownExtras();
    FailedAttempt failed{attempt(), std::move(error), m_elapsed, {}};
    if (Receipt receipt = std::exchange(own.receipt, {}); !receipt.isEmpty())
        failed.receipt = std::move(receipt);
    own.failedAttempts.append(std::move(failed));
    int kept = 0;
    for (auto each = own.failedAttempts.rbegin(); each != own.failedAttempts.rend(); ++each) {
        if (each->receipt && ++kept > FailedAttempt::ReceiptsKept) {
            each->receipt.reset();
            break; // the others have gone before
        }
    }
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
    for (const auto &child : m_children) // only children that never began are left here
        child->requestEnd(extras().receipt.reason.value_or(EndReason::User));
    if (m_started.isValid() && m_state != JobState::Queued)
        m_elapsed = since(m_startedAt);
    m_finished = QDateTime::currentDateTimeUtc();
    completeReceipt();
    moveTo(state);
    m_handle = {};
    m_spawner = {};
    m_ended.set();
    m_observer.jobFinished(*this);
    if (!m_place.parent)
        return;
    m_place.parent->noteChildEnd(*this);
    if (m_place.parent->m_childFinished)
        m_place.parent->m_childFinished(*this);
}

void Job::noteChildEnd(const Job &child)
{
    if (child.m_error)
        ownExtras().childErrors.append({child.id(), child.m_spec.name, *child.m_error});
    if (!m_started.isValid())
        return;
    FinishLine line;
    line.id = child.id();
    line.name = child.m_spec.name;
    line.state = child.m_state;
    if (child.m_started.isValid())
        line.started = between(m_startedAt, child.m_startedAt);
    line.finished = since(m_startedAt);
    if (child.extras().receipt.reason)
        line.dying = child.extras().receipt.took;
    if (child.extras().usage)
        line.cpu = child.extras().usage->cpu;
    ownExtras().receipt.finishes.append(line);
}

void Job::completeReceipt()
{
    if (!m_extras && m_children.empty())
        return;
    Receipt &receipt = ownExtras().receipt;
    if (receipt.reason)
        receipt.took = since(m_endRequestedAt);
    if (m_extras->winner) {
        const JobId &winner = m_childIds.at(static_cast<qsizetype>(*m_extras->winner));
        const auto first = std::find_if(receipt.finishes.begin(), receipt.finishes.end(),
                                        [&](const FinishLine &line) { return line.id == winner; });
        for (FinishLine &line : receipt.finishes)
            line.gap = line.finished - first->finished;
    }
    for (const auto &child : m_children)
        receipt.lint += lintOf(child->m_spec.name, child->extras().receipt);
}

} // namespace belayer::engine
