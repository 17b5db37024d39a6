// SPDX-License-Identifier: GPL-3.0-or-later
// filledhistory DIR COUNT: a data folder with the history of COUNT finished jobs, for `belayer --data-dir
// DIR`.
#include "tests/bench/engine/filledhistory.h"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>

int main(int argc, char **argv)
{
    int jobs = 0;
    if (argc == 3)
        std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), jobs);
    if (jobs < 1) {
        std::fputs("usage: filledhistory DIR COUNT\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    if (std::filesystem::exists(folder / "history.db")) {
        std::fputs("filledhistory: there is a history already\n", stderr);
        return 1;
    }
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    belayer::bench::fillHistory((folder / "history.db").string(), jobs);
    return 0;
}
