// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every job the engine knows, by id and in order, and which of the finished are to be forgotten.
#pragma once

#include "core/engine/job.h"

#include <QHash>

#include <functional>
#include <map>

namespace belayer::engine {

/// Engine thread. Holds trees: what is done to a top-level job is done to all below it.
class JobTable
{
public:
    /// Serials of earlier runs are used up: the next is above this. Before the first job.
    void startAfter(quint64 serial) { m_lastSerial = m_startSerial = serial; }
    /// Makes the tree of the plan.
    std::shared_ptr<Job> add(JobPlan &&plan, int attempt, Job::Observer &observer);
    std::shared_ptr<Job> find(const JobId &id) const { return m_byId.value(id); }
    std::shared_ptr<Job> find(quint64 serial) const;
    /// By a number.
    using Jobs = std::map<quint64, std::shared_ptr<Job>, std::less<>,
                          async::FrameAllocator<std::pair<const quint64, std::shared_ptr<Job>>>>;
    /// In order of serial.
    const Jobs &all() const noexcept { return m_bySerial; }
    /// Top-level jobs that have not finished. A list of its own, because the end of one may change the table.
    std::vector<std::shared_ptr<Job>> liveRoots() const;
    /// In this run.
    quint64 addedCount() const noexcept { return m_lastSerial - m_startSerial; }
    /// Jobs of unfinished trees.
    int liveCount() const noexcept { return m_live; }

    /// A top-level job has finished.
    void rootFinished(Job &job);
    /// The finished tree that ended first, as long as more than `limit` finished jobs are known, but never
    /// the last tree.
    std::shared_ptr<Job> oldestBeyond(int limit) const;
    void forget(const std::shared_ptr<Job> &root, const std::function<void(Job &)> &forgotten);

private:
    std::shared_ptr<Job> add(JobPlan &&plan, const Job::Place &place, Job::Observer &observer);
    void erase(const std::shared_ptr<Job> &job, const std::function<void(Job &)> &forgotten);
    static int treeSize(const Job &job);

    QHash<JobId, std::shared_ptr<Job>> m_byId;
    Jobs m_bySerial;
    Jobs m_finished; ///< top-level jobs, by number of their end
    quint64 m_startSerial = 0;
    quint64 m_lastSerial = 0;
    quint64 m_lastEnd = 0;
    int m_live = 0;
    int m_finishedCount = 0; ///< with all below them
};

} // namespace belayer::engine
