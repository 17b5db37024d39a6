// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a cancel would end, counted before it is sent.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <functional>

namespace belayer::ui {

struct BlastRadius
{
    int chosen = 0;                    ///< would be told to end
    int below = 0;                     ///< live jobs below them, which die with them
    int working = 0;                   ///< of both, groups and races not counted: have begun, so work is lost
    std::chrono::milliseconds work{0}; ///< that these have done together
    QStringList names;                 ///< the first few of those below
    static constexpr int namesKept = 5;
    int all() const noexcept { return chosen + below; }
};

/// `find` gives a job by its id, or nullptr. A job that is below another chosen one counts once.
BlastRadius blastRadius(const QList<engine::JobId> &chosen,
                        const std::function<const engine::JobSnapshot *(const engine::JobId &)> &find);

/// One sentence: "Cancels 2 jobs and 14 below: a, b, … . The work of 3 min 05 s is lost." Not
/// escaped.
QString blastText(const BlastRadius &radius);

} // namespace belayer::ui
