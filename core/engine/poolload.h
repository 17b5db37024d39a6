// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How busy the pool is, counted where its functions come and go.
#pragma once

#include "core/engine/metrics.h"

#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace belayer::engine {

/// Shared by the engine and what runs in its pool, which may outlive it.
class PoolLoad
{
public:
    /// One function on its way: queued from here on, until it begins or is dropped.
    class Ticket
    {
    public:
        explicit Ticket(std::shared_ptr<PoolLoad> load) : m_load(std::move(load)) { ++m_load->m_queued; }
        Ticket(Ticket &&) noexcept = default;
        ~Ticket() { leaveQueue(); }
        /// It runs as long as what this gives lives.
        class Running
        {
        public:
            explicit Running(std::shared_ptr<PoolLoad> load) : m_load(std::move(load)) { ++m_load->m_busy; }
            Running(const Running &) = delete;
            ~Running() { --m_load->m_busy; }

        private:
            std::shared_ptr<PoolLoad> m_load;
        };
        Running begin() { return Running(leaveQueue()); }

    private:
        std::shared_ptr<PoolLoad> leaveQueue()
        {
            if (m_load)
                --m_load->m_queued;
            return std::move(m_load);
        }
        std::shared_ptr<PoolLoad> m_load; ///< as long as it is queued
    };

    /// Engine thread: these functions were left alone; they count themselves down as they end.
    void abandon(std::shared_ptr<std::atomic<int>> bodies, int count)
    {
        m_everAbandoned += static_cast<quint64>(count);
        m_abandoned.push_back(std::move(bodies));
    }
    /// Engine thread.
    PoolMetrics metrics(const QThreadPool &pool)
    {
        std::erase_if(m_abandoned, [](const auto &bodies) { return bodies->load() == 0; });
        int abandoned = 0;
        for (const auto &bodies : m_abandoned)
            abandoned += bodies->load();
        return {pool.maxThreadCount(), m_busy.load(), m_queued.load(), abandoned, m_everAbandoned};
    }

private:
    std::atomic<int> m_queued{0};
    std::atomic<int> m_busy{0};
    quint64 m_everAbandoned = 0;
    std::vector<std::shared_ptr<std::atomic<int>>> m_abandoned; ///< of each job: its functions that run on
};

} // namespace belayer::engine
