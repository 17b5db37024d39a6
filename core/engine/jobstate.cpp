// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobstate.h"

#include <array>

namespace belayer::engine {

namespace {

constexpr size_t StateCount = 9;

constexpr quint16 bit(JobState state)
{
    return static_cast<quint16>(1U << static_cast<unsigned>(state));
}

template<class... States> constexpr quint16 anyOf(States... states)
{
    return static_cast<quint16>((0U | ... | bit(states)));
}

/// Row: from; bits: where to. Paused and cancelling may still end well or badly, because what is done when
/// they come is done. Back to queued goes an attempt that failed, or was cancelled by its timeout, and is
/// followed by another.
constexpr std::array<quint16, StateCount> LegalMoves = [] {
    using enum JobState;
    std::array<quint16, StateCount> moves{};
    moves[size_t(Queued)] = anyOf(Starting, Cancelled, Interrupted);
    moves[size_t(Starting)] = anyOf(Running, Cancelling, Failed, Interrupted);
    moves[size_t(Running)] = anyOf(Queued, Paused, Cancelling, Succeeded, Failed, Interrupted);
    moves[size_t(Paused)] = anyOf(Queued, Running, Cancelling, Succeeded, Failed, Interrupted);
    moves[size_t(Cancelling)] = anyOf(Queued, Succeeded, Failed, Cancelled, Interrupted);
    return moves;
}();

} // namespace

bool canMove(JobState from, JobState to) noexcept
{
    return (LegalMoves[size_t(from)] & bit(to)) != 0;
}

bool isFinished(JobState state) noexcept
{
    return LegalMoves[size_t(state)] == 0;
}

QLatin1StringView stateWord(JobState state) noexcept
{
    using namespace Qt::StringLiterals;
    switch (state) {
    case JobState::Queued: return "queued"_L1;
    case JobState::Starting: return "starting"_L1;
    case JobState::Running: return "running"_L1;
    case JobState::Paused: return "paused"_L1;
    case JobState::Cancelling: return "cancelling"_L1;
    case JobState::Succeeded: return "succeeded"_L1;
    case JobState::Failed: return "failed"_L1;
    case JobState::Cancelled: return "cancelled"_L1;
    case JobState::Interrupted: return "interrupted"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace belayer::engine
