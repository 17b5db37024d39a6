// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine: every job there is, and the verbs that start, find and end them.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"
#include "core/engine/result.h"
#include "core/engine/snapshotfeed.h"

#include <belayer/async.h>

#include <QList>
#include <QObject>

#include <memory>
#include <optional>

namespace belayer::engine {

/// Lives in one thread with an event loop (the engine thread); every member is to be called there, and
/// answers at once by value. Other threads use EngineClient, which queues the same verbs. The window, HTTP
/// and start-up all end here: there is no second way to start or cancel a job.
///
/// Ends with stop(); destroying a running engine kills what still runs without waiting for it.
class Engine : public QObject
{
    Q_OBJECT

public:
    struct Config
    {
        QString outputDir;            ///< where jobs' output goes, as ID.log; made if missing, mode
                                      ///< 0700; what an earlier run left there is removed
        int maxLiveJobs = 10'000;     ///< queued and running together; beyond: Refusal::Code::QueueFull
        int maxFinishedJobs = 10'000; ///< kept in memory; the oldest are forgotten first
    };

    explicit Engine(Config config, QObject *parent = nullptr);
    ~Engine() override;

    /// Checks the whole spec, children included, then queues it. All or nothing.
    Result<JobSnapshot> submit(const JobSpec &spec);
    /// Asks the job (and all below it) to end; the answer is usually `cancelling`. Idempotent until the end,
    /// then WrongState.
    Result<JobSnapshot> cancel(const JobId &id);
    /// Submits the spec of a finished top-level job again, as a new job with a new id and the next attempt
    /// number.
    Result<JobSnapshot> retry(const JobId &id);

    std::optional<JobSnapshot> find(const JobId &id) const;
    /// All jobs known, in order of serial.
    QList<JobSnapshot> list() const;
    /// Suspends until the job has finished and gives its last snapshot (nothing if it is not known).
    /// Cancelling the waiter leaves the job alone.
    async::Task<std::optional<JobSnapshot>> finished(JobId id);

    QList<KindInfo> kinds() const;
    std::shared_ptr<SnapshotFeed> subscribe();

    /// No new jobs; cancels all with their grace, kills at the deadline; ends when nothing of any job is
    /// left.
    async::Task<> stop(std::chrono::milliseconds deadline);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::engine
