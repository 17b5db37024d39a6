// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The nine states of a job and the only table of legal moves between them.
#pragma once

#include <QLatin1String>
#include <QMetaType>

namespace belayer::engine {

enum class JobState : quint8 {
    Queued,
    Starting,
    Running,
    Paused,
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,
    Interrupted, ///< Belayer itself ended without a word while the job ran
};

/// Whether the table allows the move; a finished state allows none.
bool canMove(JobState from, JobState to) noexcept;
/// Succeeded, failed, cancelled or interrupted: the state never changes again.
bool isFinished(JobState state) noexcept;
/// The lower-case word used over HTTP and in history, e.g. "cancelling".
QLatin1StringView stateWord(JobState state) noexcept;

} // namespace belayer::engine

Q_DECLARE_METATYPE(belayer::engine::JobState)
