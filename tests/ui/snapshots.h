// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Snapshots in one line, for tests of what is made of them.
#pragma once

#include "core/engine/snapshotfeed.h"

namespace belayer::ui::test {
using namespace Qt::StringLiterals;

inline engine::JobSnapshot snapshot(quint64 serial, const QString &name, engine::JobState state,
                                    const QString &parent = {})
{
    engine::JobSnapshot job;
    job.id = engine::JobId(u"job-%1"_s.arg(serial));
    job.serial = serial;
    job.name = name;
    job.kind = u"sleep"_s;
    job.state = state;
    job.parent = engine::JobId(parent);
    return job;
}

/// A group and `count` running children, with serials from `serial` on.
inline QList<engine::JobSnapshot> group(quint64 serial, const QString &name, int count)
{
    QList<engine::JobSnapshot> jobs{snapshot(serial, name, engine::JobState::Running)};
    jobs[0].kind = u"group"_s;
    for (int i = 1; i <= count; ++i) {
        jobs += snapshot(serial + quint64(i), u"%1 child %2"_s.arg(name).arg(i), engine::JobState::Running,
                         jobs[0].id.text());
        jobs[0].children += jobs.last().id;
    }
    return jobs;
}

} // namespace belayer::ui::test
