// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinelanes.h"

#include "ui/words/jobtext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSnapshot;

namespace {

/// The translation context of everything here.
struct TimelineText
{
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
};

/// From the wall clock: of jobs without a photo of the finish, and of earlier runs.
Lane laneOf(const JobSnapshot &job, const QDateTime &origin)
{
    const auto since = [&](const QDateTime &time) {
        return time.isValid() ? std::optional(origin.msecsTo(time)) : std::nullopt;
    };
    Lane lane;
    lane.id = job.id;
    lane.name = job.name;
    lane.state = job.state;
    lane.created = since(job.created).value_or(0);
    lane.started = since(job.started);
    if (engine::isFinished(job.state))
        lane.finished =
            lane.started ? std::optional(*lane.started + job.elapsed.count()) : since(job.finished);
    if (job.receipt && job.receipt->reason) {
        lane.dying = job.receipt->took;
        lane.toldToEnd =
            lane.finished ? *lane.finished - job.receipt->took.count() : since(job.receipt->requested);
    }
    return lane;
}

void putOnPhoto(const JobSnapshot &parent, qint64 start, const QHash<engine::JobId, qsizetype> &places,
                QList<Lane> &lanes)
{
    int place = 0;
    for (const engine::FinishLine &line : parent.receipt->finishes) {
        ++place;
        const auto found = places.constFind(line.id);
        if (found == places.constEnd())
            continue;
        Lane &lane = lanes[*found];
        lane.place = place;
        if (line.started)
            lane.started = start + line.started->count();
        lane.finished = start + line.finished.count();
        lane.gap = line.gap;
        lane.dying = line.dying;
        lane.toldToEnd = line.dying ? std::optional(*lane.finished - line.dying->count()) : std::nullopt;
    }
}

} // namespace

Lanes lanesOf(const QList<JobSnapshot> &jobs)
{
    Lanes result;
    for (const JobSnapshot &job : jobs) {
        if (job.created.isValid() && (!result.origin.isValid() || job.created < result.origin))
            result.origin = job.created;
    }
    QHash<engine::JobId, qsizetype> places;
    QHash<engine::JobId, const JobSnapshot *> known;
    for (const JobSnapshot &job : jobs) {
        Lane lane = laneOf(job, result.origin);
        if (const JobSnapshot *parent = known.value(job.parent)) {
            lane.depth = result.lanes[places.value(job.parent)].depth + 1;
            lane.isRacing = parent->kind == "race"_L1;
        }
        places.insert(job.id, result.lanes.size());
        known.insert(job.id, &job);
        result.lanes += lane;
    }
    for (const JobSnapshot &job : jobs) {
        const std::optional<qint64> start = result.lanes[places.value(job.id)].started;
        if (job.receipt && start)
            putOnPhoto(job, *start, places, result.lanes);
    }
    return result;
}

qint64 Lanes::end(const QDateTime &now) const
{
    qint64 last = isLive() ? origin.msecsTo(now) : 0;
    for (const Lane &lane : lanes)
        last = std::max({last, lane.created, lane.finished.value_or(0)});
    return last;
}

bool Lanes::isLive() const
{
    return std::any_of(lanes.begin(), lanes.end(),
                       [](const Lane &lane) { return !engine::isFinished(lane.state); });
}

QString laneText(const Lane &lane, qint64 now)
{
    QStringList parts{stateText(lane.state)};
    if (lane.started)
        parts += durationText(std::chrono::milliseconds(lane.finished.value_or(now) - *lane.started));
    else
        parts += TimelineText::tr("never started");
    if (!lane.started && !lane.finished)
        parts = {stateText(lane.state)};
    if (lane.isRacing && lane.place == 1)
        parts += TimelineText::tr("first");
    if (lane.gap && lane.gap->count() > 0)
        parts += TimelineText::tr("%1 behind").arg(durationText(*lane.gap));
    if (lane.dying && lane.dying->count() > 0)
        parts += TimelineText::tr("%1 to die").arg(durationText(*lane.dying));
    return parts.join(u", "_s);
}

} // namespace belayer::ui
