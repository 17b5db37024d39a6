// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A page of jobs in memory, by the conditions that the history knows.
#pragma once

#include "core/engine/history/historyvalues.h"

namespace belayer::engine {

/// `jobs` in order of serial. The text is looked for in the name and the error's message.
HistoryPage pageOf(const QList<JobSnapshot> &jobs, const HistoryQuery &query);

} // namespace belayer::engine
