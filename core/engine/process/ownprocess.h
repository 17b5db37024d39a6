// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the kernel says about this process.
#pragma once

#include "core/engine/metrics.h"

namespace belayer::engine {

/// Any thread; reads /proc, well below a millisecond.
ProcessMetrics ownProcess();

} // namespace belayer::engine
