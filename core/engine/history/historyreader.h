// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Answers questions about the history, on a connection of its own that cannot write.
#pragma once

#include "core/engine/history/database.h"
#include "core/engine/history/historyvalues.h"

#include <atomic>
#include <limits>
#include <memory>

namespace belayer::engine {

/// Lives in a thread of its own, so that a long search delays no commit: readers of a WAL database never wait
/// for the writer. All functions throw HistoryUnreadable.
class HistoryReader
{
public:
    /// `generation` is 0 as long as there is nothing to read, and another number for each new file.
    HistoryReader(QString path, const std::atomic<int> &generation);
    ~HistoryReader();

    /// Opens what the next search will need; a part of the search index that is read for the first time costs
    /// a millisecond or more. One part a call, so that others can ask in between. False: all are open, or
    /// cannot be.
    bool warmUp();
    HistoryPage page(const HistoryQuery &query);
    /// The newest job of that id.
    std::optional<JobRecord> find(const JobId &id);
    /// Of these, those that are there; of several of one id the newest.
    QHash<JobId, KnownJob> known(const QList<JobId> &ids);
    /// The spec with its whole tree of children, ids included: what retry and rerun start from.
    std::optional<JobSpec> spec(const JobId &id);
    /// Of the last jobs of a kind, newest first; without their children.
    QList<JobSpec> recentSpecs(const QString &kind, int limit);
    QList<std::chrono::milliseconds> runs(qint64 likeness, int limit);
    StateCounts counts();

private:
    /// Opens or opens again as needed; nothing: there is no history to read.
    Database *database();
    template<class Read> auto guarded(Read read) -> decltype(read(std::declval<Database &>()));

    const QString m_path;
    const std::atomic<int> &m_generation;
    int m_openGeneration = 0;
    std::unique_ptr<Database> m_database;
    /// Of the search index, all below this.
    qint64 m_coldParts = std::numeric_limits<qint64>::max();
};

} // namespace belayer::engine
