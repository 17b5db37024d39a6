// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobqueue.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

void JobQueue::add(std::span<const std::shared_ptr<Job>> jobs)
{
    if (jobs.size() == 1 && startsAtOnce(*jobs.front())) {
        start(*jobs.front());
        return;
    }
    for (const auto &job : jobs) {
        const Job *parent = job->place().parent;
        if (parent) // that may have been moved since they were submitted
            job->setRank(parent->rank().priority + job->spec().priority, job->rank().order);
        enter(*job, job->spec().delay, WaitsFor::Delay);
    }
    startReady();
}

/// Whether it would line up where nobody is and be called at once.
bool JobQueue::startsAtOnce(const Job &job) const
{
    const bool isFree = !job.kind().info.takesPlace || m_maxRunning == 0 || m_running < m_maxRunning;
    return isFree && !m_isClosed && m_ready[0].empty() && m_ready[1].empty() && !job.place().parent &&
           job.awaited().isEmpty() && job.spec().delay <= milliseconds::zero();
}

void JobQueue::setMaxRunning(int maxRunning)
{
    m_maxRunning = maxRunning;
    startReady();
}

void JobQueue::addAgain(Job &job, milliseconds pause)
{
    giveBack(job);
    enter(job, pause, WaitsFor::Retry);
    startReady();
}

void JobQueue::enter(Job &job, milliseconds delay, WaitsFor why)
{
    Entry &entry = m_waiting[&job];
    entry.job = job.shared_from_this();
    entry.ticket = ++m_lastTicket;
    m_order.insert(&job);
    if (delay > milliseconds::zero()) {
        entry.delay = why;
        entry.until = steady_clock::now() + delay;
        entry.timer =
            m_timers.spawn(wakeAt(&job, entry.ticket, entry.until), u"delay"_s, async::OnCancel::Destroy);
    }
    settle(job, entry);
}

/// Says what the job waits for, or lets it line up if that is nothing but a place.
void JobQueue::settle(Job &job, Entry &entry)
{
    if (!job.awaited().isEmpty())
        job.setWaitsFor(WaitsFor::After);
    else if (entry.delay != WaitsFor::Nothing)
        job.setWaitsFor(entry.delay, entry.until);
    else
        lineUp(job, entry, m_ready[job.kind().info.takesPlace ? 1 : 0], WaitsFor::EngineLimit);
}

async::Task<> JobQueue::wakeAt(Job *job, quint64 ticket, steady_clock::time_point until)
{
    co_await async::sleepUntil(until);
    // A job that left when this was already on its way may be gone, and another one in its place.
    const auto found = m_waiting.find(job);
    if (found != m_waiting.end() && found->second.ticket == ticket)
        delayOver(*job, found->second);
}

void JobQueue::delayOver(Job &job, Entry &entry)
{
    entry.delay = WaitsFor::Nothing;
    entry.timer = {};
    settle(job, entry);
    startReady();
}

void JobQueue::afterMet(Job &job)
{
    const auto found = m_waiting.find(&job);
    if (found == m_waiting.end())
        return;
    settle(job, found->second);
    startReady();
}

void JobQueue::lineUp(Job &job, Entry &entry, Line &line, WaitsFor why)
{
    entry.line = &line;
    line.insert(&job);
    job.setWaitsFor(why);
}

void JobQueue::parentResumed(Job &parent)
{
    const auto parked = m_parked.find(&parent);
    if (parked != m_parked.end()) {
        for (Job *job : std::exchange(parked->second, {})) {
            Entry &entry = m_waiting.at(job);
            entry.line = nullptr;
            settle(*job, entry);
        }
    }
    startReady();
}

bool JobQueue::isGroupFull(const Job &parent) const
{
    const int limit = parent.spec().maxParallel;
    const auto started = m_startedChildren.find(&parent);
    return limit > 0 && started != m_startedChildren.end() && started->second >= limit;
}

Job *JobQueue::firstStartable()
{
    Job *first = m_ready[0].empty() ? nullptr : *m_ready[0].begin();
    const bool hasPlace = m_maxRunning == 0 || m_running < m_maxRunning;
    if (hasPlace && !m_ready[1].empty() && (!first || (*m_ready[1].begin())->rank() < first->rank()))
        first = *m_ready[1].begin();
    return first;
}

void JobQueue::startReady()
{
    if (m_isClosed)
        return;
    while (Job *job = firstStartable()) {
        Job *parent = job->place().parent;
        const bool isHeld = parent && !parent->startsChildren();
        if (!isHeld && !(parent && isGroupFull(*parent))) {
            start(*job);
            continue;
        }
        Entry &entry = m_waiting.at(job);
        entry.line->erase(job);
        lineUp(*job, entry, m_parked[parent], isHeld ? WaitsFor::Parent : WaitsFor::GroupLimit);
    }
}

void JobQueue::start(Job &job)
{
    remove(job);
    m_started.insert(&job);
    if (job.kind().info.takesPlace)
        ++m_running;
    if (job.place().parent)
        ++m_startedChildren[job.place().parent];
    job.setWaitsFor(WaitsFor::Nothing);
    job.spawn();
}

void JobQueue::remove(Job &job)
{
    const auto found = m_waiting.find(&job);
    if (found == m_waiting.end())
        return;
    if (found->second.line)
        found->second.line->erase(&job);
    if (found->second.timer)
        found->second.timer.cancel();
    m_order.erase(&job);
    m_waiting.erase(found);
}

void JobQueue::giveBack(Job &job)
{
    if (m_started.erase(&job) == 0)
        return;
    if (job.kind().info.takesPlace)
        --m_running;
    const Job *parent = job.place().parent;
    if (!parent)
        return;
    --m_startedChildren[parent];
    const auto parked = m_parked.find(parent);
    if (parked == m_parked.end() || parked->second.empty() || isGroupFull(*parent))
        return;
    Job *next = *parked->second.begin();
    parked->second.erase(parked->second.begin());
    Entry &entry = m_waiting.at(next);
    entry.line = nullptr;
    settle(*next, entry);
}

void JobQueue::leave(Job &job)
{
    const std::shared_ptr<Job> keep = job.shared_from_this();
    remove(job);
    giveBack(job);
    m_parked.erase(&job); // its children have left before
    m_startedChildren.erase(&job);
    startReady();
}

void JobQueue::forceStart(Job &job)
{
    const std::shared_ptr<Job> keep = job.shared_from_this();
    job.setAwaited({});
    start(job);
}

/// The order stays, so the lines that are sorted by it stay valid.
void JobQueue::spreadOrders()
{
    qint64 order = 0;
    for (Job *job : m_order)
        job->setRank(job->rank().priority, order += RankStep);
}

/// Between those two, of which one may be missing, in the priority of one of them.
qint64 JobQueue::orderBetween(const Job *before, const Job *behind, int priority)
{
    const auto isPeer = [priority](const Job *other) { return other && other->rank().priority == priority; };
    if (isPeer(before) && isPeer(behind)) {
        if (behind->rank().order - before->rank().order < 2)
            spreadOrders();
        return before->rank().order + (behind->rank().order - before->rank().order) / 2;
    }
    return isPeer(before) ? before->rank().order + RankStep : behind->rank().order - RankStep;
}

void JobQueue::move(Job &job, Where where, Job *anchor)
{
    if (anchor == &job || m_order.size() < 2)
        return;
    Line *line = m_waiting.at(&job).line;
    m_order.erase(&job);
    if (line)
        line->erase(&job);
    auto next = where == Where::Top ? m_order.begin() : m_order.end();
    if (where == Where::Before || where == Where::After)
        next = m_order.find(anchor);
    if (where == Where::After)
        ++next;
    const Job *before = next == m_order.begin() ? nullptr : *std::prev(next);
    const Job *behind = next == m_order.end() ? nullptr : *next;
    const bool joinsBefore = where == Where::Bottom || where == Where::After;
    const int priority = (joinsBefore ? before : behind)->rank().priority;
    job.setRank(priority, orderBetween(before, behind, priority));
    m_order.insert(&job);
    if (line)
        line->insert(&job);
}

} // namespace belayer::engine
