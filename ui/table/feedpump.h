// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Takes the engine's changes for a reader in the main thread: at most so many batches a second, and
/// none while nobody looks.
#pragma once

#include "core/engine/snapshotfeed.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace belayer::ui {

/// Lives in the main thread; the feed outlives it. Its timer runs only between a change and the batch that
/// brings it: an idle engine wakes nothing.
class FeedPump : public QObject
{
    Q_OBJECT

public:
    /// The window's pace: 60 batches a second.
    static constexpr std::chrono::milliseconds frame{16};

    /// `interval`: between two batches, at least, and before the first: what is slow leaves a start alone.
    FeedPump(engine::SnapshotFeed *feed, std::chrono::milliseconds interval, QObject *parent = nullptr);

    enum class Activity : quint8 { Paused, Active };
    /// Made paused. Changes during a pause wait in the feed, a snapshot or two a job, and come with the first
    /// batch after it.
    void setActivity(Activity activity);
    /// What waits in the feed, at once and even during a pause.
    void takeNow();

Q_SIGNALS:
    void batchTaken(const belayer::engine::SnapshotBatch &batch);

private:
    void schedule();

    engine::SnapshotFeed *m_feed;
    std::chrono::milliseconds m_interval;
    Activity m_activity = Activity::Paused;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

} // namespace belayer::ui
