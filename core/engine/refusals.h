// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The words in which the engine refuses a verb.
#pragma once

#include "core/engine/job.h"
#include "core/engine/result.h"

namespace belayer::engine {

Refusal notFound(const JobId &id);
/// The job does not offer the verb now.
Refusal notOffered(Verb verb, const Job &job);
/// Verb::Move was asked for where nothing says whereto.
Refusal moveWithoutPlace();

} // namespace belayer::engine
