// SPDX-License-Identifier: GPL-3.0-or-later
/// \file When a job will have ended, as far as that may honestly be said.
#pragma once

#include "core/engine/jobsnapshot.h"

namespace belayer::engine {

inline constexpr int RunsLookedAt = 20; ///< the last ones: what was true a year ago is not
inline constexpr int LeastRuns = 3;     ///< fewer say nothing

/// Median and quartiles; nothing from fewer than LeastRuns.
std::optional<Usual> usualOf(QList<std::chrono::milliseconds> runs);

struct Estimate
{
    /// Nothing: it has taken longer than `usual` says, and when it will end nobody knows.
    std::optional<std::chrono::milliseconds> left{};
    /// The range that half of the earlier runs would end in; nothing where `left` is from the progress.
    std::optional<std::chrono::milliseconds> low{};
    std::optional<std::chrono::milliseconds> high{};
    std::chrono::milliseconds overrun{0}; ///< beyond the usual range
    bool isLearned = false;               ///< from earlier runs, and not from its own progress
    friend bool operator==(const Estimate &, const Estimate &) = default;
};

/// Of a job that runs or is paused; `worked` is the time it has worked, pauses not counted (in the snapshot:
/// elapsed - paused). Its own progress counts more than what others took.
std::optional<Estimate> estimateOf(const JobSnapshot &job, std::chrono::milliseconds worked);

} // namespace belayer::engine
