// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One SQLite connection and its statements; failures are exceptions that say what kind of trouble it
/// is.
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <exception>

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
    /// The first column of the first row; invalid if there is none.
    QVariant value(const QString &sql);
    const QSqlDatabase &connection() const noexcept { return m_connection; }

private:
    void configure(Access access);

    QString m_name;
    QSqlDatabase m_connection;
};

/// A prepared statement, to be run again and again.
class Statement
{
public:
    Statement(Database &database, const QString &sql);

    /// Runs it with these values for its question marks, from the first row on.
    template<class... Values> void run(const Values &...values)
    {
        qsizetype position = 0;
        (m_query.bindValue(m_names.at(position++), values), ...);
        execute();
    }
    void run(const QVariantList &values);
    bool next();
    QVariant value(int column) const { return m_query.value(column); }
    qint64 integer(int column) const { return value(column).toLongLong(); }
    QString text(int column) const { return value(column).toString(); }
    int affectedRows() const { return m_query.numRowsAffected(); }
    /// Lets go of the rows not read; a statement that stands on a row holds its read lock.
    void finish() { m_query.finish(); }

private:
    void execute();

    QSqlQuery m_query;
    QStringList m_names; ///< of its parameters
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
