// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Carries changes of jobs to the feeds, in batches: at most about 60 a second, fewer when they are
/// large, none when nothing changes.
#pragma once

#include "core/engine/job.h"
#include "core/engine/snapshotfeed.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace belayer::engine {

/// Engine thread. A change after a quiet time goes out with the next turn of the event loop. After a batch
/// that took long the next one is further away, so that they take two hundredths of the thread's time.
class Publisher
{
public:
    Publisher();

    /// It begins with these.
    void addFeed(const std::shared_ptr<SnapshotFeed> &feed, const QList<SharedSnapshot> &jobs);
    void markChanged(Job &job);
    void forget(Job &job);
    /// Jobs that are no Job any more.
    void put(const SnapshotBatch &batch);
    void flush();
    /// Changes and forgotten jobs sent out so far.
    quint64 publishedCount() const noexcept { return m_published; }

private:
    void arm();
    void dropGone();

    std::vector<std::weak_ptr<SnapshotFeed>> m_feeds;
    std::vector<std::shared_ptr<Job>> m_changed;
    QList<JobId> m_forgotten;
    quint64 m_published = 0;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_next; ///< not before
};

} // namespace belayer::engine
