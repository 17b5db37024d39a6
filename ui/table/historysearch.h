// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What of the window's query the history can look for by itself.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "core/engine/kindinfo.h"
#include "ui/table/query.h"

namespace belayer::ui {

/// One state, one kind, one label, all words. What it cannot say (alternatives, negations, groups, times,
/// ids) it leaves out: then more is found than is meant, and the table's own filter does the rest. The
/// history finds words by their beginnings, and labels as they are written, large and small letters included.
engine::HistoryQuery historySearch(const Query &query, const QList<engine::KindInfo> &kinds);

} // namespace belayer::ui
