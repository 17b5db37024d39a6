// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/snapshotfeed.h"

#include <algorithm>

namespace belayer::engine {

SnapshotBatch SnapshotFeed::take()
{
    QHash<JobId, JobSnapshot> changed;
    SnapshotBatch batch;
    {
        const std::scoped_lock lock(m_mutex);
        changed.swap(m_changed);
        batch.forgotten.swap(m_forgotten);
        for (const JobSnapshot &snapshot : std::as_const(changed))
            m_delivered.insert(snapshot.id);
    }
    batch.changed.reserve(changed.size());
    for (JobSnapshot &snapshot : changed)
        batch.changed.append(std::move(snapshot));
    std::sort(batch.changed.begin(), batch.changed.end(),
              [](const JobSnapshot &a, const JobSnapshot &b) { return a.serial < b.serial; });
    return batch;
}

void SnapshotFeed::put(const JobSnapshot &snapshot)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = isEmpty();
        m_changed.insert(snapshot.id, snapshot);
    }
    if (first)
        Q_EMIT changesArrived();
}

void SnapshotFeed::putForgotten(const JobId &id)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = isEmpty();
        m_changed.remove(id);
        if (!m_delivered.remove(id))
            return;
        m_forgotten.append(id);
    }
    if (first)
        Q_EMIT changesArrived();
}

} // namespace belayer::engine
