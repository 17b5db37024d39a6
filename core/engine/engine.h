// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine: every job there is, and the verbs that start, find and end them.
#pragma once

#include "core/engine/diskuse.h"
#include "core/engine/history/historyvalues.h"
#include "core/engine/jobqueue.h"
#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"
#include "core/engine/livetask.h"
#include "core/engine/metrics.h"
#include "core/engine/networkrules.h"
#include "core/engine/result.h"
#include "core/engine/snapshotfeed.h"
#include "core/engine/usageseries.h"

#include <belayer/async.h>

#include <QList>
#include <QObject>

#include <memory>
#include <optional>

namespace belayer::engine {

/// What became of a verb for one of many jobs.
struct VerbResult
{
    JobId id;
    Result<JobSnapshot> answer;
};

/// An accepted job, and whether it would survive us.
struct Submitted
{
    JobSnapshot job;
    Durability durability;
};

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
        QString outputDir;        ///< where jobs' output goes, as ID.log; made if missing, mode 0700
        int maxLiveJobs = 10'000; ///< queued and running together; beyond: Refusal::Code::QueueFull
        /// Kept in memory; the oldest leave it first. The history still has them; without one, their output
        /// goes with them.
        int maxFinishedJobs = 10'000;
        /// Jobs that work at a time, the others wait in the queue; 0: no limit. Jobs that only wait (sleep,
        /// group, race) do not count. As many as the pool has threads, and few enough for two descriptors a
        /// process under the usual limit of 1,024.
        int maxRunning = 256;
        /// Of jobs that name none: between the polite and the hard end.
        std::chrono::milliseconds grace{5'000};
        NetworkRules network{};
        HistoryConfig history{}; ///< no file: there is no history
    };

    /// Waits, some milliseconds, for the history to open.
    explicit Engine(Config config, QObject *parent = nullptr);
    ~Engine() override;

    /// Checks the whole spec, children included, then queues it. All or nothing.
    Result<JobSnapshot> submit(JobSpec spec);
    /// The same for whoever needs no more of the job now than its id.
    Result<JobId> start(JobSpec spec);
    // A verb that the job's snapshot offers (`can`) is accepted, any other refused with WrongState. Each
    // answers with the snapshot after it, and means all below the job, too.

    /// Asks the job to end; the answer is usually `cancelling`. Idempotent until the end.
    Result<JobSnapshot> cancel(const JobId &id) { return act(Verb::Cancel, id); }
    /// Stops processes, and functions in the pool at their next step; the clocks of sleep and timeout stand.
    /// Children that wait in the queue do not start.
    Result<JobSnapshot> pause(const JobId &id) { return act(Verb::Pause, id); }
    Result<JobSnapshot> resume(const JobId &id) { return act(Verb::Resume, id); }
    /// Starts a queued job over all limits, without delay and without what it waits for.
    Result<JobSnapshot> forceStart(const JobId &id) { return act(Verb::ForceStart, id); }
    /// Submits the spec of a finished top-level job again, as a new job with a new id and the next attempt
    /// number; the answer is the new job. Whatever outside of it it waited for does not count any more.
    Result<JobSnapshot> retry(const JobId &id) { return act(Verb::Retry, id); }
    /// Removes a finished top-level job and its output; the answer is its last snapshot.
    Result<JobSnapshot> forget(const JobId &id) { return act(Verb::Forget, id); }
    /// Any of the above, once for each job, in order; one that is refused keeps none of the others.
    QList<VerbResult> apply(Verb verb, const QList<JobId> &ids);
    /// Moves queued jobs, which keep their order, to the top or bottom of the queue, or to before or after
    /// the queued job `anchor`; there they take over the priority of their new neighbour.
    QList<VerbResult> move(const QList<JobId> &ids, Where where, const JobId &anchor = {});
    /// What to submit, edited or not, to run the job again: ids are new, and so are those its children wait
    /// for; whatever outside of it it waited for is left out.
    std::optional<JobSpec> specOf(const JobId &id) const;

    /// Of a job in memory whose kind looks after processes; empty else.
    QList<UsagePoint> usageOf(const JobId &id) const;

    std::optional<JobSnapshot> find(const JobId &id) const;
    /// All jobs in memory, and the last thousand of earlier runs once those have been read, in order of
    /// serial.
    QList<JobSnapshot> list() const;
    /// Of these, at most so many that come after that serial.
    QList<JobSnapshot> list(quint64 after, qsizetype limit) const;
    /// Suspends until the job has finished and gives its last snapshot (nothing if it is not known).
    /// Cancelling the waiter leaves the job alone.
    async::Task<std::optional<JobSnapshot>> finished(JobId id);
    /// The same for whoever needs only its result.
    async::Task<std::optional<JobEnd>> ended(JobId id);

    // What the members above do not know, because it has left memory or is of an earlier run, the history
    // does. These throw HistoryUnreadable where they do not say otherwise.

    async::Task<std::optional<JobSnapshot>> lookUp(JobId id);
    async::Task<std::optional<JobSpec>> lookUpSpec(JobId id);
    /// As submitted, ids and all: to compare with, while lookUpSpec() is to submit again.
    async::Task<std::optional<JobSpec>> lookUpRequest(JobId id);
    /// Of all jobs known, newest first. While the history keeps nothing, of those in memory only, and then
    /// the text is not looked for in parameters.
    async::Task<HistoryPage> page(HistoryQuery query);
    /// A page whose jobs become jobs of that feed, as far as its reader does not know them: what happens to
    /// them later, a forget above all, is told as of any other. But what the retention removes is not.
    async::Task<OlderPage> showOlder(HistoryQuery query, std::shared_ptr<SnapshotFeed> feed);
    /// The answers of apply(), with those that were `not found` put right for jobs that the history knows:
    /// such a job is retried or forgotten, and offers nothing else. What is forgotten is not found any more
    /// afterwards. Does not throw.
    async::Task<QList<VerbResult>> applyToHistory(Verb verb, QList<VerbResult> results);
    /// retry() for whoever may ask twice, because the answer was lost: the new job has the id `as`, and if
    /// there is one of that id already, it is the answer. Does not throw.
    async::Task<Result<JobSnapshot>> retryOnce(JobId id, JobId as);
    /// submit() for whoever relies on the answer, which comes once the job is on disk or it is known that it
    /// cannot be now: then it runs all the same, but would not survive us. Jobs that have left memory or are
    /// of an earlier run may be waited for, and their ids are taken. Does not throw.
    async::Task<Result<Submitted>> submitKept(JobSpec spec);
    /// submitKept() of a list, all or nothing: one that is refused keeps out the others. `field` then begins
    /// with its place, "[3].params.n". Each may wait for those before it. Does not throw.
    async::Task<Result<QList<JobSnapshot>>> submitAll(QList<JobSpec> specs);
    /// What the last jobs of a kind were made from, newest first, those in groups too; ids are theirs. Does
    /// not throw.
    async::Task<QList<JobSpec>> recentSpecs(QString kind, int limit);
    /// Whether the spec names a job, its own or one that it waits for, of which only the history may know.
    bool asksHistory(const JobSpec &spec) const;
    /// A Conflict if the history knows a job of that id: to be asked before a submit() that cannot be
    /// submitKept().
    async::Task<std::optional<Refusal>> idInHistory(JobId id);
    /// Until every job accepted before is on disk, or it is known that it cannot be now. A submit is
    /// acknowledged after this to whoever relies on it.
    async::Task<Durability> recorded();
    HistoryStatus historyStatus() const;
    /// Whether list() has all the last jobs of earlier runs, or they cannot be read now.
    bool isEarlierKnown() const;
    /// Lives until it ends, or the engine does.
    void spawn(async::Task<> task, const QString &name = {});

    // The engine from inside. Costs nothing until somebody asks.

    /// Every coroutine of the engine thread. In slices: however many there are, the event loop keeps its
    /// turn; those that come or go meanwhile may be in it or not. Cancellable.
    async::Task<LiveTasks> liveTasks();
    /// A walk over all jobs in memory, about a millisecond for 20,000.
    Metrics metrics() const;

    // Limits that may change while jobs run; from Config before.

    /// What runs goes on, however many that are; 0: no limit.
    void setMaxRunning(int jobs);
    /// Holds for the next cancel of a job that names none itself.
    void setGrace(std::chrono::milliseconds grace);
    /// What is beyond is taken out of the history at once, a slice at a time, output included.
    void setRetention(const RetentionLimits &limits);
    /// What history and output take on disk now. Looks at every file, in the pool; cancellable.
    async::Task<DiskUse> diskUse();

    /// NetworkRules::ownPort, known once the server listens.
    void setOwnPort(quint16 port);
    QList<KindInfo> kinds() const;
    /// The feed gets every job, and every change from now on; a reader elsewhere may have made it before.
    std::shared_ptr<SnapshotFeed>
    subscribe(std::shared_ptr<SnapshotFeed> feed = std::make_shared<SnapshotFeed>());

    /// No new jobs; cancels all that have started with their grace, kills at the deadline; ends when nothing
    /// of any job is left and the history has all of it. Jobs in the queue stay queued and start no more.
    async::Task<> stop(std::chrono::milliseconds deadline);

Q_SIGNALS:
    /// Whether jobs are kept on disk, or why they are not; and that isEarlierKnown().
    void historyStatusChanged();

private:
    Result<JobSnapshot> act(Verb verb, const JobId &id);
    async::Task<Result<JobSnapshot>> actOnEarlier(Verb verb, JobId id);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::engine
