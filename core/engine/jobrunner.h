// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Carries one job from its begin to its terminal move, whatever its kind does or throws.
#pragma once

#include "core/engine/jobcontext.h"

namespace belayer::engine {

/// Engine thread; the host outlives it. Throws nothing but async::Cancelled, and that only after the job has
/// ended.
async::Task<> runJob(std::shared_ptr<Job> job, JobHost &host);

} // namespace belayer::engine
