// SPDX-License-Identifier: MIT
// core/async against its peers, every row of the budget table. Build the target bench_async in the release preset.
#include "tests/bench/async/cells.h"

using namespace belayer::bench;

int main(int argc, char **argv)
{
    Table table;
    table.rows = {
        {"spawn", "spawn and join a no-op job, warm", "≤ 110; ≥ 100 × asyncio"},
        {"spawn-yield", "the same with one yield", "≤ 150"},
        {"wake", "wake one of 100,000 waiters", "≤ 40"},
        {"ping-pong", "event ping-pong, one way", "≤ 40"},
        {"cancel", "cancel one of 100,000 sleepers, cooperative", "≤ 800"},
        {"cancel-destroy", "the same where the frame may be destroyed", "≤ 100"},
        {"race", "race of two no-op tasks", "≤ 250"},
        {"lazy", "hot AsyncLazy::get", "≤ 3"},
        {"pool-one", "pool hop, one at a time", "≤ 0.1 × futex round trip"},
        {"pool-many", "pool hop, 100,000 at once", "≤ 150"},
        {"pool-paced", "CPU time of a hop every millisecond", ""},
        {"pool-long", "CPU time of a hop beside its body of 500 µs", ""},
        {"sleep100", "100,000 sleeps of 100 ms, all done", "≤ 130", Row::Unit::Milliseconds},
        {"park", "memory of a parked job", "≤ 192", Row::Unit::Bytes},
    };
    for (const auto &cells : {ourCells(), qtCells(), qcoroCells(), asioCells(), bareCells()})
        table.cells.insert(table.cells.end(), cells.begin(), cells.end());
    table.foreign = {{"asyncio",
                      {"python3", BELAYER_ASYNCIO_PEER},
                      {"spawn", "spawn-yield", "wake", "ping-pong", "cancel", "race", "lazy", "pool-one", "pool-many",
                       "sleep100", "park"}}};
    return runTable(argc, argv, table);
}
