// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The history of all jobs: what the engine records, and what readers find in it.
///
/// How the engine uses it:
/// 1. It makes a History before its first job and awaits opened(): new serials begin after `lastSerial`, and
/// the
///    processes of `leftovers` are reaped, then leftoversReaped(). No leftover is run again; in the history
///    they are `interrupted` already. leftoversFound() brings those of a file that could be opened only
///    later.
/// 2. It calls record() when a job is accepted, when its process has started, and at its terminal move:
/// always the
///    whole of what is known. A submit is acknowledged to a client after flushed().
/// 3. It asks find() before it takes an id that a client chose: ids are unique among all jobs known.
/// 4. It forgets nothing here when a job only leaves its memory; forget() is the user's verb.
/// 5. It destroys the History after the last job's last record. What waits is committed then.
#pragma once

#include "core/engine/history/historyvalues.h"

#include <belayer/async.h>

#include <QObject>

#include <memory>

namespace belayer::engine {

/// Belongs to the engine thread, which never waits for the disk: writing has a thread, reading has another.
/// Two commits are at most 20 ms or 500 records apart, or follow each other at once while somebody awaits
/// flushed().
///
/// Never refuses a record. While the file cannot be written (full, read-only, damaged beyond renaming, of a
/// newer version) the status is MemoryOnly and says why, records wait, and all is made good when the disk is.
class History : public QObject
{
    Q_OBJECT

public:
    explicit History(HistoryConfig config, QObject *parent = nullptr);
    /// Blocks for the last commit.
    ~History() override;

    /// Also where the file cannot be opened: then with no leftovers, and a serial above all that may be in
    /// it. Cancellable, as are all tasks here; none changes what is stored.
    async::Task<HistoryOpened> opened();

    /// The newest record of a job replaces the ones before.
    void record(JobRecord record);
    /// Until all that was recorded before is on disk, or it is known that it cannot be now.
    async::Task<Durability> flushed();
    /// The same for the first record of one job, and at once if that has been there for a while.
    async::Task<> recorded(quint64 serial);

    /// Finished jobs, with all below them and their output files. Of a job that has not finished: nothing.
    void forget(const QList<quint64> &serials);
    /// Until all that was told to be forgotten before is gone, or it is known that it cannot go now.
    async::Task<> forgotten();
    void leftoversReaped(const QList<quint64> &serials);
    /// Instead of the configuration's; what is beyond goes at once.
    void setRetention(const RetentionLimits &limits);

    /// Readers see what is committed; what is younger is in the engine's memory. All throw HistoryUnreadable.
    async::Task<HistoryPage> page(HistoryQuery query);
    /// The newest job of that id.
    async::Task<std::optional<JobRecord>> find(JobId id);
    /// Of these, those that are there. In steps: others can ask in between, however many ids there are.
    async::Task<QHash<JobId, KnownJob>> known(QList<JobId> ids);
    /// For retry and rerun: the spec with its whole tree of children, ids included.
    async::Task<std::optional<JobSpec>> spec(JobId id);
    /// Of the last jobs of a kind, newest first; without their children.
    async::Task<QList<JobSpec>> recentSpecs(QString kind, int limit);
    /// How long the last jobs of this likeness took, pauses not counted, the last first.
    async::Task<QList<std::chrono::milliseconds>> runs(qint64 likeness, int limit);
    async::Task<StateCounts> counts();

    HistoryStatus status() const;

Q_SIGNALS:
    void leftoversFound(const QList<belayer::engine::Leftover> &leftovers);
    /// Top-level jobs beyond the retention, with all below them.
    void removed(const QList<quint64> &serials);
    /// The mode or its reason; figures change without a signal.
    void statusChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::engine
