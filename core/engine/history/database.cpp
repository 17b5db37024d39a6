// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/database.h"

#include "core/engine/history/databasefile.h"

#include <QFile>

#include <sqlite3.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int BusyMilliseconds = 2'000;
constexpr int PrimaryCode = 0xff;

/// What helps, for those troubles that people can do something about.
QString remedy(int code)
{
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return u"; close the other program that uses it"_s;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: return u"; make the file and its folder writable"_s;
    case SQLITE_IOERR: return u"; the disk may be failing"_s;
    case SQLITE_FULL: return u"; free some space on its disk"_s;
    default: return {};
    }
}

/// What went wrong last on the connection.
[[noreturn]] void fail(sqlite3 *connection)
{
    const int code = sqlite3_errcode(connection) & PrimaryCode;
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    throw DatabaseError(
        damaged ? DatabaseError::Kind::Damaged : DatabaseError::Kind::Unavailable,
        u"%1 (SQLite %2)%3"_s.arg(QString::fromUtf8(sqlite3_errmsg(connection))).arg(code).arg(remedy(code)));
}

} // namespace

Database::Database(const QString &path, Access access)
{
    const int mode = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    m_handle.reset(handle); // is there after most failures, too
    if (code != SQLITE_OK)
        fail(handle);
    sqlite3_busy_timeout(handle, BusyMilliseconds);
    configure(access);
}

Database::~Database() = default;

void Database::Close::operator()(sqlite3 *handle) const noexcept
{
    sqlite3_close(handle);
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
    Statement(*this, sql).run();
}

QVariant Database::value(const QString &sql)
{
    Statement statement(*this, sql);
    statement.run();
    return statement.next() ? statement.value(0) : QVariant();
}

Statement::Statement(Database &database, const QString &sql) : m_connection(database.handle())
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_connection, text.constData(), int(text.size()), &statement, nullptr) !=
        SQLITE_OK)
        fail(m_connection);
    m_statement.reset(statement);
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const noexcept
{
    sqlite3_finalize(statement);
}

void Statement::run(const QVariantList &values)
{
    finish();
    for (qsizetype i = 0; i < values.size(); ++i)
        bind(int(i) + 1, values.at(i));
    execute();
}

void Statement::bind(int position, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const int code = text.isNull()
                         ? sqlite3_bind_null(m_statement.get(), position)
                         : sqlite3_bind_text64(m_statement.get(), position, utf8.constData(),
                                               sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK)
        fail(m_connection);
}

void Statement::bind(int position, const QVariant &value)
{
    if (value.typeId() == QMetaType::QString || !value.isValid()) {
        bind(position, value.toString());
        return;
    }
    Q_ASSERT_X(value.typeId() == QMetaType::Int || value.typeId() == QMetaType::LongLong, "Statement::bind",
               "the tables hold texts and integers");
    bindInteger(position, value.toLongLong());
}

void Statement::bindInteger(int position, qint64 number)
{
    if (sqlite3_bind_int64(m_statement.get(), position, number) != SQLITE_OK)
        fail(m_connection);
}

void Statement::execute()
{
    m_row = step() ? Row::Fetched : Row::None;
}

/// At the end, or when it fails, the statement lets go of its locks.
bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    m_row = Row::None;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return false;
    }
    try {
        fail(m_connection);
    } catch (const DatabaseError &) {
        sqlite3_reset(m_statement.get()); // not before: it may take the message away
        throw;
    }
}

bool Statement::next()
{
    if (m_row == Row::Fetched || (m_row == Row::Current && step()))
        m_row = Row::Current;
    return m_row == Row::Current;
}

QVariant Statement::value(int column) const
{
    switch (sqlite3_column_type(m_statement.get(), column)) {
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_NULL: return {};
    default: return text(column);
    }
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

/// Null for NULL. The text first: its size is that of its last form.
QString Statement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement.get(), column));
}

int Statement::affectedRows() const
{
    return sqlite3_changes(m_connection);
}

void Statement::finish() noexcept
{
    sqlite3_reset(m_statement.get());
    m_row = Row::None;
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
