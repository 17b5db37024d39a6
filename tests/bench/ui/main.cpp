// SPDX-License-Identifier: GPL-3.0-or-later
// The window against Qt's own views, style and a bare program. Build the target bench_ui in the release
// preset; bench_ui.sh runs it offscreen and under Xvfb.
#include "tests/bench/engine/filledhistory.h"
#include "tests/bench/ui/cells.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace {

using namespace belayer::bench;

std::vector<Row> rows()
{
    using Unit = Row::Unit;
    const auto ms = Unit::Milliseconds;
    return {
        {"filter100k", "filter 100,000 by a part of the name", {}, ms, Limit{2}},
        {"filter1m", "filter 1,000,000", {}, ms, Limit{15}},
        {"filter1m-few", "the same for what only fifty have", {}, ms, Limit{15}},
        {"sort100k", "sort 100,000 by name", {}, ms, Limit{15}},
        {"sort1m", "sort 1,000,000 by name", {}, ms, Limit{150}},
        {"append", "1,000 more to a sorted, filtered million", {}, ms, Limit{16}},
        {"paint100k", "first paint of 100,000 rows", {}, ms, Limit{1.5, "QTableView"}},
        {"paint1m", "first paint of 1,000,000 rows", {}, ms, Limit{1.5, "QTableView"}},
        {"change",
         "tell the view of a changed row, 100,000 rows",
         {},
         Unit::Nanoseconds,
         Limit{1, "QTableView"}},
        {"progress", "paint a progress cell", {}, Unit::Nanoseconds, Limit{5'000}},
        {"update10k", "model and view: an update, 10,000 a second", {}, Unit::Nanoseconds, Limit{6'000}},
        {"update100k", "model and view: an update, 100,000 a second", {}, Unit::Nanoseconds, Limit{600}},
        {"older", "100,000 older jobs, 1,000 at a time: the longest turn (CPU)", {}, ms, Limit{20}},
        {"memory", "memory of the window for a job", "-", Unit::Bytes},
        {"output", "10 MB of output in 100,000 lines, until the last is painted", {}, ms, Limit{100}},
        {"output-hold", "the longest turn of the event loop meanwhile", {}, ms, Limit{33}},
        {"output-line", "the same for a line of 10 MB", {}, ms, Limit{33}},
        {"output-memory", "memory of the pane for these 10 MB", {}, Unit::Bytes, Limit{1'000'000}},
        {"output-search", "find all of 801 words in them", {}, ms, Limit{200}},
        {"arrive", "100,000 jobs arrive in the open window", {}, ms, Limit{1'000}},
        {"busy10k", "main thread busy, 10,000 updates a second", {}, Unit::Percent, Limit{6}},
        {"busy100k", "main thread busy, 100,000 updates a second", {}, Unit::Percent, Limit{25}},
        {"frame10k", "the longest frame of these at 10,000 (CPU)", {}, ms, Limit{20}},
        {"frame100k", "the longest frame at 100,000 (CPU)", {}, ms, Limit{20}},
        {"watching",
         "engine thread: more CPU while the window is open, /bin/true",
         {},
         Unit::Percent,
         Limit{2}},
        {"watching-squares", "the same, jobs of microseconds", {}, Unit::Percent, Limit{2}},
        {"start",
         "program start to first paint, 1,000,000 jobs in its history",
         {},
         ms,
         Limit{1.3, "bare program"}},
        {"start-rows", "the same until the table has rows", "-", ms},
        {"start-http", "from first paint until HTTP is up", {}, ms, Limit{5}},
        {"start-memory", "resident once started", {}, Unit::Megabytes, Limit{1.5, "bare program"}},
        {"idle-memory", "resident, idle", {}, Unit::Megabytes, Limit{60}},
        {"idle", "idle: wake-ups of all threads in 10 s", {}, Unit::Count, Limit{0}},
    };
}

/// Whether a row is wanted that starts the program.
bool needsHistory(int argc, char **argv)
{
    const int first = argc >= 3 && std::strcmp(argv[1], "--rounds") == 0 ? 3 : 1;
    return first >= argc || std::any_of(argv + first, argv + argc, [](const char *row) {
               return std::strncmp(row, "start", 5) == 0 || std::strncmp(row, "idle", 4) == 0;
           });
}

} // namespace

int main(int argc, char **argv)
{
    Table table{rows(), {}, {}, Table::Peers::List};
    for (const auto &cells : {modelCells(), viewCells(), outputCells(), windowCells(), programCells()})
        table.cells.insert(table.cells.end(), cells.begin(), cells.end());
    if (argc > 1 && std::strcmp(argv[1], "--one") == 0)
        return runTable(argc, argv, table);
    const BenchFiles files;
    if (needsHistory(argc, argv) && !std::filesystem::exists(BenchFiles::path("data"))) {
        std::fprintf(stderr, "filling a history with %d jobs\n", HistoryRows);
        std::filesystem::create_directory(BenchFiles::path("data"));
        fillHistory(BenchFiles::path("data/history.db"), HistoryRows);
    }
    return runTable(argc, argv, table);
}
