// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Carries changes of jobs to the feeds, in batches: at most about 60 a second, none when nothing
/// changes.
#pragma once

#include "core/engine/job.h"
#include "core/engine/snapshotfeed.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace belayer::engine {

/// Engine thread. A change after a quiet time goes out with the next turn of the event loop.
class Publisher
{
public:
    Publisher();

    /// It begins with these.
    void addFeed(const std::shared_ptr<SnapshotFeed> &feed, const QList<JobSnapshot> &jobs);
    void markChanged(Job &job);
    void forget(Job &job);
    /// Jobs that are no Job any more.
    void put(SnapshotBatch batch);
    void flush();
    /// Changes and forgotten jobs sent out so far.
    quint64 publishedCount() const noexcept { return m_published; }

private:
    void arm();

    std::vector<std::weak_ptr<SnapshotFeed>> m_feeds;
    std::vector<std::shared_ptr<Job>> m_changed;
    QList<JobId> m_forgotten;
    quint64 m_published = 0;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_lastFlush;
};

} // namespace belayer::engine
