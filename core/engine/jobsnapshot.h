// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The frozen view of a job that readers on any thread get; the job itself never leaves the engine.
#pragma once

#include "core/engine/jobid.h"
#include "core/engine/jobspec.h"
#include "core/engine/jobstate.h"
#include "core/engine/receipt.h"

#include <QDateTime>
#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QStringList>
#include <QVariant>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace belayer::engine {

struct Progress
{
    qint64 done = 0;
    qint64 total = -1; ///< -1: not known (yet)
    QString unit;      ///< "bytes", "items", "children", "ms"; for people and scripts
    friend bool operator==(const Progress &, const Progress &) = default;
};

struct JobError
{
    QString code;    ///< stable, e.g. "exit_code", "out_of_range", "program_not_found"
    QString message; ///< for people: what, value and remedy
    friend bool operator==(const JobError &, const JobError &) = default;
};

/// What a queued job waits for.
struct Waiting
{
    QString code;    ///< "parent", "after", "delay", "retry", "group_limit", "engine_limit"
    QString message; ///< for people
    std::optional<std::chrono::steady_clock::time_point> until; ///< delay and retry: when it is over
    friend bool operator==(const Waiting &, const Waiting &) = default;
};

/// An attempt that failed and was followed by another.
struct FailedAttempt
{
    int attempt = 1;
    JobError error;
    std::chrono::milliseconds elapsed{0};
    /// If it had something to tell; kept of the last ReceiptsKept such attempts.
    std::optional<Receipt> receipt{};
    static constexpr int ReceiptsKept = 10;
    friend bool operator==(const FailedAttempt &, const FailedAttempt &) = default;
};

struct ChildError
{
    JobId id;
    QString name;
    JobError error;
    friend bool operator==(const ChildError &, const ChildError &) = default;
};

/// What the job has used so far, as far as its kind knows: all its processes together.
struct Usage
{
    std::chrono::milliseconds cpu{0}; ///< user and system
    qint64 peakMemory = 0;            ///< bytes
    qint64 memory = 0;                ///< bytes resident at the last look; 0 once it has ended
    friend bool operator==(const Usage &, const Usage &) = default;
};

/// A stage of a pipeline. Where items gather is where it is stuck.
struct StageCounts
{
    QString name;
    qint64 waiting = 0; ///< the stage before has done them; of the first: not begun
    qint64 working = 0; ///< being worked on, or done and waiting for room before the next stage
    qint64 done = 0;    ///< handed on
    friend bool operator==(const StageCounts &, const StageCounts &) = default;
};

/// How long the last runs of such a job took that succeeded, pauses not counted.
struct Usual
{
    std::chrono::milliseconds low{0}; ///< a quarter of them took less
    std::chrono::milliseconds median{0};
    std::chrono::milliseconds high{0}; ///< a quarter of them took more
    int runs = 0;
    friend bool operator==(const Usual &, const Usual &) = default;
};

/// What can be done to the job now, so that no view offers a button that does nothing.
enum class Verb : quint8 {
    Cancel = 1,
    Retry = 2,
    Pause = 4,
    Resume = 8,
    ForceStart = 16, ///< without regard to limits, delay and what it waits for
    Move = 32,       ///< to another place in the queue
    Forget = 64,
};
Q_DECLARE_FLAGS(Verbs, Verb)
Q_DECLARE_OPERATORS_FOR_FLAGS(Verbs)

struct JobSnapshot
{
    JobId id;
    QString name;
    QString kind;
    JobState state = JobState::Queued;
    JobId parent; ///< empty: a top-level job
    QList<JobId> children;
    QStringList labels;
    quint64 serial = 0; ///< order of submission, ever growing; children follow their parent
    int attempt = 1;
    int lastAttempt = 1;                 ///< as far as it tries again by itself
    QList<FailedAttempt> failedAttempts; ///< by itself tried again; oldest first

    std::optional<Waiting> waiting; ///< queued only; nothing: it starts in a moment
    QList<After> after;             ///< queued only; whose ends it still waits for, of all it was to wait for
    int priority = 0;               ///< the higher first; a child's has its parent's added
    qint64 queueOrder = 0;          ///< among the queued of one priority: the lower first

    std::optional<Progress> progress;
    QList<StageCounts> stages;  ///< of a pipeline, in order
    std::optional<Usual> usual; ///< while it runs, from a moment after its start; see estimate.h
    QVariant result;            ///< succeeded only; the kind says what it is
    std::optional<JobError> error;
    QList<ChildError> childErrors;  ///< of a group or race: every one, in order of their ends
    std::optional<Receipt> receipt; ///< once it was told to end, or has something to tell about its end
    std::optional<Usage> usage;
    std::optional<int> exitCode; ///< of a process that exited
    std::optional<int> signal;   ///< of a process that a signal ended
    QString outputFile;          ///< path of the captured output; empty: the kind has none

    QDateTime created; ///< UTC, as are the next two; started and elapsed are the last attempt's
    QDateTime started;
    QDateTime finished;
    std::chrono::steady_clock::time_point startedAt; ///< no clock jump reaches it; valid once started
    std::chrono::milliseconds elapsed{0}; ///< start to end once finished, else start to this snapshot
    std::chrono::milliseconds paused{0};  ///< of these

    Verbs can;
};

/// Made once for a change and read by all who hear of it, in their threads; the last one frees it.
using SharedSnapshot = std::shared_ptr<const JobSnapshot>;

inline SharedSnapshot share(JobSnapshot job)
{
    return std::make_shared<const JobSnapshot>(std::move(job));
}

inline QList<SharedSnapshot> share(const QList<JobSnapshot> &jobs)
{
    QList<SharedSnapshot> shared;
    shared.reserve(jobs.size());
    for (const JobSnapshot &job : jobs)
        shared.append(share(job));
    return shared;
}

/// How a job ended, for whoever wants its result and nothing else.
struct JobEnd
{
    JobId id;
    JobState state = JobState::Queued;
    QVariant result; ///< succeeded only
};

} // namespace belayer::engine

Q_DECLARE_METATYPE(belayer::engine::JobSnapshot)
