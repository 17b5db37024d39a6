// SPDX-License-Identifier: GPL-3.0-or-later
// The engine seen from inside, as values: its live coroutines and its figures. Nothing here costs anything
// until somebody asks.
#include "core/engine/engineprivate.h"
#include "core/engine/process/ownprocess.h"

#include <source_location>
#include <string_view>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr qsizetype SliceRows = 512; // well below a millisecond

QLatin1StringView word(async::JobState state)
{
    switch (state) {
    case async::JobState::Queued: return "queued"_L1;
    case async::JobState::Running: return "running"_L1;
    case async::JobState::Ready: return "ready"_L1;
    case async::JobState::Waiting: return "waiting"_L1;
    case async::JobState::Succeeded: return "succeeded"_L1;
    case async::JobState::Failed: return "failed"_L1;
    case async::JobState::Cancelled: return "cancelled"_L1;
    }
    Q_UNREACHABLE();
}

/// The folder all our sources are below, with its slash: taken from the path of this one.
std::string_view sourceFolder()
{
    static const std::string_view folder = [] {
        const std::string_view path = std::source_location::current().file_name();
        constexpr std::string_view Here = "core/engine/enginereaders.cpp";
        return path.ends_with(Here) ? path.substr(0, path.size() - Here.size()) : std::string_view();
    }();
    return folder;
}

QLatin1StringView belowSourceFolder(const char *file)
{
    std::string_view path = file;
    if (path.starts_with(sourceFolder()))
        path.remove_prefix(sourceFolder().size());
    return {path.data(), static_cast<qsizetype>(path.size())};
}

LiveTask row(const async::TaskInfo &task, const QHash<quint64, JobId> &jobs)
{
    return {task.id,
            task.parentId,
            task.depth,
            task.name,
            jobs.value(task.id),
            word(task.state),
            QLatin1StringView(task.waitingOn),
            task.since,
            belowSourceFolder(task.file),
            task.line,
            QLatin1StringView(task.function)};
}

void countJob(const Job &job, Metrics &metrics)
{
    const JobState state = job.state();
    ++metrics.jobsByState[state];
    if (state == JobState::Queued) {
        ++metrics.queued;
        ++metrics.queuedByReason[waitingCode(job.waitsFor())];
    } else if (!isFinished(state)) {
        ++metrics.running;
        ++metrics.runningByKind[job.kind().info.name];
    }
}

} // namespace

async::Task<LiveTasks> Engine::liveTasks()
{
    std::vector<async::TaskInfo> tasks = co_await async::Scheduler::current()->snapshotInSlices();
    QHash<quint64, JobId> jobs;
    for (const Job *job : d->queue().started())
        jobs.insert(job->taskId(), job->id());
    LiveTasks rows;
    rows.reserve(static_cast<qsizetype>(tasks.size()));
    for (const async::TaskInfo &task : tasks) {
        rows.append(row(task, jobs));
        if (rows.size() % SliceRows == 0)
            co_await async::yieldNow();
    }
    co_return rows;
}

Metrics Engine::metrics() const
{
    Metrics metrics;
    metrics.uptime = std::chrono::duration_cast<milliseconds>(steady_clock::now() - d->m_begun);
    metrics.maxLiveJobs = d->m_config.maxLiveJobs;
    metrics.liveJobs = d->m_jobs.liveCount();
    metrics.finishedJobs = static_cast<int>(d->m_jobs.all().size()) - metrics.liveJobs;
    metrics.jobsSubmitted = d->m_jobs.addedCount();
    for (const auto &[serial, job] : d->m_jobs.all())
        countJob(*job, metrics);
    metrics.eventsPublished = d->m_publisher.publishedCount();
    const async::ThreadPoolStats pool = d->m_pool.stats();
    metrics.pool = {pool.maxThreads + pool.abandoned, pool.running, pool.queued, pool.abandoned,
                    pool.everAbandoned};
    const async::SchedulerStats tasks = async::Scheduler::current()->stats();
    metrics.tasks = {tasks.live, tasks.spawned, tasks.finished, tasks.resumes};
    metrics.history = d->m_archive.status();
    metrics.process = ownProcess();
    return metrics;
}

} // namespace belayer::engine
