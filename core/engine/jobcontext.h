// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a kind's coroutine may know and do: its parameters, its reports, its children, the pool.
#pragma once

#include "core/engine/job.h"
#include "core/engine/jobfailure.h"
#include "core/engine/jobqueue.h"
#include "core/engine/networkrules.h"

#include <belayer/async.h>

#include <chrono>
#include <functional>

namespace belayer::engine {

/// What the engine offers to all its jobs.
class JobHost
{
public:
    virtual JobQueue &queue() = 0;
    virtual const async::ThreadPool &pool() = 0;
    /// Where a job's output file goes.
    virtual QString outputPath(const Job &job) const = 0;
    virtual std::chrono::milliseconds reportInterval() const = 0;
    virtual const NetworkRules &networkRules() const = 0;
    /// How long jobs like this one took before, the last first; empty where nothing is known.
    virtual async::Task<QList<std::chrono::milliseconds>> earlierRuns(const Job &job) = 0;
    /// See JobContext.
    virtual async::Task<> recorded(const Job &job) = 0;
    /// Its own, or what the engine gives jobs without one.
    virtual std::chrono::milliseconds graceOf(const Job &job) const = 0;
    virtual bool mustKill() const = 0;
    /// Set when mustKill() becomes true.
    virtual async::AsyncEvent &killTime() = 0;

protected:
    ~JobHost() = default;
};

/// Ends a job's pause hook with the scope of what the hook refers to.
class PauseGuard
{
public:
    explicit PauseGuard(Job &job) : m_job(job) {}
    PauseGuard(const PauseGuard &) = delete;
    ~PauseGuard() { m_job.setPauseHook({}); }

private:
    Job &m_job;
};

/// Lives in the engine thread as long as the kind's coroutine; closures for the pool copy what they need out
/// of it.
class JobContext
{
public:
    JobContext(Job &job, JobHost &host) : m_job(job), m_host(host) {}
    JobContext(const JobContext &) = delete;

    const JobSpec &spec() const noexcept { return m_job.spec(); }
    /// A parameter; the check before has made sure of its type.
    QVariant param(const QString &name) const { return spec().params.value(name); }
    qint64 integer(const QString &name) const { return param(name).toLongLong(); }

    void setProgress(qint64 done, qint64 total, const QString &unit)
    {
        m_job.setProgress({done, total, unit});
    }
    void setStages(const QList<StageCounts> &stages) { m_job.setStages(stages); }
    void setOutputFile(const QString &path) { m_job.setOutputFile(path); }
    /// Until the history has the job: to be awaited before a process is started. Should we be killed between
    /// the two, no later start would know whose the process is.
    async::Task<> recorded() { return m_host.recorded(m_job); }
    /// The leader of the job's processes, as soon as it has started: should we be killed, the next start
    /// finds them by it. Nothing once all of them are reaped.
    void setProcess(std::optional<ProcessId> process) { m_job.setProcess(process); }
    void setExit(std::optional<int> exitCode, std::optional<int> signal) { m_job.setExit(exitCode, signal); }
    /// A good pause between two reports of progress: the more jobs run, the longer.
    std::chrono::milliseconds reportInterval() const { return m_host.reportInterval(); }
    const NetworkRules &networkRules() const { return m_host.networkRules(); }
    QString outputPath() const { return m_host.outputPath(m_job); }
    /// Between the polite and the hard end of what is cancelled now.
    std::chrono::milliseconds grace() const { return m_host.graceOf(m_job); }
    /// The engine's stop has passed its deadline: no grace any more.
    bool mustKill() const { return m_host.mustKill(); }
    /// async::runInThreadPool() in that pool, counted, so that the receipt can say how many did not stop.
    template<class F, class... A> auto inPool(F function, A... arguments)
    {
        return async::runInThreadPool(m_host.pool(), Counted<F>{function, m_job.shareBodiesInPool()},
                                      std::move(arguments)...);
    }

    /// What the work passes between its steps: await opened(), or in the pool, pass().
    std::shared_ptr<PauseGate> gate() const noexcept { return m_job.gate(); }
    /// How long the attempt has worked, pauses not counted.
    std::chrono::milliseconds activeTime() const { return m_job.activeTime(); }
    /// For what knows no gate: called when the job is paused, at once if it is, and resumed, as long as the
    /// guard lives. Cancel does not resume.
    [[nodiscard]] PauseGuard whilePaused(std::function<void()> suspend, std::function<void()> resume)
    {
        m_job.setPauseHook({std::move(suspend), std::move(resume)});
        return PauseGuard(m_job);
    }

    /// For the receipt: the processes that had to be ended, with all that was sent to them.
    void setEndedProcesses(QList<EndedProcess> processes) { m_job.setEndedProcesses(std::move(processes)); }
    /// So far, or in the end.
    void setUsage(const Usage &usage) { m_job.setUsage(usage); }

    const std::vector<std::shared_ptr<Job>> &children() const noexcept { return m_job.children(); }
    /// Lets all children into the queue, which starts them. `finished` hears of each end, at the very moment.
    /// Ends when every child has finished and its coroutine is gone; also when cancelled.
    async::Task<> runChildren(std::function<void(Job &child)> finished);
    /// All children that have not finished; no more are started.
    void cancelChildren(EndReason reason);
    /// The child that decided a race, for the photo finish.
    void setWinner(const Job &child) { m_job.setWinner(child); }

private:
    friend class ChildStarter;

    template<class F> struct Counted
    {
        template<class... A> auto operator()(const std::stop_token &stop, A... arguments)
        {
            const Count count(*running);
            if constexpr (std::invocable<F &, std::stop_token, A...>)
                return function(stop, std::move(arguments)...);
            else
                return function(std::move(arguments)...);
        }
        F function;
        std::shared_ptr<std::atomic<int>> running;
    };
    struct Count
    {
        explicit Count(std::atomic<int> &number) : running(number) { ++running; }
        Count(const Count &) = delete;
        ~Count() { --running; }
        std::atomic<int> &running;
    };

    Job &m_job;
    JobHost &m_host;
};

} // namespace belayer::engine
