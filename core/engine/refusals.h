// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The words in which the engine refuses a verb.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/result.h"

namespace belayer::engine {

Refusal notFound(const JobId &id);
Refusal idTaken(const JobId &id, const QString &field);
/// The job does not offer the verb now.
Refusal notOffered(Verb verb, const JobSnapshot &job);
/// Verb::Move was asked for where nothing says whereto.
Refusal moveWithoutPlace();

} // namespace belayer::engine
