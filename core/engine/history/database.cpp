// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/database.h"

#include "core/engine/history/databasefile.h"

#include <QSqlError>

#include <atomic>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

// From sqlite3.h, whose result codes never change; the rest of the header is Qt's business.
constexpr int SqliteCorrupt = 11;
constexpr int SqliteNotADatabase = 26;
constexpr int PrimaryCode = 0xff;

/// What helps, for those troubles that people can do something about.
QString remedy(int code)
{
    switch (code) {
    case 5: // SQLITE_BUSY
    case 6: return u"; close the other program that uses it"_s;
    case 8: // SQLITE_READONLY
    case 14: return u"; make the file and its folder writable"_s;
    case 10: return u"; the disk may be failing"_s; // SQLITE_IOERR
    case 13: return u"; free some space on its disk"_s;
    default: return {};
    }
}

[[noreturn]] void fail(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt() & PrimaryCode;
    const bool damaged = code == SqliteCorrupt || code == SqliteNotADatabase;
    throw DatabaseError(damaged ? DatabaseError::Kind::Damaged : DatabaseError::Kind::Unavailable,
                        u"%1 (SQLite %2)%3"_s.arg(error.databaseText()).arg(code).arg(remedy(code)));
}

QString freshName()
{
    static std::atomic<quint64> count{0};
    return u"belayer-history-%1"_s.arg(++count);
}

} // namespace

Database::Database(const QString &path, Access access)
    : m_name(freshName()), m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(access == Access::ReadOnly
                                       ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s
                                       : u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    try {
        if (!m_connection.open())
            fail(m_connection.lastError());
        configure(access);
    } catch (const DatabaseError &) {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

Database::~Database()
{
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

void Database::configure(Access access)
{
    run(u"PRAGMA trusted_schema=OFF"_s);
    run(u"PRAGMA cell_size_check=ON"_s);
    if (access == Access::ReadOnly)
        return;
    // Before WAL, so that it stands in the file itself: one killed at its first commits is still known as
    // ours.
    if (value(u"PRAGMA page_count"_s).toInt() == 0)
        run(u"PRAGMA application_id=%1"_s.arg(ApplicationId));
    if (value(u"PRAGMA journal_mode=WAL"_s).toString() != u"wal"_s)
        throw DatabaseError(DatabaseError::Kind::Unavailable,
                            u"the file system does not allow SQLite's write-ahead log"_s);
    run(u"PRAGMA synchronous=FULL"_s);
    run(u"PRAGMA journal_size_limit=16777216"_s); // one large transaction must not leave a large file for
                                                  // ever
}

void Database::run(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        fail(query.lastError());
}

QVariant Database::value(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        fail(query.lastError());
    if (query.next())
        return query.value(0);
    if (query.lastError().isValid())
        fail(query.lastError());
    return {};
}

/// With names instead of question marks: of those Qt makes the names anew, by QString::arg(), each time a
/// value is bound, which was a fifth of what a record cost.
Statement::Statement(Database &database, const QString &sql) : m_query(database.connection())
{
    QString named = sql;
    for (qsizetype at = 0; (at = named.indexOf(u'?', at)) >= 0;) {
        m_names.append(u":p%1"_s.arg(m_names.size()));
        named.replace(at, 1, m_names.last());
    }
    m_query.setForwardOnly(true);
    if (!m_query.prepare(named))
        fail(m_query.lastError());
}

void Statement::run(const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(m_names.at(i), values.at(i));
    execute();
}

void Statement::execute()
{
    if (!m_query.exec())
        fail(m_query.lastError());
}

bool Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        fail(m_query.lastError());
    return false;
}

Transaction::Transaction(Database &database) : m_database(database)
{
    database.run(u"BEGIN IMMEDIATE"_s);
}

Transaction::~Transaction()
{
    if (!m_isOpen)
        return;
    try {
        m_database.run(u"ROLLBACK"_s);
    } catch (const DatabaseError &) { // SQLite has rolled back by itself, as after a full disk
    }
}

void Transaction::commit()
{
    m_database.run(u"COMMIT"_s);
    m_isOpen = false;
}

} // namespace belayer::engine
