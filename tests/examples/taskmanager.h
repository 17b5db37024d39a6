// SPDX-License-Identifier: MIT
// Exercise 1: a task manager. Nobody who waits for a job waits for ever, however the job ends.
#pragma once
#include <belayer/async.h>

#include <QHash>
#include <QString>

namespace belayer::examples {

class TaskManager
{
public:
    enum class Status { NotFound, Completed, Failed, Cancelled };

    // False: the id is taken.
    bool create(const QString &id, async::Task<> work)
    {
        if (m_jobs.contains(id))
            return false;
        m_jobs.insert(id, m_scope.spawn(std::move(work), id));
        return true;
    }
    // Any number of waiters, before and after the end; one that gives up leaves the job alone.
    async::Task<Status> wait(const QString &id) const { return endOf(m_jobs.value(id)); }
    void cancel(const QString &id) { m_jobs.value(id).cancel(); }
    async::Task<int> shutdown(std::chrono::milliseconds grace) { return m_scope.shutdown(grace); }

private:
    static async::Task<Status> endOf(async::JobHandle<> job)
    {
        if (!job)
            co_return Status::NotFound;
        try {
            co_await job;
        } catch (const async::Cancelled &) {
            if (!job.isFinished())
                throw; // who waits was cancelled, not the job
            co_return Status::Cancelled;
        } catch (const std::exception &) {
            co_return Status::Failed;
        }
        co_return Status::Completed;
    }

    QHash<QString, async::JobHandle<>> m_jobs;
    async::TaskScope m_scope; // last: dies first
};

} // namespace belayer::examples
