// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/estimate.h"

#include <algorithm>

namespace belayer::engine {

using std::chrono::milliseconds;

namespace {

/// Of sorted values, between the two nearest (type 7 of Hyndman and Fan, which most programs use).
milliseconds quantile(const QList<milliseconds> &sorted, double share)
{
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<qsizetype>(position);
    const qsizetype above = std::min(below + 1, sorted.size() - 1);
    const double part = position - static_cast<double>(below);
    const auto gap = static_cast<double>((sorted.at(above) - sorted.at(below)).count());
    return sorted.at(below) + milliseconds(static_cast<qint64>(part * gap));
}

Estimate fromUsual(const Usual &usual, milliseconds worked)
{
    if (worked > usual.high)
        return {.overrun = worked - usual.high, .isLearned = true};
    // Whoever has outlived the median ends, for all that is known, within the upper half.
    const milliseconds expected = worked < usual.median ? usual.median : usual.high;
    return {.left = expected - worked,
            .low = std::max(usual.low - worked, milliseconds::zero()),
            .high = usual.high - worked,
            .isLearned = true};
}

} // namespace

std::optional<Usual> usualOf(QList<milliseconds> runs)
{
    if (runs.size() < LeastRuns)
        return {};
    std::sort(runs.begin(), runs.end());
    return Usual{quantile(runs, 0.25), quantile(runs, 0.5), quantile(runs, 0.75),
                 static_cast<int>(runs.size())};
}

std::optional<Estimate> estimateOf(const JobSnapshot &job, milliseconds worked)
{
    if (job.state != JobState::Running && job.state != JobState::Paused)
        return {};
    // Children are not alike: two of three done says nothing of the third.
    if (job.progress && job.progress->total > 0 && job.progress->unit != u"children") {
        const Progress &progress = *job.progress;
        // Time needs no rate, which the steps it is reported in would spoil at first.
        if (progress.unit == u"ms" && worked < milliseconds(progress.total))
            return Estimate{.left = milliseconds(progress.total) - worked};
        if (progress.done <= 0 || progress.done >= progress.total || worked <= milliseconds::zero())
            return {};
        const double rest =
            static_cast<double>(progress.total - progress.done) / static_cast<double>(progress.done);
        return Estimate{.left =
                            milliseconds(static_cast<qint64>(static_cast<double>(worked.count()) * rest))};
    }
    return job.usual ? std::optional(fromUsual(*job.usual, worked)) : std::nullopt;
}

} // namespace belayer::engine
