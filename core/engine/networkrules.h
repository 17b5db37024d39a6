// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What holds for all jobs that reach out into the network.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace belayer::engine {

struct NetworkRules
{
    /// Of our own HTTP server on this machine, where no job may go; 0: there is none.
    quint16 ownPort = 0;
    std::chrono::milliseconds stall{30'000}; ///< without a byte for so long, a transfer has failed
};

} // namespace belayer::engine
