// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the tests of the history share: a history in a folder of its own, and records in one line.
#pragma once

#include "core/engine/history/history.h"

#include <belayer/async.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sqlite3.h>

namespace belayer::engine::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline JobRecord queuedRecord(quint64 serial, const QString &id = {})
{
    JobRecord record;
    record.job.serial = serial;
    record.job.id = JobId(id.isEmpty() ? u"job-%1"_s.arg(serial) : id);
    record.job.kind = u"command"_s;
    record.job.name = u"process_item(%1)"_s.arg(serial);
    record.job.created = QDateTime::currentDateTimeUtc();
    record.spec.id = record.job.id;
    record.spec.kind = record.job.kind;
    record.spec.name = record.job.name;
    record.spec.params = {
        {u"program"_s, u"/usr/local/bin/encode"_s},
        {u"arguments"_s, QStringList{u"--input"_s, u"clip-%1.mov"_s.arg(QString::number(serial), 6, u'0')}},
    };
    return record;
}

inline JobRecord running(JobRecord record, std::optional<ProcessId> process = {})
{
    record.job.state = JobState::Running;
    record.job.started = QDateTime::currentDateTimeUtc();
    record.process = process;
    return record;
}

inline JobRecord succeeded(JobRecord record)
{
    record = running(std::move(record));
    record.job.state = JobState::Succeeded;
    record.job.finished = record.job.started.addMSecs(2000);
    record.job.elapsed = 2000ms;
    record.job.exitCode = 0;
    return record;
}

inline JobRecord failed(JobRecord record, const QString &message)
{
    record = succeeded(std::move(record));
    record.job.state = JobState::Failed;
    record.job.error = JobError{u"exit_code"_s, message};
    record.job.exitCode = 3;
    return record;
}

/// Turns the event loop until the task is done; a task that hangs fails the test.
template<class T> T wait(async::Task<T> task)
{
    return async::runBlocking(async::withTimeout(30s, std::move(task)));
}

/// A history that can be closed and opened again, as a program's runs do.
class TestHistory
{
public:
    explicit TestHistory(QString file = {}) : m_config{.file = std::move(file)}
    {
        if (m_config.file.isEmpty())
            m_config.file = m_folder.filePath(u"data/history.db"_s);
        m_config.retryInterval = 50ms;
    }

    HistoryConfig &config() { return m_config; }
    const QString &file() const { return m_config.file; }
    QString folder() const { return QFileInfo(m_config.file).path(); }
    HistoryOpened open()
    {
        m_history = std::make_unique<History>(m_config);
        return wait(m_history->opened());
    }
    void close() { m_history.reset(); }
    History *operator->() { return m_history.get(); }

    Durability store(const QList<JobRecord> &records)
    {
        for (const JobRecord &record : records)
            m_history->record(record);
        return wait(m_history->flushed());
    }
    HistoryPage page(const HistoryQuery &query = {}) { return wait(m_history->page(query)); }
    QList<quint64> serials(const HistoryQuery &query = {})
    {
        QList<quint64> serials;
        const HistoryPage found = page(query);
        for (const JobSnapshot &job : found.jobs)
            serials.append(job.serial);
        return serials;
    }
    std::optional<JobRecord> find(const QString &id) { return wait(m_history->find(JobId(id))); }
    HistoryStatus::Mode mode() const { return m_history->status().mode; }

private:
    QTemporaryDir m_folder;
    HistoryConfig m_config;
    std::unique_ptr<History> m_history;
};

/// The file as someone else would open it; the statements' first values, one for each.
inline QVariantList runSql(const QString &file, const QStringList &statements)
{
    sqlite3 *database = nullptr;
    if (sqlite3_open(QFile::encodeName(file).constData(), &database) != SQLITE_OK)
        qFatal("cannot open %s", qPrintable(file));
    QVariantList values;
    for (const QString &text : statements) {
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(database, text.toUtf8().constData(), -1, &statement, nullptr);
        const bool hasRow = sqlite3_step(statement) == SQLITE_ROW;
        const auto *value = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
        const bool isNumber = hasRow && sqlite3_column_type(statement, 0) == SQLITE_INTEGER;
        values.append(isNumber ? QVariant(sqlite3_column_int(statement, 0))
                               : QVariant(QString::fromUtf8(value)));
        if (sqlite3_finalize(statement) != SQLITE_OK)
            qFatal("cannot run %s", qPrintable(text));
    }
    sqlite3_close(database);
    return values;
}

} // namespace belayer::engine::test
