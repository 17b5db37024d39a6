// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The frozen view of a job that readers on any thread get; the job itself never leaves the engine.
#pragma once

#include "core/engine/jobid.h"
#include "core/engine/jobstate.h"

#include <QDateTime>
#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QStringList>
#include <QVariant>

#include <chrono>
#include <optional>

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

/// What can be done to the job now, so that no view offers a button that does nothing.
enum class Verb : quint8 { Cancel = 1, Retry = 2 };
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

    std::optional<Progress> progress;
    QVariant result; ///< succeeded only; the kind says what it is
    std::optional<JobError> error;
    std::optional<int> exitCode; ///< of a process that exited
    std::optional<int> signal;   ///< of a process that a signal ended
    QString outputFile;          ///< path of the captured output; empty: the kind has none

    QDateTime created; ///< UTC, as are the next two
    QDateTime started;
    QDateTime finished;
    std::chrono::steady_clock::time_point startedAt; ///< no clock jump reaches it; valid once started
    std::chrono::milliseconds elapsed{0}; ///< start to end once finished, else start to this snapshot

    Verbs can;
};

} // namespace belayer::engine

Q_DECLARE_METATYPE(belayer::engine::JobSnapshot)
