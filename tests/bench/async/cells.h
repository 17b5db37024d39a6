// SPDX-License-Identifier: MIT
/// \file The columns of the async benchmark: each library's cells, from its own source file.
#pragma once

#include "tests/bench/harness.h"

namespace belayer::bench {

std::vector<Cell> ourCells();
std::vector<Cell> qtCells();
std::vector<Cell> qcoroCells(); ///< empty where QCoro is not installed
std::vector<Cell> asioCells();  ///< empty where Boost.Asio is not installed
std::vector<Cell> bareCells();  ///< no library: what the kernel and the language take themselves

} // namespace belayer::bench
