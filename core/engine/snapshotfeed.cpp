// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/snapshotfeed.h"

#include <algorithm>
#include <utility>

namespace belayer::engine {

namespace {

/// Fewer are not worth being merged before somebody takes them.
constexpr qsizetype MergedFrom = 4'096;

struct Found
{
    quint64 serial;
    size_t batch;
    const SharedSnapshot *snapshot;
    friend bool operator<(const Found &a, const Found &b)
    {
        return a.serial != b.serial ? a.serial < b.serial : a.batch < b.batch;
    }
};

/// One batch of several, the oldest first.
SnapshotBatch merged(const std::vector<SnapshotBatch> &batches)
{
    SnapshotBatch whole;
    QHash<JobId, size_t> forgottenBy; // the last that does
    std::vector<Found> found;
    for (size_t i = 0; i < batches.size(); ++i) {
        for (const JobId &id : batches[i].forgotten) {
            if (!forgottenBy.contains(id))
                whole.forgotten.append(id);
            forgottenBy.insert(id, i);
        }
    }
    for (size_t i = 0; i < batches.size(); ++i) {
        for (const SharedSnapshot &job : batches[i].changed) {
            if (forgottenBy.isEmpty() || forgottenBy.value(job->id, 0) <= i)
                found.push_back({job->serial, i, &job});
        }
    }
    std::sort(found.begin(), found.end());
    whole.changed.reserve(qsizetype(found.size()));
    for (auto next = found.begin(); next != found.end(); ++next) {
        if (std::next(next) == found.end() || std::next(next)->serial != next->serial)
            whole.changed.append(*next->snapshot);
    }
    return whole;
}

} // namespace

SnapshotBatch SnapshotFeed::take()
{
    const std::scoped_lock reading(m_knownMutex);
    std::vector<SnapshotBatch> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        waiting.swap(m_waiting);
        m_size = 0;
        m_mergeAt = MergedFrom;
    }
    SnapshotBatch batch = merged(waiting);
    batch.forgotten.removeIf([this](const JobId &id) { return !m_known.remove(id); });
    for (const SharedSnapshot &job : std::as_const(batch.changed))
        m_known.insert(job->id);
    return batch;
}

void SnapshotFeed::put(const SnapshotBatch &batch)
{
    if (batch.isEmpty())
        return;
    bool isFirst = false;
    bool isMuch = false;
    {
        const std::scoped_lock lock(m_mutex);
        isFirst = m_waiting.empty();
        m_waiting.push_back(batch);
        m_size += batch.changed.size() + batch.forgotten.size();
        isMuch = m_size > m_mergeAt;
    }
    if (isMuch) {
        const std::scoped_lock lock(m_knownMutex, m_mutex);
        merge();
    }
    if (isFirst)
        Q_EMIT changesArrived();
}

/// Under both locks. Leaves at most one batch.
void SnapshotFeed::merge()
{
    if (m_waiting.empty())
        return;
    SnapshotBatch whole = merged(m_waiting);
    whole.forgotten.removeIf([this](const JobId &id) { return !m_known.contains(id); });
    m_size = whole.changed.size() + whole.forgotten.size();
    m_mergeAt = std::max(MergedFrom, 2 * m_size);
    m_waiting.assign(1, std::move(whole));
}

qsizetype SnapshotFeed::putUnknown(const QList<JobSnapshot> &jobs)
{
    SnapshotBatch unknown;
    {
        const std::scoped_lock lock(m_knownMutex, m_mutex);
        merge();
        QSet<JobId> coming;
        QSet<JobId> going;
        for (const SnapshotBatch &batch : m_waiting) {
            going = QSet(batch.forgotten.begin(), batch.forgotten.end());
            for (const SharedSnapshot &job : batch.changed)
                coming.insert(job->id);
        }
        for (const JobSnapshot &job : jobs) {
            if (!coming.contains(job.id) && (going.contains(job.id) || !m_known.contains(job.id)))
                unknown.changed.append(share(job));
        }
    }
    if (!unknown.isEmpty())
        put(unknown);
    return unknown.changed.size();
}

} // namespace belayer::engine
