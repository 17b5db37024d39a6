// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a caller asks for: one job, or a group or race with its children.
#pragma once

#include "core/engine/jobid.h"

#include <QList>
#include <QStringList>
#include <QVariantMap>

#include <chrono>
#include <optional>

namespace belayer::engine {

/// How a parent reads its children's ends. Default: All for a group, FirstSuccess for a race.
enum class Policy : quint8 {
    Default,
    All,          ///< group: the first failure cancels the siblings, and the group fails with it
    Settle,       ///< group: every child runs to its own end; the group fails if any failed
    FirstSuccess, ///< race: the first child to succeed wins
    FirstFinish,  ///< race: the first child to end, well or badly, decides
};

/// Tries again, by itself, what has failed. Not for groups and races; their children may have it.
struct Retries
{
    int count = 0;                                ///< more attempts after the first, 0 to 100
    std::chrono::milliseconds backoff{1'000};     ///< before the second attempt, 0 to a day
    double factor = 2.0;                          ///< each next pause is so many times longer, 1 to 10
    std::chrono::milliseconds maxBackoff{60'000}; ///< no pause is longer, 0 to a day
    double jitter = 0.1; ///< up to this share of a pause is left out by chance, 0 to 1, so that jobs that
                         ///< failed together do not come back together
    friend bool operator==(const Retries &, const Retries &) = default;
};

/// The job waits for the end of another one.
struct After
{
    enum class When : quint8 {
        Success,  ///< it must have succeeded
        Failure,  ///< it must have failed or been interrupted
        Finished, ///< any end
    };
    JobId id; ///< known to the engine or its history, or in the same request
    When when = When::Success;
    friend bool operator==(const After &, const After &) = default;
};

/// Whether the history has the job, and not only memory. What is asked for one answer is nothing to remember,
/// and clients without a token would push out with it what others want kept.
enum class Recording : quint8 { Kept, None };

/// A request as a value. Engine::submit() checks it as a whole and refuses it with the field at fault.
struct JobSpec
{
    JobId id;     ///< empty: generated
    QString kind; ///< a name in the registry of kinds
    QString name; ///< shown to people; empty: made from the kind and its parameters
    QStringList labels;
    QVariantMap params;      ///< the kind's own parameters, by the names of its KindInfo
    QList<JobSpec> children; ///< groups and races only
    Policy policy = Policy::Default;
    int maxParallel = 0; ///< groups only; 0: no limit
    /// Between the polite and the hard end of a process, 0 to MaxGrace; nothing: the engine's.
    std::optional<std::chrono::milliseconds> grace;
    std::chrono::milliseconds timeout{0}; ///< of each attempt, pauses not counted, to 30 days; 0: none
    std::chrono::milliseconds delay{0};   ///< before the first attempt may start, 0 to 30 days; a child's
                                          ///< begins with its parent
    QList<After> after; ///< all of them; the job is cancelled without running once one cannot be met any more
    int priority = 0;   ///< -100 to 100, the higher first; a child's is added to its parent's
    Retries retries;
    /// Of the request that made the job, where its client gave that a key of its own; tells the same request
    /// sent again from another one with the same key. Not for people, and not carried over to a retry.
    QByteArray requestDigest;
    Recording recording = Recording::Kept; ///< of the whole tree; not carried over to a retry
};

} // namespace belayer::engine
