// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A history as it is after years of use, and the folder that benchmarks keep it in.
#pragma once

#include "core/engine/history/history.h"

#include <string>

namespace belayer::bench {

inline constexpr int HistoryRows = 1'000'000;

/// What ours and its peers store, so that all write the same texts.
std::string benchName(int job);
std::string benchArgument(int job);
engine::JobRecord acceptedRecord(int job);
engine::JobRecord finishedRecord(engine::JobRecord record);
engine::HistoryConfig benchConfig(const std::string &path);

/// A folder that the cells' processes share, made before the first round and removed at the end, unless
/// BELAYER_BENCH_FOLDER already names one, whose filled histories then serve several runs.
class BenchFiles
{
public:
    BenchFiles();
    BenchFiles(const BenchFiles &) = delete;
    ~BenchFiles();
    /// In the process of a cell too.
    static std::string path(const char *name);

private:
    bool m_isOwn;
};

/// Makes a QCoreApplication for as long as it takes.
void fillHistory(const std::string &path, int rows);

} // namespace belayer::bench
