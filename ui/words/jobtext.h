// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A snapshot in words: the same words for cells, panes and screen readers. Not escaped; see
/// plaintext.h.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QString>

namespace belayer::ui {

QString stateText(engine::JobState state);
/// The state's word, or that a queued job waits for more than its turn.
QString stateText(const engine::JobSnapshot &job);
QString waitingText();
/// Queued, and held back by something of its own: a delay, another job, its group's limit.
bool isWaiting(const engine::JobSnapshot &job);
/// The kind's word as a title, e.g. "Checksum".
QString kindText(const QString &kind);
/// "480 ms", "12.4 s", "3 min 05 s", "2 h 07 min", "4 d 03 h".
QString durationText(std::chrono::milliseconds duration);
/// Elapsed so far for a running job ("12 s": whole seconds, it is shown once a second), the whole once
/// finished.
QString elapsedText(const engine::JobSnapshot &job);
std::chrono::milliseconds elapsedNow(const engine::JobSnapshot &job);
/// "14:32:05" today, "21 Nov 14:32" else; local time. Empty for an invalid time.
QString startedText(const QDateTime &time);
/// "2026-11-22 14:32:05.123" local time, for details. Empty for an invalid time.
QString exactTimeText(const QDateTime &time);

/// 0 to 100, or -1 where no share is known.
int percent(const engine::JobSnapshot &job);
/// Short enough for a bar: "62 %", "2 of 5", "1.2 GB".
QString progressText(const engine::JobSnapshot &job);
/// "3 min left", or nothing where that may not be said.
QString leftText(const engine::JobSnapshot &job);
/// Both: "62 %, 3 min left".
QString progressAndTimeText(const engine::JobSnapshot &job);
/// In full: "62 %, 312.0 MB of 501.5 MB".
QString progressDetail(const engine::JobSnapshot &job);
QString bytesText(qint64 bytes);

} // namespace belayer::ui
