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

void Publisher::addFeed(const std::shared_ptr<SnapshotFeed> &feed, const QList<JobSnapshot> &jobs)
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
        put(std::move(batch));
}

void Publisher::put(SnapshotBatch batch)
{
    std::erase_if(m_feeds, [](const auto &feed) { return feed.expired(); }); // its reader has gone
    if (!m_feeds.empty())
        m_published += static_cast<quint64>(batch.changed.size() + batch.forgotten.size());
    for (auto feed = m_feeds.begin(); feed != m_feeds.end(); ++feed) {
        const bool isLast = std::next(feed) == m_feeds.end(); // mostly the only one: it needs no copies
        if (const std::shared_ptr<SnapshotFeed> reader = feed->lock())
            reader->put(isLast ? std::move(batch) : batch);
    }
}

} // namespace belayer::engine
