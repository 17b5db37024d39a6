// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who starts when: the jobs that have not begun, in their order, against the places there are.
#pragma once

#include "core/engine/job.h"

#include <array>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace belayer::engine {

/// Where to move a job in the queue.
enum class Where : quint8 { Top, Bottom, Before, After };

/// Engine thread; outlives every job in it. A job waits for its delay and for what it is to come after; then
/// it is ready and waits, in order of Rank, for a place in its group (max_parallel) and, if its kind takes
/// one, among all jobs of the engine. Jobs that only wait themselves (sleep, group, race) take no place of
/// the engine, so a group never keeps its own children out. A paused job keeps its place. Nothing polls.
class JobQueue
{
public:
    /// 0: no limit.
    explicit JobQueue(int maxRunning) : m_maxRunning(maxRunning) {}
    JobQueue(const JobQueue &) = delete;

    /// Their delays begin now. Together, so that the highest priority starts first.
    void add(std::span<const std::shared_ptr<Job>> jobs);
    /// After an attempt that failed; gives the place back for the time.
    void addAgain(Job &job, std::chrono::milliseconds pause);
    /// The last job it had to wait for has ended as wished. Of a job that is not (yet) in the queue: nothing.
    void afterMet(Job &job);
    /// The children of a job that was paused.
    void parentResumed(Job &parent);
    /// The job has finished, whether it had started or not.
    void leave(Job &job);
    /// Starts it now, over all limits. It must wait here.
    void forceStart(Job &job);
    /// Takes the place asked for, and the priority that goes with it. Both must wait here.
    void move(Job &job, Where where, Job *anchor);
    /// What runs goes on, however many that are.
    void setMaxRunning(int maxRunning);
    /// Nothing starts any more.
    void close() { m_isClosed = true; }

    bool isWaiting(const Job &job) const { return m_waiting.contains(&job); }
    /// Those that have started and not finished.
    const std::unordered_set<const Job *> &started() const noexcept { return m_started; }

private:
    struct ByRank
    {
        bool operator()(const Job *a, const Job *b) const noexcept { return a->rank() < b->rank(); }
    };
    using Line = std::set<Job *, ByRank, async::FrameAllocator<Job *>>;
    struct Entry
    {
        std::shared_ptr<Job> job;
        quint64 ticket = 0;                 ///< of this stay in the queue
        async::JobHandle<> timer;           ///< of a delay that is not over
        WaitsFor delay = WaitsFor::Nothing; ///< Delay or Retry while it lasts
        std::chrono::steady_clock::time_point until;
        Line *line = nullptr; ///< once ready
    };

    bool startsAtOnce(const Job &job) const;
    void enter(Job &job, std::chrono::milliseconds delay, WaitsFor why);
    void settle(Job &job, Entry &entry);
    void delayOver(Job &job, Entry &entry);
    async::Task<> wakeAt(Job *job, quint64 ticket, std::chrono::steady_clock::time_point until);
    void lineUp(Job &job, Entry &entry, Line &line, WaitsFor why);
    void startReady();
    Job *firstStartable();
    bool isGroupFull(const Job &parent) const;
    void start(Job &job);
    void remove(Job &job);
    void giveBack(Job &job);
    qint64 orderBetween(const Job *before, const Job *behind, int priority);
    void spreadOrders();

    int m_maxRunning;
    int m_running = 0; ///< places taken, more than there are after forced starts
    bool m_isClosed = false;
    quint64 m_lastTicket = 0;
    std::unordered_map<const Job *, Entry> m_waiting;
    Line m_order;                                   ///< all that wait
    std::array<Line, 2> m_ready;                    ///< by whether the kind takes a place of the engine
    std::unordered_map<const Job *, Line> m_parked; ///< ready children of a full or paused parent
    std::unordered_set<const Job *> m_started;
    std::unordered_map<const Job *, int> m_startedChildren; ///< by parent
    async::TaskScope m_timers;                              ///< last: they know this
};

} // namespace belayer::engine
