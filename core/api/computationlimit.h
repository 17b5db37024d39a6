// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How many computations clients without a token may have at a time: the rest queue, and beyond that
/// are refused.
#pragma once

#include <belayer/async.h>

namespace belayer::api {

/// Lives in one thread and outlives its permits. First come, first served.
class ComputationLimit
{
public:
    /// The right to compute; gives itself back when it is destroyed.
    using Permit = async::Permit;

    ComputationLimit(int maxRunning, int maxWaiting)
        : m_places(maxRunning), m_maxRunning(maxRunning), m_maxWaiting(maxWaiting)
    {
    }

    /// To be awaited for the permit. Throws http::ResponseError (503) at once if too many wait already.
    /// Cancelling leaves the queue.
    auto enter()
    {
        if (m_places.available() <= 0 && m_places.waiting() >= m_maxWaiting)
            refuse();
        return m_places.acquire();
    }

private:
    [[noreturn]] void refuse() const;

    async::Semaphore m_places;
    int m_maxRunning;
    int m_maxWaiting;
};

} // namespace belayer::api
