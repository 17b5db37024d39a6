// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How a job and all of its came to an end: who asked, what was sent to whom, what did not behave.
#pragma once

#include "core/engine/jobid.h"
#include "core/engine/jobstate.h"

#include <QDateTime>
#include <QLatin1String>
#include <QList>
#include <QStringList>

#include <chrono>
#include <optional>

namespace belayer::engine {

/// Why a job was told to end. The first reason stays.
enum class EndReason : quint8 {
    User,
    SiblingFailed, ///< the first failure in a group of policy all
    LostRace,
    Timeout,     ///< its own or that of a job above it
    Shutdown,    ///< Belayer ends
    AfterNotMet, ///< a job it was to wait for ended otherwise than asked
};

/// The lower-case word used over HTTP and in history, e.g. "lost_race".
QLatin1StringView reasonWord(EndReason reason) noexcept;

struct SentSignal
{
    int signal = 0;                     ///< its number
    std::chrono::milliseconds after{0}; ///< since the tree was first told to end
    friend bool operator==(const SentSignal &, const SentSignal &) = default;
};

/// One process of the tree at its end. Filled by the kind that ran it.
struct EndedProcess
{
    enum class Role : quint8 {
        Leader,     ///< the program of the job
        Descendant, ///< was told to end together with the leader
        LeftBehind, ///< still ran when the leader had ended by itself
    };
    qint64 pid = 0;
    QString name; ///< as the system lists it, at most 15 bytes
    Role role = Role::Descendant;
    QList<SentSignal> signalsSent;                 ///< in order
    std::optional<std::chrono::milliseconds> gone; ///< since the first signal of the tree; nothing: survived
    friend bool operator==(const EndedProcess &, const EndedProcess &) = default;
};

/// One child on the photo of the finish of a group or race. Times count from the start of the parent.
struct FinishLine
{
    JobId id;
    QString name;
    JobState state = JobState::Queued;
    std::optional<std::chrono::milliseconds> started; ///< nothing: never began
    std::chrono::milliseconds finished{0};
    std::optional<std::chrono::milliseconds> gap;   ///< behind the winner; races with a winner only
    std::optional<std::chrono::milliseconds> dying; ///< from the request to end to the end
    std::optional<std::chrono::milliseconds> cpu;   ///< burnt, if the kind knows
    friend bool operator==(const FinishLine &, const FinishLine &) = default;
};

/// Durations are monotonic. A job that ended by itself and left nothing behind has none.
struct Receipt
{
    QDateTime requested;               ///< UTC; not valid: nobody asked it to end
    std::optional<EndReason> reason;   ///< together with `requested`
    std::chrono::milliseconds took{0}; ///< from the request to the end, or to now while it lasts
    QList<EndedProcess> processes;
    int abandonedThreads = 0;   ///< of the pool: bodies that did not stop within the grace
    QList<FinishLine> finishes; ///< of a group or race, in order of their finish
    QStringList lint;           ///< of a group or race: what did not behave below it, in plain words

    bool isEmpty() const noexcept
    {
        return !reason && processes.isEmpty() && abandonedThreads == 0 && finishes.isEmpty() &&
               lint.isEmpty();
    }
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

} // namespace belayer::engine
