// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The request that would run a known job once more.
#pragma once

#include "core/engine/job.h"

namespace belayer::engine {

/// The spec the tree was made from. Ids are left out, but for jobs that others of the tree wait for: these
/// get new ones. A wait for a job outside of the tree is left out: it is over, or it was given up. Names that
/// were made from the parameters will be made again.
JobSpec specAgain(const Job &root);
/// The same from a tree as the history keeps it.
JobSpec specAgain(JobSpec stored, const KindRegistry &kinds);

} // namespace belayer::engine
