// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/publisher.h"

namespace belayer::engine {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds ShortestPause{16};
constexpr std::chrono::milliseconds LongestPause{200};
constexpr int PauseForWork = 50; ///< so many times as long as the batch before took

} // namespace

Publisher::Publisher()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { flush(); });
}

void Publisher::addFeed(const std::shared_ptr<SnapshotFeed> &feed, const QList<SharedSnapshot> &jobs)
{
    flush(); // what waits is in `jobs` already
    feed->put({jobs, {}});
    m_feeds.push_back(feed);
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
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_next - steady_clock::now());
    m_timer.start(std::max(wait, std::chrono::milliseconds::zero()));
}

void Publisher::flush()
{
    const auto begun = steady_clock::now();
    dropGone();
    SnapshotBatch batch;
    batch.forgotten = std::exchange(m_forgotten, {});
    batch.changed.reserve(m_feeds.empty() ? 0 : qsizetype(m_changed.size()));
    for (const std::shared_ptr<Job> &job : std::exchange(m_changed, {})) {
        if (!job->isMarked()) // forgotten meanwhile
            continue;
        job->setMarked(false);
        if (!m_feeds.empty())
            batch.changed.append(job->sharedSnapshot());
    }
    if (!batch.isEmpty())
        put(batch);
    const auto now = steady_clock::now();
    m_next =
        now + std::clamp<steady_clock::duration>(PauseForWork * (now - begun), ShortestPause, LongestPause);
}

void Publisher::put(const SnapshotBatch &batch)
{
    dropGone();
    if (!m_feeds.empty())
        m_published += static_cast<quint64>(batch.changed.size() + batch.forgotten.size());
    for (const std::weak_ptr<SnapshotFeed> &feed : m_feeds) {
        if (const std::shared_ptr<SnapshotFeed> reader = feed.lock())
            reader->put(batch);
    }
}

/// Feeds without their readers.
void Publisher::dropGone()
{
    std::erase_if(m_feeds, [](const auto &feed) { return feed.expired(); });
}

} // namespace belayer::engine
