// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job as one line of a table for spreadsheets.
///
/// RFC 4180 in UTF-8: a first line with the columns' names, CRLF at the end of each line, quotes where a cell
/// needs them. Times are UTC as in RFC 3339, durations milliseconds; what is not known is empty. A text that
/// a spreadsheet would take for a formula has an apostrophe before it.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QByteArray>

namespace belayer::ui {

QByteArray csvHead();
QByteArray csvLine(const engine::JobSnapshot &job);

} // namespace belayer::ui
