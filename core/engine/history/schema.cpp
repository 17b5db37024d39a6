// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/schema.h"

#include "core/engine/history/searchindex.h"

#include <array>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

/// Times are milliseconds since 1970 (UTC), elapsed is in milliseconds, state is JobState's number.
void addJobs(Database &database)
{
    database.run(u"CREATE TABLE job("
                 "serial INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT, children INTEGER NOT NULL,"
                 "kind TEXT NOT NULL, name TEXT NOT NULL, command TEXT NOT NULL, spec TEXT NOT NULL,"
                 "attempt INTEGER NOT NULL, created INTEGER NOT NULL, state INTEGER NOT NULL,"
                 "started INTEGER, finished INTEGER, elapsed INTEGER, progress TEXT, result TEXT,"
                 "error_code TEXT, error TEXT, exit_code INTEGER, signal INTEGER, output TEXT, details TEXT,"
                 "pid INTEGER, pid_start INTEGER, boot TEXT) STRICT"_s);
    // Not unique: an id may be used again once its job is forgotten by the engine; the newest one is meant.
    database.run(u"CREATE INDEX job_id ON job(id)"_s);
    database.run(u"CREATE INDEX job_parent ON job(parent)"_s);
    database.run(u"CREATE INDEX job_state ON job(state)"_s);
    database.run(u"CREATE INDEX job_kind ON job(kind)"_s);
    database.run(u"CREATE INDEX job_process ON job(pid) WHERE pid IS NOT NULL"_s);
    database.run(u"CREATE TABLE label(label TEXT NOT NULL, serial INTEGER NOT NULL,"
                 "PRIMARY KEY(label, serial)) STRICT, WITHOUT ROWID"_s);
    database.run(u"CREATE INDEX label_serial ON label(serial)"_s);
}

void addSearch(Database &database)
{
    SearchIndex::createTables(database);
}

/// `likeness` is set for jobs that succeeded and whose kind learns durations; `worked` (ms) goes with it.
void addDurations(Database &database)
{
    database.run(u"ALTER TABLE job ADD COLUMN likeness INTEGER"_s);
    database.run(u"ALTER TABLE job ADD COLUMN worked INTEGER"_s);
    database.run(u"CREATE INDEX job_likeness ON job(likeness, serial, worked) WHERE likeness IS NOT NULL"_s);
}

/// In order; the version is the position, from 1. Never change a step that was released: add one.
constexpr std::array<void (*)(Database &), 3> Steps = {addJobs, addSearch, addDurations};

} // namespace

int schemaVersion()
{
    return static_cast<int>(Steps.size());
}

int schemaVersion(Database &database)
{
    return database.value(u"PRAGMA user_version"_s).toInt();
}

void migrate(Database &database)
{
    for (int version = schemaVersion(database); version < schemaVersion(); ++version) {
        Transaction transaction(database);
        Steps[static_cast<size_t>(version)](database);
        database.run(u"PRAGMA user_version=%1"_s.arg(version + 1));
        transaction.commit();
    }
}

} // namespace belayer::engine
