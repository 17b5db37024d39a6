// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Changes of jobs for one reader, coalesced: however many changes, the newest snapshot per job waits
/// once.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <mutex>

namespace belayer::engine {

/// What changed since the last take(): newest snapshot of each changed job, and the ids that are gone. Apply
/// `forgotten` first: a forgotten id may be in use again, and then its new job is among `changed`.
struct SnapshotBatch
{
    QList<JobSnapshot> changed; ///< in order of serial
    QList<JobId> forgotten;
    bool isEmpty() const noexcept { return changed.isEmpty() && forgotten.isEmpty(); }
};

/// A mailbox between the engine thread and one reader. Made by Engine::subscribe(); the reader's shared
/// pointer owns it, and the engine stops writing when that is gone. The first batch holds every job in memory.
/// A reader that takes nothing costs one snapshot per job, no more.
class SnapshotFeed : public QObject
{
    Q_OBJECT

public:
    /// Any thread: all that came since the last call. The next change signals again.
    SnapshotBatch take();

    /// Engine thread: adds the batch to what waits.
    void put(SnapshotBatch batch);
    /// Engine thread: of these jobs, those that the reader does not know. Gives how many that are.
    qsizetype putUnknown(const QList<JobSnapshot> &jobs);

Q_SIGNALS:
    /// Emitted in the engine thread when an empty mailbox gets its first change; connect queued.
    void changesArrived();

private:
    bool isEmpty() const noexcept { return m_changed.isEmpty() && m_forgotten.isEmpty(); }

    std::mutex m_mutex;
    QHash<JobId, JobSnapshot> m_changed;
    QSet<JobId> m_delivered; ///< the reader knows these, so it needs to hear when they are forgotten
    QList<JobId> m_forgotten;
};

} // namespace belayer::engine
