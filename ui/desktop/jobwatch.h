// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What all jobs together are doing, and which have ended: for those parts that go on while the window
/// is hidden.
#pragma once

#include "core/engine/snapshotfeed.h"
#include "ui/table/feedpump.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

namespace belayer::ui {

struct Activity
{
    // Jobs that do the work themselves, as the status bar counts them.
    int running = 0;
    int paused = 0;
    int queued = 0;
    /// 0 to 100, of all top-level jobs since the last time that there was none; -1: none that runs knows.
    int percent = -1;
    bool canPause = false; ///< some top-level job can
    bool canResume = false;

    bool isIdle() const noexcept { return running == 0 && paused == 0 && queued == 0; }
    friend bool operator==(const Activity &, const Activity &) = default;
};

/// Main thread; the feed outlives it. Looks at most twice a second, and not at all while no job changes.
class JobWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval{500};

    explicit JobWatch(engine::SnapshotFeed *feed, QObject *parent = nullptr);

    /// At once, for who cannot wait for the next time.
    void look() { m_pump.takeNow(); }
    const Activity &activity() const noexcept { return m_activity; }
    /// Top-level jobs that offer the verb now.
    QList<engine::JobId> jobsThatCan(engine::Verb verb) const;

Q_SIGNALS:
    void activityChanged(const belayer::ui::Activity &activity);
    /// Top-level jobs that have ended since the last time; none of earlier runs.
    void jobsFinished(const QList<belayer::engine::SharedSnapshot> &jobs);

private:
    struct LiveJob
    {
        engine::JobState state;
        bool isTop;
        bool hasChildren;
        int percent;
        engine::Verbs can;
    };
    void apply(const engine::SnapshotBatch &batch);
    Activity summary() const;

    FeedPump m_pump;
    QDateTime m_since;    ///< what ended before is of an earlier run
    quint64 m_newest = 0; ///< serial
    QHash<engine::JobId, LiveJob> m_live;
    int m_finishedTop = 0; ///< since the last time that there was no top-level job
    Activity m_activity;
};

} // namespace belayer::ui
