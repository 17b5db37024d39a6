// SPDX-License-Identifier: MIT
// The threads behind runInThreadPool: a bounded number of bodies at once. A body that blocks in runBlocking()
// lends its place, an abandoned one gives it up, so neither can starve the rest. That of the process is never
// destroyed; when the application object goes, idle threads leave and running bodies are given a moment.
#pragma once
#include "belayer/async/threadpool.h"
#include "mailbox.h"
#include "spin.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

QT_BEGIN_NAMESPACE
class QThreadPool;
QT_END_NAMESPACE

namespace belayer::async::detail {

class WorkerPool;

struct alignas(64) Worker : Link
{
    explicit Worker(WorkerPool *owner) : pool(owner) {}
    WorkerPool *const pool;
    std::atomic<bool> isRunning{false}; // a body
    Spinner spinner;
    std::condition_variable wake;
    bool isCalled = false; // to look for work
};

class WorkerPool
{
public:
    static WorkerPool &instance();
    static WorkerPool *ofThread() noexcept; // whose worker is calling; null for another thread
    explicit WorkerPool(int maxThreads);
    // Instead of the destructor: threads that do not come back in time keep what they need of it.
    static void retire(WorkerPool *pool);
    void submit(PoolWork *work);
    static void noteBegun() noexcept; // a body on the calling worker
    static void noteEnded() noexcept;
    void noteAbandoned() noexcept;
    void noteAbandonedReturned() noexcept;
    void lendPlace();
    void takePlaceBack() noexcept;
    ThreadPoolStats stats();
    void stop();

private:
    int allowedThreads() const noexcept { return m_max + m_lent + m_abandoned; }
    void serve(std::unique_lock<std::mutex> &lock); // somebody for the queue, if places are free
    bool hasWork();
    // One who comes looks for work, and calls the next if there is more.
    bool isHelpComing() const noexcept { return m_called + m_starting > 0; }
    void noteShortage() noexcept;
    void work();
    void spin(Worker &self) noexcept;
    void wakeSurplus();
    void wakeSleepers();
    // False: for so long that the thread is to go.
    bool sleep(const std::shared_ptr<Worker> &self, std::unique_lock<std::mutex> &lock);
    void startThread(std::unique_lock<std::mutex> &lock);
    void dropQueue(std::unique_lock<std::mutex> &lock);

    Mailbox m_inbox; // from where any worker fills the queue
    std::atomic<bool> m_isShort{false};
    std::atomic<bool> m_spinning{false}; // one worker looks out for work

    std::mutex m_mutex;
    std::condition_variable m_left;
    NodeQueue m_queue;
    Ring m_workers;
    int m_max;
    int m_threads = 0;
    // Asleep and not called. Who fell asleep last is called first: its caches are warm, and those not needed
    // any more sleep long enough to leave.
    std::vector<std::shared_ptr<Worker>> m_sleepers;
    int m_called = 0;   // and not yet awake
    int m_starting = 0; // threads that have not come to life
    int m_lent = 0;
    int m_abandoned = 0;
    std::uint64_t m_everAbandoned = 0;
    bool m_isStopping = false;
    bool m_stopsWithApplication = false; // registered to be
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
    WorkerPool *m_pool;
};

} // namespace belayer::async::detail
