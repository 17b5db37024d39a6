// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Keeps a function in the pool that does not stop from keeping its job: after the grace it is left
/// alone.
#pragma once

#include "core/engine/jobcontext.h"

namespace belayer::engine {

/// Runs the work. Cancelled, it is given the grace of the job to end (less when the engine must kill); then
/// its frames are destroyed, what still runs of it in the pool is abandoned and counted in the receipt, and
/// the cancellation passes.
async::Task<QVariant> abandonIfStuck(async::Task<QVariant> work, Job &job, JobHost &host);

} // namespace belayer::engine
