// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One job inside the engine: its state machine, its children, and what readers will see of it.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/pausegate.h"
#include "core/engine/process/processtable.h"
#include "core/engine/speccheck.h"
#include "core/engine/usageseries.h"

#include <belayer/async.h>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace belayer::engine {

/// Between the orders of two jobs submitted one after the other, so that others can be moved between them.
inline constexpr qint64 RankStep = 1 << 20;

/// Where a job stands in the queue: what sorts first starts first.
struct Rank
{
    int priority = 0;
    qint64 order = 0;
    quint64 serial = 0;
    friend bool operator<(const Rank &a, const Rank &b) noexcept
    {
        if (a.priority != b.priority)
            return a.priority > b.priority;
        return a.order != b.order ? a.order < b.order : a.serial < b.serial;
    }
};

/// What keeps a queued job from starting.
enum class WaitsFor : quint8 {
    Nothing, ///< it starts in a moment
    Parent,  ///< that has not begun or is paused; the job is in nobody's queue
    After,
    Delay,
    Retry,
    GroupLimit,
    EngineLimit,
};

/// The stable word of Waiting::code, and "start" for Nothing.
QString waitingCode(WaitsFor what);

/// Lives in the engine thread. Owned by the engine while it is known and by its own coroutine while that
/// lives; a parent owns its children and outlives their ends. Every move goes through one function and the
/// table of jobstate.cpp; a finished job never changes again.
class Job : public std::enable_shared_from_this<Job>
{
public:
    /// Hears of every change; outlives every unfinished job.
    class Observer
    {
    public:
        virtual void jobChanged(Job &job) = 0;
        /// After each move, the terminal one included, and when its process is known: what is to survive us
        /// has changed.
        virtual void jobMoved(Job &job) = 0;
        /// After the terminal move, once for each job; children before their parent.
        virtual void jobFinished(Job &job) = 0;

    protected:
        ~Observer() = default;
    };
    /// Where a job stands in its tree and in time.
    struct Place
    {
        Job *parent = nullptr;
        size_t index = 0; ///< among its siblings
        quint64 serial = 0;
        int attempt = 1;
        quint64 number = 0; ///< the serial, counted from the start of this run
    };
    /// Another job this one waits for.
    struct Awaited
    {
        After after;
        QString name;
    };
    /// How a kind stops and continues what does not pass the gate by itself, e.g. processes.
    struct PauseHook
    {
        std::function<void()> suspend;
        std::function<void()> resume;
    };

    Job(JobPlan &&plan, const Place &place, Observer &observer);
    Job(const Job &) = delete;

    const JobId &id() const noexcept { return m_spec.id; }
    const JobSpec &spec() const noexcept { return m_spec; }
    const Kind &kind() const noexcept { return *m_kind; }
    /// By whoever asked for it; else the name was made from the parameters.
    bool isNamed() const noexcept { return m_isNamed; }
    /// None below one that is not recorded is.
    bool isRecorded() const noexcept { return m_isRecorded; }
    const Place &place() const noexcept { return m_place; }
    int attempt() const noexcept
    {
        return m_place.attempt + static_cast<int>(extras().failedAttempts.size());
    }
    JobState state() const noexcept { return m_state; }
    bool isFinished() const noexcept { return engine::isFinished(m_state); }
    const QVariant &result() const noexcept { return m_result; }
    const std::optional<JobError> &error() const noexcept { return m_error; }
    const QString &outputFile() const noexcept { return extras().outputFile; }
    const std::vector<std::shared_ptr<Job>> &children() const noexcept { return m_children; }
    JobSnapshot snapshot() const;
    SharedSnapshot sharedSnapshot() const;
    /// What Engine accepts for this job now.
    Verbs verbs() const;
    /// Until the job has finished; who waits keeps it.
    auto ended() { return m_ended.wait(); }

    void addChild(std::shared_ptr<Job> child);
    /// Whether a change waits to be published.
    bool isMarked() const noexcept { return m_marked; }
    void setMarked(bool marked) noexcept { m_marked = marked; }
    /// Of a finished top-level job: its place in the order of ends.
    quint64 endNumber() const noexcept { return m_endNumber; }
    void setEndNumber(quint64 number) noexcept { m_endNumber = number; }

    // The queue's part.
    const Rank &rank() const noexcept { return m_rank; }
    void setRank(int priority, qint64 order);
    WaitsFor waitsFor() const noexcept { return m_waitsFor; }
    void setWaitsFor(WaitsFor what, std::chrono::steady_clock::time_point until = {});
    const QList<Awaited> &awaited() const noexcept { return m_awaited; }
    void setAwaited(QList<Awaited> awaited) { m_awaited = std::move(awaited); }
    /// Whether children that wait in the queue may start now.
    bool startsChildren() const noexcept { return m_startsChildren && m_state == JobState::Running; }
    void startNoMoreChildren() noexcept { m_startsChildren = false; }
    /// Makes the job's coroutine, each time it is to run.
    void setSpawner(std::function<async::JobHandle<>()> spawner) { m_spawner = std::move(spawner); }
    void spawn() { m_handle = m_spawner(); }
    /// Of its coroutine, once it has started; 0: not yet.
    quint64 taskId() const { return m_handle ? m_handle.id() : 0; }

    /// Called at each child's terminal move.
    void setChildFinished(std::function<void(Job &)> function) { m_childFinished = std::move(function); }

    // The part of the job's own coroutine.
    /// False: the job was cancelled before, and there is nothing to do.
    bool begin();
    std::shared_ptr<PauseGate> gate() const noexcept { return {m_poolSide, &m_poolSide->gate}; }
    /// Since the attempt began, pauses not counted.
    std::chrono::milliseconds activeTime() const;
    void setPauseHook(PauseHook hook);
    /// How many functions run in the pool for it at this moment.
    std::atomic<int> &bodiesInPool() const noexcept { return m_poolSide->bodies; }
    std::shared_ptr<std::atomic<int>> shareBodiesInPool() const noexcept
    {
        return {m_poolSide, &m_poolSide->bodies};
    }
    void setProgress(Progress progress);
    void setStages(const QList<StageCounts> &stages);
    void setUsual(const std::optional<Usual> &usual);
    void setOutputFile(const QString &path);
    /// The leader of its processes; nothing once they are reaped.
    const std::optional<ProcessId> &process() const noexcept { return extras().process; }
    void setProcess(std::optional<ProcessId> process);
    void setExit(std::optional<int> exitCode, std::optional<int> signal);
    void setUsage(const Usage &usage);
    const UsageSeries &usageSeries() const noexcept { return extras().usageSeries; }
    void setEndedProcesses(QList<EndedProcess> processes);
    void addAbandonedThreads(int count);
    void setWinner(const Job &child) { ownExtras().winner = child.place().index; }

    // Verbs, for the tree below too.
    /// The queued are cancelled at once, the others are `cancelling` until their coroutines have ended.
    /// False: it has finished.
    bool cancel(EndReason reason);
    /// Of a queued job: it can never start.
    void skip(JobError why);
    /// Its own time is up: a cancel that ends as failed.
    void timeOut();
    bool hasTimedOut() const noexcept { return m_hasTimedOut; }
    void pause();
    void resume();

    // The end of an attempt.
    void succeed(QVariant result);
    /// Whether an attempt that failed now may be followed by another.
    bool mayTryAgain() const;
    /// Gives the pause before the next attempt.
    std::chrono::milliseconds backToQueue(JobError error);
    void fail(JobError error);
    void endCancelled();
    /// The engine is going away under a running job. The children first.
    void interrupt();

private:
    /// Shared with its functions in the pool, which may outlive it.
    struct PoolSide
    {
        PauseGate gate;
        std::atomic<int> bodies{0};
    };
    /// What few of the many jobs in memory have: made when there is something of it.
    struct Extras
    {
        PauseHook pauseHook;
        QList<StageCounts> stages;
        std::optional<Usual> usual;
        QList<FailedAttempt> failedAttempts;
        QList<ChildError> childErrors;
        Receipt receipt;
        std::optional<size_t> winner; ///< index of the child that decided a race
        std::optional<Usage> usage;
        UsageSeries usageSeries;
        std::optional<int> exitCode;
        std::optional<int> signal;
        QString outputFile;
        std::optional<ProcessId> process;
    };
    static const Extras s_noExtras;
    const Extras &extras() const noexcept { return m_extras ? *m_extras : s_noExtras; }
    Extras &ownExtras();
    void moveTo(JobState state);
    void requestEnd(EndReason reason);
    void leavePause();
    void finish(JobState state);
    void keepFailedAttempt(JobError error);
    void noteChildEnd(const Job &child);
    void completeReceipt();
    void describe(JobSnapshot &s) const;
    std::optional<Waiting> waiting() const;
    void addExtras(JobSnapshot &snapshot) const;
    std::chrono::milliseconds pausedTime() const;

    JobSpec m_spec;
    const Kind *m_kind;
    Place m_place;
    JobId m_parentId; ///< the parent itself may be gone when a late reader asks
    Observer &m_observer;
    JobState m_state = JobState::Queued;
    bool m_marked = false;
    bool m_isNamed;
    bool m_isRecorded;
    bool m_isPausable;
    bool m_startsChildren = true;
    bool m_hasTimedOut = false;
    bool m_mustEnd = false; ///< no further attempt, whatever ends this one
    WaitsFor m_waitsFor;
    std::chrono::steady_clock::time_point m_waitsUntil;
    Rank m_rank;
    quint64 m_endNumber = 0;
    QList<Awaited> m_awaited;
    std::vector<std::shared_ptr<Job>> m_children;
    QList<JobId> m_childIds;
    std::function<void(Job &)> m_childFinished;
    std::function<async::JobHandle<>()> m_spawner;
    async::JobHandle<> m_handle;
    std::shared_ptr<PoolSide> m_poolSide = std::make_shared<PoolSide>();
    async::AsyncEvent m_ended;

    std::optional<Progress> m_progress;
    QVariant m_result;
    std::optional<JobError> m_error;
    std::unique_ptr<Extras> m_extras;
    QDateTime m_created;
    QDateTime m_started;
    QDateTime m_finished;
    std::chrono::steady_clock::time_point m_startedAt;
    std::chrono::steady_clock::time_point m_pausedAt;
    std::chrono::steady_clock::time_point m_endRequestedAt; ///< valid if the receipt has a reason
    std::chrono::milliseconds m_elapsed{0};
    std::chrono::milliseconds m_paused{0}; ///< pauses that are over
};

} // namespace belayer::engine
