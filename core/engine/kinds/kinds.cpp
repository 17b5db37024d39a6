// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kinds/kinds.h"

namespace belayer::engine {

void addBuiltinKinds(KindRegistry &registry)
{
    for (Kind (*make)() :
         {commandKind, checksumKind, downloadKind, pipelineKind, computeKind, sleepKind, groupKind, raceKind})
        registry.add(make());
}

} // namespace belayer::engine
