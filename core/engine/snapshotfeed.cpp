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

void SnapshotFeed::put(const SnapshotBatch &batch)
{
    bool isFirst = false;
    {
        const std::scoped_lock lock(m_mutex);
        const bool wasEmpty = isEmpty();
        for (const JobId &id : batch.forgotten) {
            m_changed.remove(id);
            if (m_delivered.remove(id))
                m_forgotten.append(id);
        }
        for (const JobSnapshot &snapshot : batch.changed)
            m_changed.insert(snapshot.id, snapshot);
        isFirst = wasEmpty && !isEmpty();
    }
    if (isFirst)
        Q_EMIT changesArrived();
}

} // namespace belayer::engine
