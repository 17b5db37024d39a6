// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a caller asks for: one job, or a group or race with its children.
#pragma once

#include "core/engine/jobid.h"

#include <QList>
#include <QStringList>
#include <QVariantMap>

#include <chrono>

namespace belayer::engine {

/// How a parent reads its children's ends. Default: All for a group, FirstSuccess for a race.
enum class Policy : quint8 {
    Default,
    All,          ///< group: the first failure cancels the siblings, and the group fails with it
    Settle,       ///< group: every child runs to its own end; the group fails if any failed
    FirstSuccess, ///< race: the first child to succeed wins
    FirstFinish,  ///< race: the first child to end, well or badly, decides
};

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
    int maxParallel = 0;                   ///< groups only; 0: no limit
    std::chrono::milliseconds grace{5000}; ///< between the polite and the hard end of a process, 0 to 600,000
};

} // namespace belayer::engine
