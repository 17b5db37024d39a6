// SPDX-License-Identifier: MIT
#include "workerpool.h"

#include <QCoreApplication>
#include <QThread>

#include <thread>

namespace belayer::async::detail {

namespace {

constinit thread_local Worker *t_worker = nullptr;

// The others of a larger pool leave when they have had nothing to do for a while.
int threadsKept()
{
    static const int count = std::max(2, QThread::idealThreadCount());
    return count;
}
constexpr std::chrono::seconds IdleTime{30};

// A body that did not come back may be abandoned at any time, and is then counted at its pool: nobody knows
// when the pool is needed no more. Some hundred bytes, and a leak detector sees them here.
void keepForEver(WorkerPool *pool)
{
    static std::mutex mutex;
    static auto *kept = new std::vector<WorkerPool *>;
    const std::lock_guard lock(mutex);
    kept->push_back(pool);
}

} // namespace

WorkerPool &WorkerPool::instance()
{
    static auto *pool = new WorkerPool(threadsKept());
    return *pool;
}

WorkerPool::WorkerPool(int maxThreads) : m_max(maxThreads)
{
    m_inbox.open();
    noteShortage();
}

WorkerPool *WorkerPool::ofThread() noexcept
{
    return t_worker ? t_worker->pool : nullptr;
}

void WorkerPool::noteBegun() noexcept
{
    t_worker->isRunning.store(true, std::memory_order_relaxed);
}

void WorkerPool::noteEnded() noexcept
{
    t_worker->isRunning.store(false, std::memory_order_relaxed);
}

void WorkerPool::submit(PoolWork *work)
{
    m_inbox.post(work);
    // A worker that is about to sleep looks into the inbox once more after it has said so.
    if (m_spinning.load(std::memory_order_seq_cst) || !m_isShort.load(std::memory_order_seq_cst))
        return;
    std::unique_lock lock(m_mutex);
    serve(lock);
}

bool WorkerPool::hasWork()
{
    if (m_queue.isEmpty())
        m_inbox.take(m_queue);
    return !m_queue.isEmpty();
}

void WorkerPool::serve(std::unique_lock<std::mutex> &lock)
{
    if (isHelpComing() || !hasWork())
        return;
    if (!m_sleepers.empty()) {
        const std::shared_ptr<Worker> called = std::move(m_sleepers.back());
        m_sleepers.pop_back();
        called->isCalled = true;
        ++m_called;
        noteShortage();
        lock.unlock(); // from here on it may wake by itself and go, and the pool with it
        called->wake.notify_one();
    } else if (m_threads < allowedThreads()) {
        startThread(lock);
    }
}

void WorkerPool::startThread(std::unique_lock<std::mutex> &lock)
{
    ++m_threads;
    ++m_starting;
    noteShortage();
    if (this == &instance() && !m_stopsWithApplication && QCoreApplication::instance()) {
        m_stopsWithApplication = true;
        qAddPostRoutine([] { WorkerPool::instance().stop(); });
    }
    lock.unlock();
    try {
        std::thread([this] { this->work(); }).detach();
    } catch (const std::system_error &) { // no more threads to be had: those that are there do it
        lock.lock();
        --m_threads;
        --m_starting;
        noteShortage();
        if (m_threads == 0)
            throw;
        // Who went to sleep meanwhile left what came in to the one that did not come.
        if (!m_sleepers.empty())
            serve(lock);
    }
}

// Whether work that comes in needs somebody to be called for it: else one is on the way, who calls the next
// if there is more, or all are at work and find it by themselves.
void WorkerPool::noteShortage() noexcept
{
    m_isShort.store(!isHelpComing() && (!m_sleepers.empty() || m_threads < allowedThreads()),
                    std::memory_order_seq_cst);
}

void WorkerPool::work()
{
    const auto self = std::make_shared<Worker>(this);
    t_worker = self.get();
    std::unique_lock lock(m_mutex);
    m_workers.append(self.get());
    --m_starting;
    noteShortage();
    for (;;) {
        while (!hasWork() && !m_isStopping && m_threads <= allowedThreads() && sleep(self, lock)) {}
        if (m_queue.isEmpty() || m_threads > allowedThreads())
            break;
        auto *next = static_cast<PoolWork *>(m_queue.pop());
        const bool hasMore = hasWork();
        if (hasMore && m_isShort.load(std::memory_order_relaxed))
            serve(lock);
        if (lock.owns_lock())
            lock.unlock();
        next->runOnWorker();
        if (!hasMore)
            spin(*self);
        lock.lock();
    }
    m_workers.remove(self.get());
    --m_threads;
    noteShortage();
    m_left.notify_all();
    serve(lock); // one that is surplus may leave work behind
}

// The next body often follows at once. One worker looks out for it, for a moment.
void WorkerPool::spin(Worker &self) noexcept
{
    if (!m_inbox.isEmpty() || m_spinning.exchange(true, std::memory_order_seq_cst))
        return;
    self.spinner.await([this] { return !m_inbox.isEmpty(); });
    m_spinning.store(false, std::memory_order_seq_cst);
}

bool WorkerPool::sleep(const std::shared_ptr<Worker> &self, std::unique_lock<std::mutex> &lock)
{
    m_sleepers.push_back(self);
    noteShortage();
    if (!m_inbox.isEmpty()) { // came in before that was seen
        m_sleepers.pop_back();
        noteShortage();
        return true;
    }
    const auto isWanted = [&] { return self->isCalled || m_isStopping || m_threads > allowedThreads(); };
    bool isWoken = true;
    if (m_threads > threadsKept())
        isWoken = self->wake.wait_for(lock, IdleTime, isWanted);
    else // one of those that stay: an idle process has no reason to wake
        self->wake.wait(lock, isWanted);
    if (std::exchange(self->isCalled, false))
        --m_called;
    else
        std::erase(m_sleepers, self);
    noteShortage();
    return isWoken || m_threads <= threadsKept();
}

void WorkerPool::wakeSurplus()
{
    if (m_threads > allowedThreads())
        wakeSleepers();
}

// To look whether they are to go.
void WorkerPool::wakeSleepers()
{
    for (const auto &worker : m_sleepers)
        worker->wake.notify_one();
}

void WorkerPool::noteAbandoned() noexcept
{
    std::unique_lock lock(m_mutex);
    ++m_abandoned;
    ++m_everAbandoned;
    noteShortage();
    serve(lock);
}

void WorkerPool::noteAbandonedReturned() noexcept
{
    const std::lock_guard lock(m_mutex);
    --m_abandoned;
    noteShortage();
    wakeSurplus();
}

void WorkerPool::lendPlace()
{
    std::unique_lock lock(m_mutex);
    ++m_lent;
    noteShortage();
    serve(lock);
}

void WorkerPool::takePlaceBack() noexcept
{
    const std::lock_guard lock(m_mutex);
    --m_lent;
    noteShortage();
    wakeSurplus();
}

ThreadPoolStats WorkerPool::stats()
{
    const std::lock_guard lock(m_mutex);
    m_inbox.take(m_queue);
    int queued = 0;
    for (const Node *node = m_queue.first(); node; node = node->nextNode)
        queued += static_cast<const PoolWork *>(node)->isQueued() ? 1 : 0;
    int running = 0;
    for (const Link *link = m_workers.first(); link; link = m_workers.after(link))
        running += static_cast<const Worker *>(link)->isRunning.load(std::memory_order_relaxed) ? 1 : 0;
    return {m_threads, m_max, queued, running, m_abandoned, m_everAbandoned};
}

void WorkerPool::stop()
{
    constexpr std::chrono::seconds Patience{2};
    std::unique_lock lock(m_mutex);
    m_stopsWithApplication = false;
    dropQueue(lock);
    m_left.wait_for(lock, Patience, [this] { return m_threads <= m_abandoned; });
    m_isStopping = false;
}

void WorkerPool::dropQueue(std::unique_lock<std::mutex> &lock)
{
    m_isStopping = true;
    NodeQueue unrun;
    unrun.append(m_queue);
    m_inbox.take(unrun);
    wakeSleepers();
    lock.unlock();
    while (!unrun.isEmpty()) // closures die here, and may do what they like
        static_cast<PoolWork *>(unrun.pop())->dropUnrun();
    lock.lock();
}

void WorkerPool::retire(WorkerPool *pool)
{
    constexpr std::chrono::seconds Patience{1};
    std::unique_lock lock(pool->m_mutex);
    pool->dropQueue(lock);
    const bool isEmpty = pool->m_left.wait_for(lock, Patience, [pool] { return pool->m_threads == 0; });
    lock.unlock();
    if (isEmpty)
        delete pool;
    else
        keepForEver(pool);
}

} // namespace belayer::async::detail
