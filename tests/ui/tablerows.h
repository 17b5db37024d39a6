// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What goes into a job table, and what is then to be seen in it.
#pragma once

#include "tests/ui/snapshots.h"
#include "ui/table/jobtablemodel.h"

namespace belayer::ui::test {

/// From top to bottom, with a ">" for each level.
inline QStringList names(const JobTableModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += QString(model.record(row).depth, u'>') + model.job(row).name;
    return names;
}

inline engine::SnapshotBatch batch(const QList<engine::JobSnapshot> &changed,
                                   const QList<engine::JobId> &forgotten = {})
{
    return {share(changed), forgotten};
}

} // namespace belayer::ui::test
