// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/publisher.h"

namespace belayer::engine {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds FlushInterval{16};

} // namespace

Publisher::Publisher()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { flush(); });
}

std::shared_ptr<SnapshotFeed> Publisher::addFeed(const QList<JobSnapshot> &jobs)
{
    flush(); // what waits is in `jobs` already
    auto feed = std::make_shared<SnapshotFeed>();
    feed->put({jobs, {}});
    m_feeds.push_back(feed);
    return feed;
}

void Publisher::markChanged(Job &job)
{
    if (m_feeds.empty() || job.isMarked())
        return;
    job.setMarked(true);
    m_changed.push_back(job.shared_from_this());
    arm();
}

void Publisher::forget(Job &job)
{
    job.setMarked(false);
    if (m_feeds.empty())
        return;
    m_forgotten.append(job.id());
    arm();
}

void Publisher::arm()
{
    if (m_timer.isActive())
        return;
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(m_lastFlush + FlushInterval - steady_clock::now());
    m_timer.start(std::max(wait, std::chrono::milliseconds::zero()));
}

void Publisher::flush()
{
    m_lastFlush = steady_clock::now();
    SnapshotBatch batch;
    batch.forgotten = std::exchange(m_forgotten, {});
    for (const std::shared_ptr<Job> &job : std::exchange(m_changed, {})) {
        if (!job->isMarked()) // forgotten meanwhile
            continue;
        job->setMarked(false);
        batch.changed.append(job->snapshot());
    }
    if (!batch.isEmpty())
        put(batch);
}

void Publisher::put(const SnapshotBatch &batch)
{
    if (!m_feeds.empty())
        m_published += static_cast<quint64>(batch.changed.size() + batch.forgotten.size());
    std::erase_if(m_feeds, [&batch](const std::weak_ptr<SnapshotFeed> &weak) {
        const std::shared_ptr<SnapshotFeed> feed = weak.lock();
        if (feed)
            feed->put(batch);
        return !feed; // its reader has gone
    });
}

} // namespace belayer::engine
