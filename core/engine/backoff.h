// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How long a failed job rests before it tries again.
#pragma once

#include "core/engine/jobspec.h"

namespace belayer::engine {

/// Before the retry of that number, counted from 1; differs from call to call by the jitter.
std::chrono::milliseconds backoffBefore(const Retries &retries, int retry);

} // namespace belayer::engine
