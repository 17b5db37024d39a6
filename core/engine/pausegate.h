// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The gate a job's work passes between its steps; closed while the job is paused.
#pragma once

#include <belayer/async.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>

namespace belayer::engine {

/// Opened and closed in the engine thread. Shared with the job's functions in the pool, which may outlive the
/// job. A thread that waits here is blocked: a paused job keeps its threads, as a stopped process keeps its
/// memory.
class PauseGate
{
public:
    PauseGate() { m_opened.set(); }
    PauseGate(const PauseGate &) = delete;

    void close();
    void open();

    /// Engine thread: until the gate is open; at once if it is. Cancellable.
    auto opened() { return m_opened.wait(); }
    /// Pool: returns when the gate is open; throws async::Cancelled when told to stop.
    void pass(const std::stop_token &stop);
    /// Pool: returns after that much time with the gate open; throws async::Cancelled when told to stop.
    void passFor(const std::stop_token &stop, std::chrono::milliseconds duration);

private:
    void wake();

    async::AsyncEvent m_opened;
    std::mutex m_mutex;
    std::condition_variable m_changed; ///< also told when a body is to stop
    bool m_isClosed = false;           ///< under the mutex
};

} // namespace belayer::engine
