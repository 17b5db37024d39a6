// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/jobwatch.h"

#include "ui/words/jobtext.h"

#include <algorithm>

namespace belayer::ui {
using engine::JobSnapshot;
using engine::JobState;
using engine::SharedSnapshot;
using engine::Verb;

JobWatch::JobWatch(engine::SnapshotFeed *feed, QObject *parent)
    : QObject(parent), m_pump(feed, interval), m_since(QDateTime::currentDateTimeUtc())
{
    connect(&m_pump, &FeedPump::batchTaken, this, &JobWatch::apply);
    m_pump.setActivity(FeedPump::Activity::Active);
}

QList<engine::JobId> JobWatch::jobsThatCan(Verb verb) const
{
    QList<engine::JobId> ids;
    for (auto job = m_live.begin(); job != m_live.end(); ++job) {
        if (job->isTop && job->can.testFlag(verb))
            ids += job.key();
    }
    return ids;
}

void JobWatch::apply(const engine::SnapshotBatch &batch)
{
    for (const engine::JobId &id : batch.forgotten)
        m_live.remove(id);
    QList<SharedSnapshot> finished;
    const quint64 newAbove = m_newest;
    for (const SharedSnapshot &shared : batch.changed) {
        const JobSnapshot &job = *shared;
        const bool isTop = job.parent.isEmpty();
        const bool isNew = job.serial > newAbove;
        m_newest = std::max(m_newest, job.serial);
        if (!engine::isFinished(job.state)) {
            m_live.insert(job.id, {job.state, isTop, !job.children.isEmpty(), percent(job), job.can});
        } else if ((m_live.remove(job.id) || (isNew && job.finished >= m_since)) && isTop) {
            finished += shared;
        }
    }
    m_finishedTop += int(finished.size());
    const Activity now = summary();
    if (now.isIdle())
        m_finishedTop = 0;
    if (std::exchange(m_activity, now) != now)
        Q_EMIT activityChanged(m_activity);
    if (!finished.isEmpty())
        Q_EMIT jobsFinished(finished);
}

Activity JobWatch::summary() const
{
    Activity sum;
    int topJobs = m_finishedTop;
    int percents = 100 * m_finishedTop;
    bool isKnown = false;
    for (const LiveJob &job : m_live) {
        if (!job.hasChildren) {
            const bool isQueued = job.state == JobState::Queued;
            const bool isPaused = job.state == JobState::Paused;
            sum.queued += isQueued;
            sum.paused += isPaused;
            sum.running += !isQueued && !isPaused;
        }
        if (!job.isTop)
            continue;
        ++topJobs;
        percents += std::max(job.percent, 0);
        isKnown |= job.percent >= 0;
        sum.canPause |= job.can.testFlag(Verb::Pause);
        sum.canResume |= job.can.testFlag(Verb::Resume);
    }
    if (isKnown)
        sum.percent = percents / topJobs;
    return sum;
}

} // namespace belayer::ui
