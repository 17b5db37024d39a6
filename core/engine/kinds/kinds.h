// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The kinds of job Belayer comes with: one function here and one file beside it for each.
#pragma once

#include "core/engine/kindregistry.h"

namespace belayer::engine {

Kind sleepKind();
Kind computeKind();
Kind commandKind();
Kind checksumKind();
Kind downloadKind();
Kind pipelineKind();
Kind groupKind();
Kind raceKind();

/// In the order dialogs show them.
void addBuiltinKinds(KindRegistry &registry);

} // namespace belayer::engine
