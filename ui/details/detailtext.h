// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The longer parts of a snapshot in words, for details. Not escaped; see plaintext.h.
#pragma once

#include "core/engine/jobsnapshot.h"

namespace belayer::ui {

/// "the program exited with code 1 (exit_code)".
QString errorText(const engine::JobError &error);
/// "Attempt 2 of 4 follows soon, in 12.4 s." Empty unless it is queued. The code is said in the user's
/// language where it has no names to tell, the engine's words are used else.
QString waitingText(const engine::JobSnapshot &job);
/// "2 of 4", with every failed one's error, time and receipt on lines of their own. Empty for a first and
/// only one.
QString attemptsText(const engine::JobSnapshot &job);
/// "12.4 s of processor time (1.8 at once), 48.0 MB of memory at most".
QString usageText(const engine::JobSnapshot &job);
/// One line for each child that failed.
QString childErrorsText(const QList<engine::ChildError> &errors);

} // namespace belayer::ui
