// SPDX-License-Identifier: GPL-3.0-or-later
// What the work tells of itself while it goes on.
#include "core/engine/job.h"

namespace belayer::engine {

void Job::setProgress(Progress progress)
{
    if (isFinished() || m_progress == progress)
        return;
    m_progress = std::move(progress);
    m_observer.jobChanged(*this);
}

void Job::setStages(const QList<StageCounts> &stages)
{
    if (extras().stages == stages)
        return;
    ownExtras().stages = stages;
    m_observer.jobChanged(*this);
}

void Job::setUsual(const std::optional<Usual> &usual)
{
    if (extras().usual == usual)
        return;
    ownExtras().usual = usual;
    m_observer.jobChanged(*this);
}

void Job::setOutputFile(const QString &path)
{
    ownExtras().outputFile = path;
    m_observer.jobChanged(*this);
}

void Job::setProcess(std::optional<ProcessId> process)
{
    ownExtras().process = process;
    if (process) // that there is none any more is told by the move that follows
        m_observer.jobMoved(*this);
}

void Job::setExit(std::optional<int> exitCode, std::optional<int> signal)
{
    ownExtras().exitCode = exitCode;
    ownExtras().signal = signal;
    m_observer.jobChanged(*this);
}

void Job::setUsage(const Usage &usage)
{
    Extras &own = ownExtras();
    own.usageSeries.add(
        {duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_startedAt), usage.cpu,
         usage.memory});
    if (own.usage == usage)
        return;
    own.usage = usage;
    m_observer.jobChanged(*this);
}

void Job::setEndedProcesses(QList<EndedProcess> processes)
{
    ownExtras().receipt.processes = std::move(processes);
    m_observer.jobChanged(*this);
}

void Job::addAbandonedThreads(int count)
{
    ownExtras().receipt.abandonedThreads += count;
    m_observer.jobChanged(*this);
}

} // namespace belayer::engine
