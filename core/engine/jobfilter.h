// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A page of jobs in memory, by the conditions that the history knows.
#pragma once

#include "core/engine/history/historyvalues.h"

namespace belayer::engine {

/// `jobs` in order of serial. The text is looked for in the name and the error's message.
HistoryPage pageOf(const QList<JobSnapshot> &jobs, const HistoryQuery &query);
/// Two pages of one query over different jobs, with that limit, as one.
HistoryPage merged(HistoryPage first, const HistoryPage &second, int limit);

} // namespace belayer::engine
