// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Ends what jobs of an earlier run, which was killed, have left running.
#pragma once

#include "core/engine/history/historyvalues.h"

#include <belayer/async.h>

#include <vector>

namespace belayer::engine {

/// The processes that are certainly the leftover's: its leader, found by pid and start time, with its group,
/// its session and all below; and whoever writes to the job's output, or carries the job's mark without a
/// Belayer above it. A pid that is in use again is nobody of ours. Any thread; reads all of /proc once.
std::vector<ProcessId> processesOf(const QList<Leftover> &leftovers);

/// Asks them all to end, kills them when the grace is over, and gives the serials of those leftovers of which
/// nothing is left: all, unless a process cannot be killed.
async::Task<QList<quint64>> reapLeftovers(QList<Leftover> leftovers, const async::ThreadPool &pool,
                                          std::chrono::milliseconds grace);

} // namespace belayer::engine
