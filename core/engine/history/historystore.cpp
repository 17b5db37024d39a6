// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/historystore.h"

#include "core/engine/history/schema.h"

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

namespace {

constexpr size_t CommitsRemembered = 256;

std::chrono::microseconds since(steady_clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - start);
}

/// Where nobody can say what the last serial was: above all of earlier runs, whose first was small and which
/// never had a million jobs a second; and exact in a double.
quint64 blindSerial()
{
    return static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) * 1000;
}

} // namespace

HistoryStatus HistoryBoard::status() const
{
    const std::scoped_lock lock(m_mutex);
    HistoryStatus status = m_status;
    if (!m_commits.empty()) {
        auto times = m_commits;
        std::sort(times.begin(), times.end());
        status.commitP50 = times[times.size() / 2];
        status.commitP99 = times[times.size() * 99 / 100];
        status.commitMax = times.back();
    }
    return status;
}

HistoryStore::HistoryStore(HistoryConfig config, Listener listener, HistoryBoard &board)
    : m_config(std::move(config))
    , m_listener(std::move(listener))
    , m_board(board)
    , m_retention(m_config.retention)
{
    m_work.setSingleShot(true);
    connect(&m_work, &QTimer::timeout, this, &HistoryStore::work);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &HistoryStore::work);
    connect(&m_sweep, &QTimer::timeout, this, [this] {
        m_retention.beginSweep();
        m_work.start(0);
    });
}

HistoryStore::~HistoryStore()
{
    if (!m_writer && !m_pending.empty())
        tryOpen(); // a last chance
    commit();
    try {
        while (m_writer && m_retention.hasForgotten())
            m_retention.runSlice(*m_database, *m_writer);
    } catch (const DatabaseError &error) {
        qWarning("some forgotten jobs stay in the history: %s", qUtf8Printable(error.message()));
    }
    endForgetting();
    const bool isSound = m_writer != nullptr;
    closeDatabase();
    if (isSound)
        m_file->noteClosed();
}

void HistoryStore::open()
{
    m_sweep.start(m_config.sweepInterval);
    work();
}

bool HistoryStore::tryOpen()
{
    try {
        openDatabase();
        return true;
    } catch (const DatabaseError &error) {
        handle(error);
    }
    tellOpened({blindSerial(), {}});
    return false;
}

void HistoryStore::openDatabase()
{
    if (!m_file)
        m_file = std::make_unique<DatabaseFile>(m_config.file);
    try {
        prepareFile();
    } catch (const DatabaseError &error) {
        if (error.kind() != DatabaseError::Kind::Damaged)
            throw;
        setAsideDamaged(error.message());
        prepareFile();
    }
    auto writer = std::make_unique<JobWriter>(*m_database);
    if (!m_hasMetEarlierRuns) {
        Transaction transaction(*m_database);
        writer->interruptUnfinished();
        transaction.commit();
        m_hasMetEarlierRuns = true;
    }
    m_writer = std::move(writer);
}

void HistoryStore::prepareFile()
{
    const DatabaseFile::Content content = m_file->content(schemaVersion());
    if (content == DatabaseFile::Content::Foreign)
        throw DatabaseError(DatabaseError::Kind::Damaged, u"it is no history of Belayer's"_s);
    int version = 0;
    if (content != DatabaseFile::Content::Newer) {
        m_isAsClosed = m_file->takeClosedNote();
        m_database = std::make_unique<Database>(m_file->path(), Database::Access::ReadWrite);
        version = schemaVersion(*m_database);
    }
    if (content == DatabaseFile::Content::Newer || version > schemaVersion())
        throw DatabaseError(
            DatabaseError::Kind::Unavailable,
            u"%1 was written by a newer Belayer and is left alone; use that one, or move the file away"_s.arg(
                m_file->path()));
    const bool isCurrent = version == schemaVersion();
    if (!isCurrent) {
        checkIntegrity();
        migrate(*m_database);
    }
    publish();
    if (m_hasMetEarlierRuns)
        return;
    tellOpened(readOpened());
    if (isCurrent && !m_isAsClosed) // last, because it reads the whole file, and neither readers nor new jobs
                                    // need wait for that
        checkIntegrity();
}

void HistoryStore::publish()
{
    if (m_board.generation.load() == 0)
        m_board.generation.store(++m_generations);
}

HistoryOpened HistoryStore::readOpened()
{
    HistoryOpened opened;
    opened.lastSerial = m_database->value(u"SELECT max(serial) FROM job"_s).toULongLong();
    const QString boot = bootId();
    // Two questions, each with an index of its own: for one with OR, SQLite reads the whole table.
    Statement rows(*m_database,
                   u"SELECT serial, id, output, pid, pid_start, boot FROM job WHERE state BETWEEN 0 AND 4 "
                   "UNION ALL SELECT serial, id, output, pid, pid_start, boot FROM job WHERE pid IS NOT NULL "
                   "AND +state>4"_s);
    for (rows.run(); rows.next();) {
        Leftover leftover{JobId(rows.text(1)), static_cast<quint64>(rows.integer(0)), rows.text(2), {}};
        if (!rows.isNull(3) && rows.text(5) == boot)
            leftover.process =
                ProcessId{static_cast<pid_t>(rows.integer(3)), static_cast<quint64>(rows.integer(4))};
        opened.leftovers.append(leftover);
    }
    return opened;
}

void HistoryStore::tellOpened(const HistoryOpened &opened)
{
    if (!std::exchange(m_hasTold, true))
        m_listener.opened(opened);
    else if (!opened.leftovers.isEmpty())
        m_listener.leftoversFound(opened.leftovers);
}

void HistoryStore::checkIntegrity()
{
    const QString verdict = m_database->value(u"PRAGMA quick_check(1)"_s).toString();
    if (verdict != u"ok"_s)
        throw DatabaseError(DatabaseError::Kind::Damaged, verdict);
}

void HistoryStore::setAsideDamaged(const QString &why)
{
    m_board.generation.store(0);
    closeDatabase();
    const QString kept = m_file->setAside();
    qWarning("the history %s is damaged (%s); it is kept as %s and a new one is begun",
             qUtf8Printable(m_file->path()), qUtf8Printable(why), qUtf8Printable(kept));
    const std::scoped_lock lock(m_board.m_mutex);
    m_board.m_status.setAside = kept;
}

void HistoryStore::closeDatabase()
{
    m_writer.reset();
    m_database.reset();
}

void HistoryStore::take(const std::shared_ptr<HistoryBatch> &batch)
{
    for (JobRecord &record : batch->records)
        m_pending.insert_or_assign(record.job.serial, std::move(record));
    batch->records.clear();
    m_batches.push_back(batch);
    if (!m_work.isActive())
        m_work.start(0);
}

void HistoryStore::forget(const QList<quint64> &serials)
{
    m_retention.forget(serials);
    m_work.start(0);
}

void HistoryStore::tellForgotten(const std::shared_ptr<async::AsyncEvent> &gone)
{
    m_forgetting.push_back(gone);
    m_work.start(0);
}

void HistoryStore::endForgetting()
{
    for (const auto &gone : std::exchange(m_forgetting, {}))
        gone->set();
}

void HistoryStore::setRetention(RetentionLimits limits)
{
    m_retention.setLimits(limits);
    m_retention.beginSweep();
    m_work.start(0);
}

void HistoryStore::clearProcesses(const QList<quint64> &serials)
{
    m_processesToClear += serials;
    m_work.start(0);
}

void HistoryStore::work()
{
    if (!m_writer && !m_retry.isActive() && tryOpen())
        m_retention.beginSweep();
    commit();
    removeSome();
    if (!m_writer || !m_retention.hasForgotten())
        endForgetting();
}

void HistoryStore::removeSome()
{
    if (!m_writer || !m_retention.hasWork())
        return;
    try {
        m_retention.runSlice(*m_database, *m_writer);
    } catch (const DatabaseError &error) {
        handle(error);
        return;
    }
    if (const QList<quint64> removed = m_retention.takeRemoved(); !removed.isEmpty())
        m_listener.removed(removed);
    if (m_retention.hasWork())
        m_work.start(0);
}

void HistoryStore::commit()
{
    if (!m_writer) {
        dropSurplus();
        endBatches(Durability::MemoryOnly);
        return;
    }
    try {
        if (!m_pending.empty() || !m_processesToClear.isEmpty())
            writeAll();
        setMode(Mode::Durable, {});
        endBatches(Durability::Durable);
    } catch (const DatabaseError &error) {
        handle(error);
        dropSurplus();
        endBatches(Durability::MemoryOnly);
    }
}

void HistoryStore::writeAll()
{
    const auto start = steady_clock::now();
    Transaction transaction(*m_database);
    for (const auto &[serial, record] : m_pending)
        m_writer->write(record);
    m_writer->clearProcesses(m_processesToClear);
    transaction.commit();
    const size_t rows = m_pending.size();
    m_pending.clear();
    m_processesToClear.clear();
    report(since(start), rows);
}

void HistoryStore::endBatches(Durability durability)
{
    for (const auto &batch : std::exchange(m_batches, {})) {
        batch->durability = durability;
        batch->written.set();
    }
}

void HistoryStore::dropSurplus()
{
    quint64 lost = 0;
    for (auto it = m_pending.begin(); it != m_pending.end() && m_pending.size() > m_config.maxPendingRows;) {
        if (isFinished(it->second.job.state)) {
            it = m_pending.erase(it);
            ++lost;
        } else {
            ++it;
        }
    }
    const std::scoped_lock lock(m_board.m_mutex);
    m_board.m_status.lostRows += lost;
    m_board.m_status.pendingRows = static_cast<qsizetype>(m_pending.size());
}

void HistoryStore::handle(const DatabaseError &error)
{
    closeDatabase(); // what it remembers may have been rolled back; the next try begins afresh
    if (error.kind() == DatabaseError::Kind::Damaged && m_file) {
        try {
            setAsideDamaged(error.message());
        } catch (const DatabaseError &) { // the folder is read-only too; found again at the next try
        }
    }
    setMode(Mode::MemoryOnly, error.message());
    m_retry.start(m_config.retryInterval);
}

void HistoryStore::setMode(Mode mode, const QString &reason)
{
    {
        const std::scoped_lock lock(m_board.m_mutex);
        HistoryStatus &status = m_board.m_status;
        if (status.mode == mode && status.reason == reason)
            return;
        status.mode = mode;
        status.reason = reason;
    }
    m_listener.modeChanged();
}

void HistoryStore::report(std::chrono::microseconds commitTime, size_t rows)
{
    const std::scoped_lock lock(m_board.m_mutex);
    HistoryStatus &status = m_board.m_status;
    if (m_board.m_commits.size() < CommitsRemembered)
        m_board.m_commits.push_back(commitTime);
    else
        m_board.m_commits[status.commits % CommitsRemembered] = commitTime;
    ++status.commits;
    status.rows += rows;
    status.pendingRows = 0;
}

} // namespace belayer::engine
