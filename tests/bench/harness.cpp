// SPDX-License-Identifier: MIT
#include "tests/bench/harness.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <optional>
#include <span>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

namespace belayer::bench {

namespace {

using Key = std::pair<std::string, std::string>;
using Samples = std::map<Key, std::vector<Sample>>;

/// Runs a program and reads "NANOSECONDS BYTES [COUNT]" from its output; nothing if it fails or says
/// something else.
std::optional<Sample> measureInChild(const std::vector<std::string> &command)
{
    int out[2];
    if (pipe(out) != 0)
        return std::nullopt;
    const pid_t child = fork();
    if (child == 0) {
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        close(out[1]);
        std::vector<char *> arguments;
        for (const std::string &word : command)
            arguments.push_back(const_cast<char *>(word.c_str()));
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    close(out[1]);
    std::string text;
    char buffer[256];
    for (ssize_t got; (got = read(out[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, std::size_t(got));
    close(out[0]);
    int status = 0;
    waitpid(child, &status, 0);
    Sample sample;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
        std::sscanf(text.c_str(), "%lf %lf %lf", &sample.nanoseconds, &sample.bytes, &sample.count) < 2)
        return std::nullopt;
    return sample;
}

bool wanted(const std::string &row, std::span<char *> rows)
{
    return rows.empty() ||
           std::any_of(rows.begin(), rows.end(), [&](const char *name) { return row == name; });
}

void measureRound(const char *self, const Table &table, std::span<char *> rows, Samples &samples)
{
    for (const Cell &cell : table.cells) {
        if (!wanted(cell.row, rows))
            continue;
        if (const auto sample = measureInChild({self, "--one", cell.row, cell.column}))
            samples[{cell.row, cell.column}].push_back(*sample);
        else
            std::fprintf(stderr, "%s of %s failed\n", cell.row.c_str(), cell.column.c_str());
    }
    for (const ForeignColumn &column : table.foreign) {
        for (const std::string &row : column.rows) {
            if (!wanted(row, rows))
                continue;
            std::vector<std::string> command = column.command;
            command.push_back(row);
            if (const auto sample = measureInChild(command))
                samples[{row, column.column}].push_back(*sample);
        }
    }
}

std::vector<std::string> columnsOf(const Table &table)
{
    std::vector<std::string> columns;
    const auto add = [&](const std::string &name) {
        if (std::find(columns.begin(), columns.end(), name) == columns.end())
            columns.push_back(name);
    };
    for (const Cell &cell : table.cells)
        add(cell.column);
    for (const ForeignColumn &column : table.foreign)
        add(column.column);
    return columns;
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, value < 10 && value != std::floor(value) ? "%.1f" : "%.0f", value);
    return text;
}

double figure(const Sample &sample, Row::Unit unit)
{
    switch (unit) {
    case Row::Unit::Nanoseconds: return sample.nanoseconds;
    case Row::Unit::Milliseconds: return sample.nanoseconds / 1e6;
    case Row::Unit::Percent: return sample.nanoseconds / 1e7;
    case Row::Unit::Bytes: return sample.bytes;
    case Row::Unit::Megabytes: return sample.bytes / 1e6;
    case Row::Unit::Count: return sample.count;
    }
    return 0;
}

std::string unitText(Row::Unit unit)
{
    switch (unit) {
    case Row::Unit::Nanoseconds: return "ns";
    case Row::Unit::Milliseconds: return "ms";
    case Row::Unit::Percent: return "%";
    case Row::Unit::Bytes: return "B";
    case Row::Unit::Megabytes: return "MB";
    case Row::Unit::Count: return "";
    }
    return {};
}

/// The median of the cell in the row's unit; nothing if it was not measured.
std::optional<double> result(const Samples &samples, const Row &row, const std::string &column)
{
    const auto found = samples.find({row.name, column});
    if (found == samples.end())
        return std::nullopt;
    std::vector<double> figures;
    for (const Sample &sample : found->second)
        figures.push_back(figure(sample, row.unit));
    const auto middle = figures.begin() + std::ptrdiff_t(figures.size() / 2);
    std::nth_element(figures.begin(), middle, figures.end());
    return *middle;
}

/// One cell of the printed table: "120 (×1.5)".
std::string cellText(const Samples &samples, const Row &row, const std::string &column)
{
    const std::optional<double> value = result(samples, row, column);
    const std::optional<double> ours = result(samples, row, "ours");
    if (!value)
        return "-";
    if (column == "ours" || !ours || *ours == 0)
        return number(*value);
    return number(*value) + " (×" + number(*value / *ours) + ")";
}

/// All peers in one cell: "QTableView 19 (×1.2), QTreeView 29 (×1.8)".
std::string peersText(const Samples &samples, const Row &row, const std::vector<std::string> &columns)
{
    std::string text;
    for (const std::string &column : columns) {
        if (column != "ours" && result(samples, row, column))
            text += (text.empty() ? "" : ", ") + column + " " + cellText(samples, row, column);
    }
    return text.empty() ? "-" : text;
}

std::string goalText(const Samples &samples, const Row &row)
{
    if (!row.limit)
        return row.goal;
    const bool isRatio = !row.limit->column.empty();
    std::string text = "≤ " + number(row.limit->atMost) + (isRatio ? " × " + row.limit->column : "");
    const std::optional<double> ours = result(samples, row, "ours");
    const std::optional<double> unit = isRatio ? result(samples, row, row.limit->column) : 1.0;
    if (!ours || !unit)
        return text;
    return text + (*ours <= row.limit->atMost * *unit ? ": met" : ": **missed**");
}

void print(const Table &table, const Samples &samples, std::span<char *> rows, int rounds)
{
    const std::vector<std::string> columns = columnsOf(table);
    const bool isList = table.peers == Table::Peers::List;
    const std::vector<std::string> shown = isList ? std::vector<std::string>{"ours", "peers"} : columns;
    std::printf("Median of %d interleaved rounds; (×n): times ours.\n\n| operation |", rounds);
    for (const std::string &column : shown)
        std::printf(" %s |", column.c_str());
    std::printf(" goal |\n| --- |");
    for (const std::string &column : shown)
        std::printf(column == "peers" ? " --- |" : " ---: |");
    std::printf(" --- |\n");
    for (const Row &row : table.rows) {
        if (!wanted(row.name, rows))
            continue;
        const std::string unit = unitText(row.unit);
        std::printf("| %s%s |", row.title.c_str(), unit.empty() ? "" : (", " + unit).c_str());
        for (const std::string &column : shown) {
            const bool isAll = isList && column == "peers";
            std::printf(" %s |",
                        (isAll ? peersText(samples, row, columns) : cellText(samples, row, column)).c_str());
        }
        std::printf(" %s |\n", goalText(samples, row).c_str());
    }
}

int runOne(const Table &table, const std::string &row, const std::string &column)
{
    for (const Cell &cell : table.cells) {
        if (cell.row == row && cell.column == column) {
            const Sample sample = cell.run();
            std::printf("%.3f %.1f %.1f\n", sample.nanoseconds, sample.bytes, sample.count);
            std::fflush(stdout);
            _exit(0); // a peer that parks 100,000 coroutines need not be made to end them
        }
    }
    std::fprintf(stderr, "no cell %s of %s\n", row.c_str(), column.c_str());
    return 2;
}

} // namespace

int runTable(int argc, char **argv, const Table &table)
{
    if (argc == 4 && std::strcmp(argv[1], "--one") == 0)
        return runOne(table, argv[2], argv[3]);
    int rounds = 5;
    int first = 1;
    if (argc >= 3 && std::strcmp(argv[1], "--rounds") == 0) {
        rounds = std::atoi(argv[2]);
        first = 3;
    }
    const std::span<char *> rows(argv + first, std::size_t(argc - first));
    for (const char *name : rows) {
        const bool known = std::any_of(table.rows.begin(), table.rows.end(),
                                       [&](const Row &row) { return row.name == name; });
        if (!known || rounds < 1) {
            std::fprintf(stderr, "usage: %s [--rounds N] [ROW...]; %s is no row\n", argv[0], name);
            return 2;
        }
    }
    Samples samples;
    for (int round = 0; round < rounds; ++round)
        measureRound(argv[0], table, rows, samples);
    print(table, samples, rows, rounds);
    return 0;
}

namespace {
double clockNanoseconds(clockid_t clock)
{
    timespec time;
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}
} // namespace

double cpuNanoseconds()
{
    return clockNanoseconds(CLOCK_PROCESS_CPUTIME_ID);
}

double cpuNanosecondsOfThread()
{
    return clockNanoseconds(CLOCK_THREAD_CPUTIME_ID);
}

std::int64_t heapBytes()
{
    const auto info = mallinfo2();
    return std::int64_t(info.uordblks + info.hblkhd);
}

std::int64_t residentBytes()
{
    long total = 0;
    long resident = 0;
    if (FILE *file = std::fopen("/proc/self/statm", "r")) {
        require(std::fscanf(file, "%ld %ld", &total, &resident) == 2, "/proc/self/statm");
        std::fclose(file);
    }
    return resident * sysconf(_SC_PAGESIZE);
}

void require(bool ok, const char *what)
{
    if (ok)
        return;
    std::fprintf(stderr, "benchmark: %s did not hold\n", what);
    std::exit(3);
}

} // namespace belayer::bench
