// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How many computations clients without a token may have at a time: the rest queue, and beyond that
/// are refused.
#pragma once

#include <belayer/async.h>

#include <cstddef>
#include <deque>
#include <memory>

namespace belayer::api {

/// Lives in one thread and outlives its permits. First come, first served.
class ComputationLimit
{
public:
    /// The right to compute; gives itself back when it is destroyed.
    class Permit
    {
    public:
        Permit() = default;
        explicit Permit(ComputationLimit *limit) : m_limit(limit) {}
        Permit(Permit &&other) noexcept : m_limit(std::exchange(other.m_limit, nullptr)) {}
        Permit &operator=(Permit &&other) noexcept
        {
            std::swap(m_limit, other.m_limit);
            return *this;
        }
        ~Permit()
        {
            if (m_limit)
                m_limit->leave();
        }

    private:
        ComputationLimit *m_limit = nullptr;
    };

    ComputationLimit(int maxRunning, int maxWaiting) : m_maxRunning(maxRunning), m_maxWaiting(maxWaiting) {}

    /// Waits for its turn. Throws http::ResponseError (503) at once if too many wait already. Cancelling
    /// leaves the queue.
    async::Task<Permit> enter();

private:
    struct Turn
    {
        async::AsyncEvent came;
    };
    void leave();

    int m_maxRunning;
    int m_maxWaiting;
    int m_running = 0;
    std::deque<std::shared_ptr<Turn>> m_waiting;
};

} // namespace belayer::api
