// SPDX-License-Identifier: GPL-3.0-or-later
// core/engine against its peers. Build the target bench_engine in the release preset.
#include "tests/bench/engine/cells.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace belayer::bench {

namespace {

constexpr const char *FolderVariable = "BELAYER_BENCH_FOLDER";

} // namespace

std::string benchName(int job)
{
    return "process_item(" + std::to_string(job) + ")";
}

std::string benchArgument(int job)
{
    char text[32];
    std::snprintf(text, sizeof text, "clip-%06d.mov", job);
    return text;
}

BenchFiles::BenchFiles()
{
    std::string folder = (std::filesystem::temp_directory_path() / "belayer-bench-XXXXXX").string();
    require(mkdtemp(folder.data()) != nullptr, "a temporary folder");
    setenv(FolderVariable, folder.c_str(), 1);
}

BenchFiles::~BenchFiles()
{
    std::filesystem::remove_all(std::getenv(FolderVariable));
}

std::string BenchFiles::path(const char *name)
{
    return std::string(std::getenv(FolderVariable)) + "/" + name;
}

} // namespace belayer::bench

int main(int argc, char **argv)
{
    using namespace belayer::bench;
    Table table;
    table.rows = {
        {"history-insert", "history: one job, its rows durable (100,000, accepted and finished)",
         "≥ 10,000 a second"},
        {"history-commit", "history: one record until it is durable, 32 at a time", "p99 ≤ 25 ms with HTTP"},
        {"history-page", "history: first page of 200 of 1,000,000, right after opening", "≤ 5",
         Row::Unit::Milliseconds},
        {"history-search", "history: 100 hits in 1,000,000 (clip-0123)", "≤ 20", Row::Unit::Milliseconds},
        {"history-search-common", "history: first 200 of a word in every job", "≤ 20",
         Row::Unit::Milliseconds},
        {"history-search-none", "history: a word in no job", "≤ 20", Row::Unit::Milliseconds},
    };
    for (const auto &cells : {historyCells(), sqliteCells()})
        table.cells.insert(table.cells.end(), cells.begin(), cells.end());
    if (argc > 1 && std::strcmp(argv[1], "--one") == 0)
        return runTable(argc, argv, table);
    const BenchFiles files;
    std::fprintf(stderr, "filling two histories with %d jobs\n", HistoryRows);
    fillHistory(BenchFiles::path("history.db"), HistoryRows);
    fillSqlite(BenchFiles::path("plain.db"), HistoryRows);
    return runTable(argc, argv, table);
}
