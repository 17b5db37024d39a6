// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/snapshotfeed.h"

#include <algorithm>
#include <utility>
#include <vector>

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
    // A snapshot is large, so what is sorted are their serials.
    std::vector<std::pair<quint64, JobSnapshot *>> order;
    order.reserve(size_t(changed.size()));
    for (JobSnapshot &snapshot : changed)
        order.emplace_back(snapshot.serial, &snapshot);
    std::sort(order.begin(), order.end());
    batch.changed.reserve(changed.size());
    for (const auto &[serial, snapshot] : order)
        batch.changed.append(std::move(*snapshot));
    return batch;
}

void SnapshotFeed::put(SnapshotBatch batch)
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
        for (JobSnapshot &snapshot : batch.changed) {
            const JobId id = snapshot.id;
            m_changed.emplace(id, std::move(snapshot));
        }
        isFirst = wasEmpty && !isEmpty();
    }
    if (isFirst)
        Q_EMIT changesArrived();
}

qsizetype SnapshotFeed::putUnknown(const QList<JobSnapshot> &jobs)
{
    qsizetype added = 0;
    bool isFirst = false;
    {
        const std::scoped_lock lock(m_mutex);
        const bool wasEmpty = isEmpty();
        for (const JobSnapshot &snapshot : jobs) {
            if (m_delivered.contains(snapshot.id) || m_changed.contains(snapshot.id))
                continue;
            m_changed.insert(snapshot.id, snapshot);
            ++added;
        }
        isFirst = wasEmpty && !isEmpty();
    }
    if (isFirst)
        Q_EMIT changesArrived();
    return added;
}

} // namespace belayer::engine
