// SPDX-License-Identifier: GPL-3.0-or-later
// core/engine against its peers. Build the target bench_engine in the release preset.
#include "tests/bench/engine/cells.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace belayer::bench {

namespace {

/// Whether a row that reads a filled history is wanted.
bool needsHistories(int argc, char **argv)
{
    const int first = argc >= 3 && std::strcmp(argv[1], "--rounds") == 0 ? 3 : 1;
    return first >= argc || std::any_of(argv + first, argv + argc,
                                        [](const char *row) { return std::strncmp(row, "history", 7) == 0; });
}

} // namespace

} // namespace belayer::bench

int main(int argc, char **argv)
{
    using namespace belayer::bench;
    Table table;
    table.rows = {
        {"submit-durable", "submit a job until it is on disk, 32 clients, each",
         "≥ 10,000 a second: ≤ 100,000"},
        {"submit-durable-p99", "the slowest of 100 of these", "≤ 25", Row::Unit::Milliseconds},
        {"start-true", "/bin/true from submit to end, history on, each of 1,000", "≥ 0.9 × posix_spawn",
         Row::Unit::Milliseconds},
        {"start-true-heavy", "the same in a process with 1 GiB resident", "≤ 1.7 × the row above",
         Row::Unit::Milliseconds},
        {"history-insert", "history: one job, its rows durable (100,000, accepted and finished)",
         "≥ 10,000 a second"},
        {"history-commit", "history: one record until it is durable, 32 at a time", "p99 ≤ 25 ms with HTTP"},
        {"history-page", "history: first page of 200 of 1,000,000, half a second after opening", "≤ 5",
         Row::Unit::Milliseconds},
        {"history-page-at-once", "the same as the first thing after opening", "-", Row::Unit::Milliseconds},
        {"history-search", "history: 100 hits in 1,000,000 (clip-0123)", "≤ 20", Row::Unit::Milliseconds},
        {"history-search-at-once", "the same as the first thing after opening", "-", Row::Unit::Milliseconds},
        {"history-search-common", "history: first 200 of a word in every job", "≤ 20",
         Row::Unit::Milliseconds},
        {"history-search-none", "history: a word in no job", "≤ 20", Row::Unit::Milliseconds},
    };
    for (const auto &cells : {engineCells(), processCells(), historyCells(), sqliteCells()})
        table.cells.insert(table.cells.end(), cells.begin(), cells.end());
    if (argc > 1 && std::strcmp(argv[1], "--one") == 0)
        return runTable(argc, argv, table);
    const BenchFiles files;
    if (needsHistories(argc, argv)) {
        std::fprintf(stderr, "filling two histories with %d jobs\n", HistoryRows);
        fillHistory(BenchFiles::path("history.db"), HistoryRows);
        fillSqlite(BenchFiles::path("plain.db"), HistoryRows);
    }
    return runTable(argc, argv, table);
}
