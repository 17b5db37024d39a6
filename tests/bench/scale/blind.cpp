// SPDX-License-Identifier: MIT
// Cells of the async benchmark over the library without its introspection: `bench_blind ROW`.
#include "tests/bench/async/cells.h"

#include <cstdio>
#include <cstring>

#include <unistd.h>

using namespace belayer::bench;

int main(int argc, char **argv)
{
    for (const Cell &cell : ourCells()) {
        if (argc != 2 || cell.row != argv[1])
            continue;
        const Sample sample = cell.run();
        std::printf("%.3f %.1f\n", sample.nanoseconds, sample.bytes);
        std::fflush(stdout);
        _exit(0);
    }
    std::fprintf(stderr, "usage: bench_blind ROW\n");
    return 2;
}
