// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One SQLite connection and its statements; failures are exceptions that say what kind of trouble it
/// is.
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <concepts>
#include <exception>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace belayer::engine {

class DatabaseError : public std::exception
{
public:
    enum class Kind : quint8 {
        Damaged,     ///< the file's content is wrong: no SQLite database, or a broken one
        Unavailable, ///< the disk is full, read-only or failing, the file locked: may get better by itself
    };
    DatabaseError(Kind kind, QString message) : m_kind(kind), m_message(std::move(message)) {}
    Kind kind() const noexcept { return m_kind; }
    const QString &message() const noexcept { return m_message; }
    const char *what() const noexcept override { return "database error"; }

private:
    Kind m_kind;
    QString m_message;
};

/// Belongs to the thread that made it. Statements must be gone before it is.
class Database
{
public:
    enum class Access : quint8 { ReadWrite, ReadOnly };

    /// The file must exist. A writer gets WAL and synchronous=FULL: what is committed survives a power cut.
    Database(const QString &path, Access access);
    Database(const Database &) = delete;
    ~Database();

    void run(const QString &sql);
    /// The first column of the first row; invalid if there is none, or NULL in it.
    QVariant value(const QString &sql);
    sqlite3 *handle() const noexcept { return m_handle.get(); }

private:
    void configure(Access access);

    struct Close
    {
        void operator()(sqlite3 *handle) const noexcept;
    };
    std::unique_ptr<sqlite3, Close> m_handle;
};

/// A prepared statement, to be run again and again.
class Statement
{
public:
    Statement(Database &database, const QString &sql);

    /// Runs it with these values for its question marks, up to the first row.
    template<class... Values> void run(const Values &...values)
    {
        finish();
        int position = 0;
        (bind(++position, values), ...);
        execute();
    }
    void run(const QVariantList &values);
    bool next();
    /// Of the row that next() has come to, which these four read.
    QVariant value(int column) const;
    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    int affectedRows() const;
    /// Lets go of the rows not read; a statement that stands on a row holds its read lock.
    void finish() noexcept;

private:
    void bind(int position, std::integral auto number) { bindInteger(position, static_cast<qint64>(number)); }
    void bind(int position, const QString &text); ///< a null text is NULL
    void bind(int position, const QVariant &value);
    void bindInteger(int position, qint64 number);
    void execute();
    bool step();

    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const noexcept;
    };
    enum class Row : quint8 {
        None,
        Fetched, ///< and not asked for yet
        Current,
    };
    sqlite3 *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    Row m_row = Row::None;
};

/// Rolls back unless committed.
class Transaction
{
public:
    explicit Transaction(Database &database);
    Transaction(const Transaction &) = delete;
    ~Transaction();
    void commit();

private:
    Database &m_database;
    bool m_isOpen = true;
};

} // namespace belayer::engine
