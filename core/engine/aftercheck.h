// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Whether the jobs of a request can ever start, given what each of them waits for.
#pragma once

#include "core/engine/speccheck.h"

namespace belayer::engine {

/// Refuses a wait for a job nobody knows, and a circle of waits, also one that goes through parents: a parent
/// ends after its children, and these start after it has. `isKnown` is about jobs outside of the plan, which
/// cannot wait for any inside.
std::optional<Refusal> checkAfter(const JobPlan &plan, const std::function<bool(const JobId &)> &isKnown);

} // namespace belayer::engine
