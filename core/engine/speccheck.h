// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Turns a request into a plan that can run, or refuses it with the field at fault. Nothing is started
/// here.
#pragma once

#include "core/engine/kindregistry.h"

#include <functional>
#include <vector>

namespace belayer::engine {

/// A checked spec: id, name and policy settled, parameters complete. The children are plans of their own, so
/// `spec.children` is empty.
struct JobPlan
{
    JobSpec spec;
    const Kind *kind = nullptr;
    bool isNamed = false; ///< by the request; else the name was made from the parameters
    std::vector<JobPlan> children;
};

/// Bounds of one spec; the depth counts the top-level job as 1.
inline constexpr int MaxSpecDepth = 8;
inline constexpr int MaxChildren = 1000;
inline constexpr std::chrono::milliseconds MaxGrace{600'000};
inline constexpr std::chrono::milliseconds MaxWait{std::chrono::days(30)}; ///< timeout and delay
inline constexpr std::chrono::milliseconds MaxBackoff{std::chrono::days(1)};
inline constexpr int MaxRetries = 100;
inline constexpr double MaxBackoffFactor = 10.0;
inline constexpr int MaxAfter = 100;
inline constexpr int MaxPriority = 100; ///< and its negative

using IsKnown = std::function<bool(const JobId &)>;

/// `isTaken` says whether an id is in use: ids must be new, also inside the spec. What a job waits for must
/// be one of these, inside the spec, or one that `isPast` says is known to have ended.
Result<JobPlan> checkSpec(JobSpec spec, const KindRegistry &kinds, const IsKnown &isTaken,
                          const IsKnown &isPast = {});

/// How many jobs the spec asks for, itself included; counting stops beyond the limit.
int jobCount(const JobSpec &spec, int limit);

} // namespace belayer::engine
