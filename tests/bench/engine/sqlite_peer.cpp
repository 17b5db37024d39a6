// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's own C interface on a bare table: no index, no full text, one row a job, and LIKE for the search.
// The insert is the limit of what the disk and SQLite allow, with groups of 500.
#include "tests/bench/engine/cells.h"

#include <filesystem>

#include <sqlite3.h>

namespace belayer::bench {

namespace {

class Plain
{
public:
    explicit Plain(const std::string &path)
    {
        require(sqlite3_open(path.c_str(), &m_database) == SQLITE_OK, "sqlite3_open");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE IF NOT EXISTS job(id INTEGER PRIMARY KEY, name TEXT NOT NULL, command TEXT NOT "
            "NULL, state "
            "INTEGER NOT NULL, created INTEGER NOT NULL, started INTEGER, finished INTEGER, result TEXT)");
    }
    Plain(const Plain &) = delete;
    ~Plain() { sqlite3_close(m_database); }

    void run(const char *sql)
    {
        require(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    }
    void insert(int first, int count)
    {
        sqlite3_stmt *statement =
            prepare("INSERT INTO job(name, command, state, created, started, finished, result) "
                    "VALUES(?, ?, 5, ?, ?, ?, 'Task 1 won!')");
        run("BEGIN");
        for (int job = first; job < first + count; ++job) {
            const std::string name = benchName(job);
            const std::string command =
                "/usr/local/bin/encode --input " + benchArgument(job) + " --preset slow";
            sqlite3_bind_text(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT);
            sqlite3_bind_text(statement, 2, command.c_str(), -1, SQLITE_TRANSIENT);
            for (int time = 3; time <= 5; ++time)
                sqlite3_bind_int64(statement, time, 1'795'300'000'000 + job);
            require(sqlite3_step(statement) == SQLITE_DONE, "insert");
            sqlite3_reset(statement);
        }
        run("COMMIT");
        sqlite3_finalize(statement);
    }
    int count(const char *sql)
    {
        sqlite3_stmt *statement = prepare(sql);
        int rows = 0;
        while (sqlite3_step(statement) == SQLITE_ROW)
            ++rows;
        sqlite3_finalize(statement);
        return rows;
    }

private:
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        require(sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        return statement;
    }
    sqlite3 *m_database = nullptr;
};

Sample insert()
{
    constexpr int Count = 100'000;
    const std::string path = BenchFiles::path("insert-plain.db");
    double nanoseconds = 0;
    {
        Plain plain(path);
        const Stopwatch watch;
        for (int first = 0; first < Count; first += 500)
            plain.insert(first, 500);
        nanoseconds = watch.nanoseconds() / Count;
    }
    std::filesystem::remove(path);
    return {nanoseconds, 0};
}

/// Each record its own transaction, as a program without group commit does.
Sample commit()
{
    constexpr int Count = 2'000;
    const std::string path = BenchFiles::path("commit-plain.db");
    double nanoseconds = 0;
    {
        Plain plain(path);
        const Stopwatch watch;
        for (int job = 0; job < Count; ++job)
            plain.insert(job, 1);
        nanoseconds = watch.nanoseconds() / Count;
    }
    std::filesystem::remove(path);
    return {nanoseconds, 0};
}

Sample read(const char *sql, int expected)
{
    const Stopwatch watch;
    Plain plain(BenchFiles::path("plain.db"));
    require(plain.count(sql) == expected, sql);
    return {watch.nanoseconds(), 0};
}

Sample page()
{
    return read("SELECT * FROM job ORDER BY id DESC LIMIT 200", 200);
}

Sample search()
{
    return read("SELECT * FROM job WHERE command LIKE '%clip-0123%' ORDER BY id DESC LIMIT 200", 100);
}

Sample searchCommon()
{
    return read("SELECT * FROM job WHERE command LIKE '%encode%' ORDER BY id DESC LIMIT 200", 200);
}

Sample searchNone()
{
    return read("SELECT * FROM job WHERE command LIKE '%nowhere%' ORDER BY id DESC LIMIT 200", 0);
}

} // namespace

void fillSqlite(const std::string &path, int rows)
{
    Plain(path).insert(0, rows);
}

std::vector<Cell> sqliteCells()
{
    return {{"history-insert", "sqlite3", insert},
            {"history-commit", "sqlite3", commit},
            {"history-page", "sqlite3", page},
            {"history-search", "sqlite3", search},
            {"history-search-common", "sqlite3", searchCommon},
            {"history-search-none", "sqlite3", searchNone}};
}

} // namespace belayer::bench
