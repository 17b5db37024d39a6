// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One job inside the engine: its state machine, its children, and what readers will see of it.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/speccheck.h"

#include <belayer/async.h>

#include <functional>
#include <memory>
#include <vector>

namespace belayer::engine {

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
    };

    Job(const JobPlan &plan, const Place &place, Observer &observer);
    Job(const Job &) = delete;

    const JobId &id() const noexcept { return m_spec.id; }
    const JobSpec &spec() const noexcept { return m_spec; }
    const Kind &kind() const noexcept { return *m_kind; }
    const Place &place() const noexcept { return m_place; }
    JobState state() const noexcept { return m_state; }
    bool isFinished() const noexcept { return engine::isFinished(m_state); }
    const QVariant &result() const noexcept { return m_result; }
    const std::optional<JobError> &error() const noexcept { return m_error; }
    const QString &outputFile() const noexcept { return m_outputFile; }
    const std::vector<std::shared_ptr<Job>> &children() const noexcept { return m_children; }
    JobSnapshot snapshot() const;
    /// The spec this tree was made from, without its ids.
    JobSpec specForRetry() const;
    /// Set when the job has finished. Shared, because a waiter may outlast the job.
    std::shared_ptr<async::AsyncEvent> finishedEvent();

    void addChild(std::shared_ptr<Job> child);
    /// Whether a change waits to be published.
    bool isMarked() const noexcept { return m_marked; }
    void setMarked(bool marked) noexcept { m_marked = marked; }

    /// The job's coroutine, spawned and perhaps not begun.
    void setHandle(async::JobHandle<> handle) { m_handle = std::move(handle); }
    /// Called at each child's terminal move.
    void setChildFinished(std::function<void(Job &)> function) { m_childFinished = std::move(function); }

    /// The coroutine runs. False: the job was cancelled before, and there is nothing to do.
    bool begin();
    void setProgress(Progress progress);
    void setOutputFile(const QString &path);
    void setExit(std::optional<int> exitCode, std::optional<int> signal);

    /// Cancels the tree below and this job: the queued are cancelled at once, the others are `cancelling`
    /// until their coroutines have ended. False: it has finished.
    bool cancel(async::CancelReason reason);

    void succeed(QVariant result);
    void fail(JobError error);
    void endCancelled();
    /// The engine is going away under a running job. The children first.
    void interrupt();

private:
    void moveTo(JobState state);
    void markCancelling();
    void finish(JobState state);

    JobSpec m_spec;
    const Kind *m_kind;
    Place m_place;
    JobId m_parentId; ///< the parent itself may be gone when a late reader asks
    Observer &m_observer;
    JobState m_state = JobState::Queued;
    bool m_marked = false;
    std::vector<std::shared_ptr<Job>> m_children;
    QList<JobId> m_childIds;
    std::function<void(Job &)> m_childFinished;
    async::JobHandle<> m_handle;
    std::shared_ptr<async::AsyncEvent> m_finishedEvent;

    std::optional<Progress> m_progress;
    QVariant m_result;
    std::optional<JobError> m_error;
    std::optional<int> m_exitCode;
    std::optional<int> m_signal;
    QString m_outputFile;
    QDateTime m_created;
    QDateTime m_started;
    QDateTime m_finished;
    std::chrono::steady_clock::time_point m_startedAt;
    std::chrono::milliseconds m_elapsed{0};
};

} // namespace belayer::engine
