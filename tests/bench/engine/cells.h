// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The columns of the engine's table.
#pragma once

#include "tests/bench/engine/filledhistory.h"
#include "tests/bench/harness.h"

#include <string>

namespace belayer::bench {

/// Programs one cell starts.
inline constexpr int Starts = 1'000;

std::vector<Cell> engineCells();
std::vector<Cell> processCells();
std::vector<Cell> historyCells();
std::vector<Cell> sqliteCells();

/// A process that has grown: so much memory is resident as long as this lives.
class Ballast
{
public:
    Ballast();
    Ballast(const Ballast &) = delete;
    ~Ballast();

private:
    static constexpr size_t Size = size_t(1) << 30;
    void *m_memory;
};

void fillSqlite(const std::string &path, int rows);

} // namespace belayer::bench
