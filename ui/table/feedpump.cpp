// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/feedpump.h"

#include <algorithm>

namespace belayer::ui {

FeedPump::FeedPump(engine::SnapshotFeed *feed, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent), m_feed(feed), m_interval(interval)
{
    m_sinceLast.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(interval > frame ? Qt::CoarseTimer : Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FeedPump::takeNow);
    connect(feed, &engine::SnapshotFeed::changesArrived, this, &FeedPump::schedule, Qt::QueuedConnection);
}

void FeedPump::setActivity(Activity activity)
{
    if (m_activity == activity)
        return;
    m_activity = activity;
    if (activity == Activity::Active)
        schedule(); // the feed signals only its first change, which may have come before or during the pause
    else
        m_timer.stop();
}

void FeedPump::schedule()
{
    if (m_activity == Activity::Paused || m_timer.isActive())
        return;
    const std::chrono::milliseconds waited(m_sinceLast.elapsed());
    m_timer.start(std::clamp(m_interval - waited, std::chrono::milliseconds::zero(), m_interval));
}

void FeedPump::takeNow()
{
    m_sinceLast.start();
    const engine::SnapshotBatch batch = m_feed->take();
    if (!batch.isEmpty())
        Q_EMIT batchTaken(batch);
}

} // namespace belayer::ui
