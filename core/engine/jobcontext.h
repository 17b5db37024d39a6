// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a kind's coroutine may know and do: its parameters, its reports, its children, the pool.
#pragma once

#include "core/engine/job.h"
#include "core/engine/jobfailure.h"

#include <belayer/async.h>

#include <QThreadPool>

#include <chrono>
#include <functional>

namespace belayer::engine {

/// What the engine offers to all its jobs.
class JobHost
{
public:
    virtual QThreadPool *pool() = 0;
    /// Where a job's output file goes.
    virtual QString outputPath(const Job &job) const = 0;
    virtual std::chrono::milliseconds reportInterval() const = 0;
    virtual bool mustKill() const = 0;

protected:
    ~JobHost() = default;
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
    void setOutputFile(const QString &path) { m_job.setOutputFile(path); }
    void setExit(std::optional<int> exitCode, std::optional<int> signal) { m_job.setExit(exitCode, signal); }
    /// A good pause between two reports of progress: the more jobs run, the longer.
    std::chrono::milliseconds reportInterval() const { return m_host.reportInterval(); }
    QString outputPath() const { return m_host.outputPath(m_job); }
    /// The engine's stop has passed its deadline: no grace any more.
    bool mustKill() const { return m_host.mustKill(); }
    QThreadPool *pool() const { return m_host.pool(); }

    const std::vector<std::shared_ptr<Job>> &children() const noexcept { return m_job.children(); }
    /// Runs all children, at most `maxParallel` at a time (0: no limit), in order. `finished` hears of each
    /// end, at the very moment. Ends when every child has finished and its coroutine is gone; also when
    /// cancelled.
    async::Task<> runChildren(int maxParallel, std::function<void(Job &child)> finished);
    /// All children that have not finished; no more are started.
    void cancelChildren(async::CancelReason reason);

private:
    friend class ChildStarter;

    Job &m_job;
    JobHost &m_host;
    bool m_startsChildren = true;
};

} // namespace belayer::engine
