// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What came of a job, in words. Not escaped; see plaintext.h.
#pragma once

#include "core/engine/jobsnapshot.h"

namespace belayer::ui {

/// A result as one line: lists as "1, 4, 9", maps as "Size: 12, Digest: ab12".
QString valueText(const QVariant &value);
/// A result as lines, for details.
QString valueLines(const QVariant &value);
/// What the result column says: the result, or what went wrong.
QString outcomeText(const engine::JobSnapshot &job);

} // namespace belayer::ui
