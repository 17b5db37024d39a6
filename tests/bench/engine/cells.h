// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The columns of the engine's table.
#pragma once

#include "tests/bench/harness.h"

#include <string>

namespace belayer::bench {

inline constexpr int HistoryRows = 1'000'000;

/// Programs one cell starts.
inline constexpr int Starts = 1'000;

std::vector<Cell> engineCells();
std::vector<Cell> processCells();
std::vector<Cell> historyCells();
std::vector<Cell> sqliteCells();

/// What both sides store, so that both write the same texts.
std::string benchName(int job);
std::string benchArgument(int job);

/// The files of HistoryRows jobs that the reading cells use, made before the first round and removed at the
/// end.
class BenchFiles
{
public:
    BenchFiles();
    BenchFiles(const BenchFiles &) = delete;
    ~BenchFiles();
    /// In the process of a cell too.
    static std::string path(const char *name);
};

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

void fillHistory(const std::string &path, int rows);
void fillSqlite(const std::string &path, int rows);

} // namespace belayer::bench
