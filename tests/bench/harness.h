// SPDX-License-Identifier: MIT
/// \file A benchmark is a table: rows are operations, columns are libraries, every cell measured in a process
/// of its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace belayer::bench {

struct Sample
{
    double nanoseconds = 0; ///< per operation
    double bytes = 0;       ///< per live object, where the row is about memory; else 0
    double count = 0;       ///< where the row counts something
};

/// One cell. `run` is called once in a fresh process, so that no cell warms the allocator of another.
struct Cell
{
    std::string row;
    std::string column;
    Sample (*run)();
};

/// A cell measured by another program: `command ROW` prints "NANOSECONDS BYTES [COUNT]".
struct ForeignColumn
{
    std::string column;
    std::vector<std::string> command;
    std::vector<std::string> rows;
};

/// The most that our figure may be; the table then says whether it is met.
struct Limit
{
    double atMost;
    std::string column = {}; ///< times the figure of this column; empty: in the row's unit
};

/// What a row means and what we set out to reach; words where it cannot be told from this row alone.
struct Row
{
    /// Of the printed figure; cells always give nanoseconds, bytes or a count. Percent: of a second, from
    /// nanoseconds.
    enum class Unit { Nanoseconds, Milliseconds, Percent, Bytes, Megabytes, Count };
    std::string name;
    std::string title;
    std::string goal;
    Unit unit = Unit::Nanoseconds;
    std::optional<Limit> limit = {};
};

struct Table
{
    std::vector<Row> rows;
    std::vector<Cell> cells;
    std::vector<ForeignColumn> foreign;
    /// One column each, or all in one: for tables whose rows have different peers.
    enum class Peers { Columns, List } peers = Peers::Columns;
};

/// The command line of a benchmark: `[--rounds N] [ROW...]`. Runs the cells in interleaved rounds and prints
/// a Markdown table of medians, with each peer's ratio to our first column. Returns the exit code.
int runTable(int argc, char **argv, const Table &table);

class Stopwatch
{
public:
    double nanoseconds() const
    {
        return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// CPU time used so far, user and system.
double cpuNanoseconds();         ///< by all threads of the process
double cpuNanosecondsOfThread(); ///< by the calling one
/// Bytes in use on the heap, by malloc's own count.
std::int64_t heapBytes();
/// Bytes resident, by the kernel's count: also sees memory that own allocators keep.
std::int64_t residentBytes();
/// Ends the benchmark with a message when a peer did not do the work it is timed for.
void require(bool ok, const char *what);

} // namespace belayer::bench
