// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a cancel would end, counted before it is sent.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QSet>

namespace belayer::ui {

class JobTableModel;

struct BlastRadius
{
    int chosen = 0;                    ///< would be told to end
    int below = 0;                     ///< live jobs below them, which die with them
    int waiting = 0;                   ///< queued jobs that can then never start, and all below these
    int working = 0;                   ///< groups and races not counted: have begun, so work is lost
    std::chrono::milliseconds work{0}; ///< that these have done together
    QStringList belowNames;            ///< the first few
    QStringList waitingNames;
    QSet<engine::JobId> jobs; ///< all of them
    static constexpr int namesKept = 5;
    int all() const noexcept { return chosen + below + waiting; }
};

/// A job that is reached in more than one way counts once, the nearest way first. Not followed: a group or
/// race that is not chosen, and fails because every job in it is cancelled, to those that wait for it.
BlastRadius blastRadius(const QList<engine::JobId> &chosen, const JobTableModel &model);

/// "Cancels 2 jobs and 14 below: a, b, … . The work of 3 min 05 s is lost. 3 waiting for these can then never
/// start: c, d, e." Not escaped.
QString blastText(const BlastRadius &radius);

} // namespace belayer::ui
