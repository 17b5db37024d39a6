// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Changes of jobs for one reader, coalesced: however many changes, it gets the newest snapshot of each
/// job.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <mutex>
#include <vector>

namespace belayer::engine {

/// What changed since the last take(): newest snapshot of each changed job, and the ids that are gone. Apply
/// `forgotten` first: a forgotten id may be in use again, and then its new job is among `changed`.
struct SnapshotBatch
{
    QList<SharedSnapshot> changed; ///< in order of serial, when it was taken
    QList<JobId> forgotten;
    bool isEmpty() const noexcept { return changed.isEmpty() && forgotten.isEmpty(); }
};

/// A mailbox between the engine thread and one reader. Made by Engine::subscribe(); the reader's shared
/// pointer owns it, and the engine stops writing when that is gone. The first batch holds every job in memory.
/// The engine only leaves its batches here; what of them is old is found by the reader, who has the time. For
/// one that takes nothing at most two snapshots a job wait (and never fewer than some thousand).
class SnapshotFeed : public QObject
{
    Q_OBJECT

public:
    /// Any thread: all that came since the last call. The next change signals again.
    SnapshotBatch take();

    /// Engine thread: adds the batch, in any order, to what waits.
    void put(const SnapshotBatch &batch);
    /// Engine thread: of these jobs, those that the reader does not know. Gives how many that are.
    qsizetype putUnknown(const QList<JobSnapshot> &jobs);

Q_SIGNALS:
    /// Emitted in the engine thread when an empty mailbox gets its first change; connect queued.
    void changesArrived();

private:
    void merge();

    std::mutex m_knownMutex; ///< of the next one; locked before m_mutex, and never by an ordinary put()
    QSet<JobId> m_known;     ///< to the reader, so it needs to hear when they are forgotten
    std::mutex m_mutex;      ///< of the others
    std::vector<SnapshotBatch> m_waiting;
    qsizetype m_size = 0; ///< of all that wait: snapshots and ids
    qsizetype m_mergeAt = 0;
};

} // namespace belayer::engine
