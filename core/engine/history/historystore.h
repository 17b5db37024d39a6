// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The history's writer: opens the file whatever state it is in, commits in groups, and waits out a
/// full disk.
#pragma once

#include "core/engine/history/databasefile.h"
#include "core/engine/history/retention.h"

#include <belayer/async.h>

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace belayer::engine {

/// Records on their way to the disk, and the news of it.
struct HistoryBatch
{
    std::vector<JobRecord> records;
    quint64 newest = 0; ///< serial of these
    async::AsyncEvent written; ///< set when tried: `durability` is valid, and from then on constant
    Durability durability = Durability::MemoryOnly;
};

/// What other threads may read of the store at any time.
class HistoryBoard
{
public:
    HistoryStatus status() const;
    std::atomic<int> generation{0}; ///< see HistoryReader

private:
    friend class HistoryStore;
    mutable std::mutex m_mutex;
    HistoryStatus m_status;
    std::vector<std::chrono::microseconds> m_commits; ///< a ring
};

/// Lives in the storage thread. One that goes away commits what waits, if the disk lets it.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    /// Called in the storage thread.
    struct Listener
    {
        std::function<void(const HistoryOpened &)>
            opened; ///< once: as soon as it is known, or known to be unknown
        std::function<void(const QList<Leftover> &)> leftoversFound; ///< when the file opened only later
        std::function<void()> modeChanged;
        std::function<void(const QList<quint64> &)> removed; ///< top-level jobs beyond the retention
    };

    HistoryStore(HistoryConfig config, Listener listener, HistoryBoard &board);
    ~HistoryStore() override;

    void open();
    void take(const std::shared_ptr<HistoryBatch> &batch);
    void forget(const QList<quint64> &serials);
    /// Sets the event once all that was to be forgotten before is gone, or known not to go now.
    void tellForgotten(const std::shared_ptr<async::AsyncEvent> &gone);
    void setRetention(RetentionLimits limits);
    void clearProcesses(const QList<quint64> &serials);

private:
    using Mode = HistoryStatus::Mode;

    bool tryOpen();
    void openDatabase();
    void prepareFile();
    void publish();
    HistoryOpened readOpened();
    void tellOpened(const HistoryOpened &opened);
    void checkIntegrity();
    void setAsideDamaged(const QString &why);
    void closeDatabase();

    void commit();
    void writeAll();
    void removeSome();
    void endForgetting();
    void endBatches(Durability durability);
    void dropSurplus();
    void handle(const DatabaseError &error);
    void setMode(Mode mode, const QString &reason);
    void report(std::chrono::microseconds commitTime, size_t rows);
    void work();

    const HistoryConfig m_config;
    const Listener m_listener;
    HistoryBoard &m_board;
    std::unique_ptr<DatabaseFile> m_file;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<JobWriter> m_writer;
    Retention m_retention;
    std::map<quint64, JobRecord> m_pending; ///< by serial: the newest of each job, in the order of the table
    std::vector<std::shared_ptr<HistoryBatch>> m_batches;
    QList<quint64> m_processesToClear;
    std::vector<std::shared_ptr<async::AsyncEvent>> m_forgetting; ///< who waits for it
    bool m_isAsClosed = false;        ///< the file is as our last orderly end left it
    bool m_hasTold = false;           ///< opened() has been called
    bool m_hasMetEarlierRuns = false; ///< unfinished rows are this run's own from now on
    int m_generations = 0;
    QTimer m_work; ///< at once, after what else waits: so that batches gather
    QTimer m_retry;
    QTimer m_sweep;
};

} // namespace belayer::engine
