// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the engine has to do with the history: records its jobs, and finds those it has forgotten or
/// never had.
#pragma once

#include "core/engine/history/history.h"
#include "core/engine/job.h"

#include <belayer/async.h>

#include <functional>
#include <map>
#include <memory>

namespace belayer::engine {

/// Engine thread. Without a file in the configuration there is no history: nothing is kept, nothing found.
/// What reads throws HistoryUnreadable.
class Archive : public QObject
{
    Q_OBJECT

public:
    /// Blocks until the file is open, or known not to be: some milliseconds.
    explicit Archive(const HistoryConfig &config);
    /// Blocks for the last commit.
    ~Archive() override;

    bool isKept() const noexcept { return m_history != nullptr; }
    /// The highest of all serials of earlier runs.
    quint64 lastSerial() const noexcept { return m_opened.lastSerial; }
    /// Begins to end the processes that earlier runs left behind, and to find the last jobs of those runs.
    void meetEarlierRuns(const async::ThreadPool &pool);

    /// A whole tree, before any of it starts. Nothing is taken down of jobs that are not to be recorded.
    void accept(const Job &root);
    /// After each move.
    void record(const Job &job);
    /// Until all of that is on disk, or it is known that it cannot be now.
    async::Task<Durability> flushed();

    /// The last jobs of earlier runs, whole trees, as far as they have been read: the newest at once, the
    /// others a tenth of a second later.
    const std::map<quint64, SharedSnapshot> &earlier() const noexcept { return m_earlier; }
    /// Whether all have been read, or cannot be now; statusChanged() tells when.
    bool isEarlierKnown() const noexcept { return m_isEarlierKnown || !m_history; }
    async::Task<std::optional<JobSnapshot>> find(JobId id);
    /// Of these jobs, none of which is in memory, those that the history has.
    async::Task<QHash<JobId, KnownJob>> known(QList<JobId> ids);
    /// How long jobs like it took that succeeded, the last first; does not throw.
    async::Task<QList<std::chrono::milliseconds>> earlierRuns(const Job &job);
    /// Until the disk knows of the job, or it is clear that it will not soon.
    async::Task<> recorded(const Job &job);
    /// With its tree, ids included.
    async::Task<std::optional<JobSpec>> spec(JobId id);
    /// Of the last jobs of a kind, newest first; without their children.
    async::Task<QList<JobSpec>> recentSpecs(QString kind, int limit);
    async::Task<HistoryPage> page(HistoryQuery query);
    /// A finished top-level job.
    void forget(quint64 serial);
    /// Gives the ids of those jobs of that tree that earlier() held until now.
    QList<JobId> dropEarlier(quint64 root);

    void setRetention(const RetentionLimits &limits);

    /// Until nothing of what was forgotten before is found any more, or it is known that it cannot go now.
    async::Task<> forgotten();

    HistoryStatus status() const;

Q_SIGNALS:
    /// Top-level jobs that the retention has taken out of the history.
    void removed(const QList<quint64> &serials);
    /// More of earlier().
    void earlierFound(const QList<belayer::engine::SharedSnapshot> &jobs);
    void statusChanged();

private:
    async::Task<> findEarlier();
    QList<JobSnapshot> addEarlier(QList<JobSnapshot> jobs);
    async::Task<> reap(QList<Leftover> leftovers, const async::ThreadPool &pool);

    std::unique_ptr<History> m_history;
    HistoryOpened m_opened;
    std::map<quint64, SharedSnapshot> m_earlier;
    enum class EarlierSearch : quint8 { NotBegun, Running, Failed, Done };
    EarlierSearch m_search = EarlierSearch::NotBegun;
    bool m_isEarlierKnown = false;    ///< as far as it can be: a search after one that failed only adds
    QSet<quint64> m_droppedMeanwhile; ///< roots that the running search may still bring
    async::TaskScope m_scope;         ///< last: the coroutines go first
};

} // namespace belayer::engine
