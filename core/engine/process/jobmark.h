// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What tells the processes of a job from all others: marks that each of them inherits, wherever it
/// goes.
#pragma once

#include "core/engine/jobid.h"

#include <QByteArray>

#include <sys/resource.h>

namespace belayer::engine {

/// Two of them, because each can be lost: a daemon may wipe its environment, and what plays sound in real
/// time sets that limit for itself.
struct JobMark
{
    /// "BELAYER_JOB=", the id and, after a slash, what no other job of any Belayer has.
    QByteArray variable;
    /// The soft limit of processor time in real time (RLIMIT_RTTIME), in microseconds: above a hundred
    /// thousand years, so it limits nothing. Of the id alone.
    rlim_t limit = RLIM_INFINITY;
};

JobMark newMark(const JobId &id);

/// "BELAYER_JOB=ID/" of such a variable: what all processes of jobs with that id share.
QByteArray withoutChance(const QByteArray &variable);

/// "BELAYER_JOB=".
QByteArrayView markName();

} // namespace belayer::engine
