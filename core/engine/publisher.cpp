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

template<class F> void Publisher::eachFeed(F function)
{
    std::erase_if(m_feeds, [&function](const std::weak_ptr<SnapshotFeed> &weak) {
        const std::shared_ptr<SnapshotFeed> feed = weak.lock();
        if (feed)
            function(*feed);
        return !feed;
    });
}

std::shared_ptr<SnapshotFeed> Publisher::addFeed()
{
    auto feed = std::make_shared<SnapshotFeed>();
    m_feeds.push_back(feed);
    return feed;
}

void Publisher::markChanged(Job &job)
{
    if (m_feeds.empty() || job.isMarked())
        return;
    job.setMarked(true);
    m_changed.push_back(job.shared_from_this());
    if (m_timer.isActive())
        return;
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(m_lastFlush + FlushInterval - steady_clock::now());
    m_timer.start(std::max(wait, std::chrono::milliseconds::zero()));
}

void Publisher::forget(const Job &job)
{
    eachFeed([&job](SnapshotFeed &feed) { feed.putForgotten(job.id()); });
}

void Publisher::flush()
{
    m_lastFlush = steady_clock::now();
    for (const std::shared_ptr<Job> &job : std::exchange(m_changed, {})) {
        if (!job->isMarked()) // forgotten meanwhile
            continue;
        job->setMarked(false);
        const JobSnapshot snapshot = job->snapshot();
        eachFeed([&snapshot](SnapshotFeed &feed) { feed.put(snapshot); });
    }
}

} // namespace belayer::engine
