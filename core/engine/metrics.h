// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine in figures at one moment, as a value for readers on any thread.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "core/engine/jobstate.h"

#include <QMap>
#include <QString>

#include <chrono>

namespace belayer::engine {

/// Of the pool that runs what takes longer than a millisecond.
struct PoolMetrics
{
    int threads = 0;   ///< at most; those abandoned have been replaced and count here too
    int busy = 0;      ///< functions that run now, the abandoned among them
    int queued = 0;    ///< functions that wait for a thread
    int abandoned = 0; ///< functions that run on though their job was ended without them
    quint64 everAbandoned = 0;
};

/// Of the coroutines in the engine thread.
struct TaskMetrics
{
    quint64 live = 0;
    quint64 spawned = 0;
    quint64 finished = 0;
    quint64 resumes = 0;
};

/// Of this process, as the kernel counts. -1: it would not say.
struct ProcessMetrics
{
    qint64 residentKb = -1;
    int descriptors = -1; ///< open
    qint64 descriptorLimit = -1;
};

struct Metrics
{
    std::chrono::milliseconds uptime{0}; ///< of the engine
    int liveJobs = 0;                    ///< of trees that have not finished
    int maxLiveJobs = 0;                 ///< beyond, a submit is refused
    int finishedJobs = 0;                ///< the others that are still in memory
    int queued = 0;                      ///< for all reasons together
    /// By the codes of Waiting, and "start" for those that begin in a moment.
    QMap<QString, int> queuedByReason;
    int running = 0;                  ///< begun and not ended; paused and cancelling ones too
    QMap<QString, int> runningByKind; ///< of those
    QMap<JobState, int> jobsByState;  ///< of all in memory
    quint64 jobsSubmitted = 0;        ///< in this run, children too
    quint64 eventsPublished = 0;      ///< changes of jobs sent to readers, however many those are
    PoolMetrics pool;
    TaskMetrics tasks;
    HistoryStatus history;
    ProcessMetrics process;
};

} // namespace belayer::engine
