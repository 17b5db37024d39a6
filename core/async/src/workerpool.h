// SPDX-License-Identifier: MIT
// The threads behind runInThreadPool: a bounded number of bodies at once. A body that blocks in runBlocking()
// lends its place, an abandoned one gives it up, so neither can starve the rest. Never destroyed; when the
// application object goes, idle threads leave and running bodies are given a moment.
#pragma once
#include "belayer/async/threadpool.h"

#include <condition_variable>
#include <mutex>

QT_BEGIN_NAMESPACE
class QThreadPool;
QT_END_NAMESPACE

namespace belayer::async::detail {

class WorkerPool
{
public:
    static WorkerPool &instance();
    void submit(PoolWork *work);
    // Who wins a body's state counts it.
    void noteRevoked() noexcept { m_queued.fetch_sub(1, std::memory_order_relaxed); }
    void noteBegun() noexcept
    {
        m_queued.fetch_sub(1, std::memory_order_relaxed);
        m_running.fetch_add(1, std::memory_order_relaxed);
    }
    void noteEnded() noexcept { m_running.fetch_sub(1, std::memory_order_relaxed); }
    void noteAbandoned() noexcept;
    void noteAbandonedReturned() noexcept;
    void lendPlace();
    void takePlaceBack() noexcept;
    ThreadPoolStats stats();
    void stop();

private:
    WorkerPool();
    int allowedThreads() const noexcept { return m_max + m_lent + m_abandoned; }
    void serve(std::unique_lock<std::mutex> &lock); // somebody for the queue, if places are free
    void work();
    void sleep(std::unique_lock<std::mutex> &lock);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_left;
    NodeQueue m_queue;
    int m_max;
    int m_threads = 0;
    int m_idle = 0;               // asleep and not yet called
    int m_called = 0;             // called and not yet awake
    std::atomic<int> m_queued{0};
    std::atomic<int> m_running{0};
    int m_lent = 0;
    int m_abandoned = 0;
    std::uint64_t m_everAbandoned = 0;
    bool m_isStopping = false;
    bool m_stopsWithApplication = false;
};

// While it lives, the calling pool body waits for others and its place is free.
class LentPlace
{
public:
    LentPlace();
    LentPlace(const LentPlace &) = delete;
    ~LentPlace();

private:
    QThreadPool *m_host; // of a body in a foreign pool
    bool m_isWorker;
};

} // namespace belayer::async::detail
