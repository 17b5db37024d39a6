// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Takes the engine's changes for the window: at most 60 batches a second, and none while nobody looks.
#pragma once

#include "core/engine/snapshotfeed.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace belayer::ui {

/// Lives in the main thread; the feed outlives it. Its timer runs only between a change and the batch that
/// brings it: an idle engine wakes nothing.
class FeedPump : public QObject
{
    Q_OBJECT

public:
    explicit FeedPump(engine::SnapshotFeed *feed, QObject *parent = nullptr);

    enum class Activity : quint8 { Paused, Active };
    /// Made paused. Changes during a pause wait in the feed, one snapshot a job, and come with the first
    /// batch after it.
    void setActivity(Activity activity);
    /// What waits in the feed, at once and even during a pause.
    void takeNow();

Q_SIGNALS:
    void batchTaken(const belayer::engine::SnapshotBatch &batch);

private:
    void schedule();

    engine::SnapshotFeed *m_feed;
    Activity m_activity = Activity::Paused;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

} // namespace belayer::ui
