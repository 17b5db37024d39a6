// SPDX-License-Identifier: MIT
#include "belayer/async/threadpool.h"

#include "belayer/async/detail/handover.h"
#include "workerpool.h"

#include <QCoreApplication>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <thread>

namespace belayer::async {

namespace detail {

namespace {

constinit thread_local bool t_isWorker = false;
constinit thread_local QThreadPool *t_host = nullptr;

// The way through a QThreadPool, which may also drop it unrun.
class Carrier final : public QRunnable
{
public:
    Carrier(PoolWork *work, QThreadPool *pool) : m_work(work), m_pool(pool) {}
    ~Carrier() override
    {
        if (m_work)
            m_work->dropUnrun();
    }
    void run() override
    {
        takeOver(this);
        QThreadPool *outer = std::exchange(t_host, m_pool);
        std::exchange(m_work, nullptr)->runOnWorker();
        t_host = outer;
    }

private:
    PoolWork *m_work;
    QThreadPool *m_pool;
};

} // namespace

// ---- work

constinit const NodeOps PoolWork::s_ops{&PoolWork::deliver, &PoolWork::drop};

void PoolWork::start(QThreadPool *pool, Job *waiter)
{
    m_waiter = waiter;
    m_home = waiter->loop();
    m_inOwnPool = !pool;
    if (m_inOwnPool) {
        WorkerPool::instance().submit(this);
        return;
    }
    auto *carrier = new Carrier(this, pool);
    handOver(carrier);
    pool->start(carrier);
}

bool PoolWork::revoke() noexcept
{
    State expected = State::Queued;
    if (!m_state.compare_exchange_strong(expected, State::Revoked, std::memory_order_acq_rel))
        return false;
    m_waiter = nullptr;
    if (m_inOwnPool)
        WorkerPool::instance().noteRevoked();
    return true;
}

void PoolWork::abandon() noexcept
{
    m_waiter = nullptr;
    if (!revoke() && m_state.load(std::memory_order_acquire) == State::Running) {
        // Counted before the state says so, for the body may return at once.
        if (m_inOwnPool)
            WorkerPool::instance().noteAbandoned();
        State expected = State::Running;
        if (m_state.compare_exchange_strong(expected, State::Abandoned, std::memory_order_acq_rel))
            requestStop();
        else if (m_inOwnPool)
            WorkerPool::instance().noteAbandonedReturned();
    }
    deref();
}

void PoolWork::runOnWorker()
{
    State expected = State::Queued;
    if (!m_state.compare_exchange_strong(expected, State::Running, std::memory_order_acq_rel)) {
        deref();
        return;
    }
    if (m_inOwnPool)
        WorkerPool::instance().noteBegun();
    try {
        invoke();
    } catch (...) {
        error = std::current_exception();
    }
    if (m_inOwnPool)
        WorkerPool::instance().noteEnded();
    expected = State::Running;
    if (m_state.compare_exchange_strong(expected, State::Finished, std::memory_order_acq_rel)) {
        if (m_home->post(this)) // our reference travels along
            return;
    } else if (m_inOwnPool) {
        WorkerPool::instance().noteAbandonedReturned();
    }
    deref();
}

void PoolWork::dropUnrun() noexcept
{
    State expected = State::Queued;
    const bool isOurs = m_state.compare_exchange_strong(expected, State::Revoked, std::memory_order_acq_rel);
    if (isOurs && m_inOwnPool)
        WorkerPool::instance().noteRevoked();
    if (!isOurs || !m_home->post(this))
        deref();
}

void PoolWork::deliver(Node *node)
{
    auto *work = static_cast<PoolWork *>(node);
    if (Job *waiter = std::exchange(work->m_waiter, nullptr)) {
        if (work->m_state.load(std::memory_order_relaxed) == State::Finished)
            waiter->complete();
        else
            waiter->completeCancelled();
    }
    work->deref();
}

void PoolWork::drop(Node *node) noexcept
{
    static_cast<PoolWork *>(node)->deref();
}

// ---- pool

WorkerPool &WorkerPool::instance()
{
    static auto *pool = new WorkerPool;
    return *pool;
}

WorkerPool::WorkerPool() : m_max(std::max(2, QThread::idealThreadCount())) {}

void WorkerPool::submit(PoolWork *work)
{
    std::unique_lock lock(m_mutex);
    m_queue.push(work);
    m_queued.fetch_add(1, std::memory_order_relaxed);
    serve(lock);
}

void WorkerPool::serve(std::unique_lock<std::mutex> &lock)
{
    if (m_queue.isEmpty())
        return;
    if (m_idle > 0) {
        --m_idle; // one sleeper is called once, or two bodies would wait for the same
        ++m_called;
        lock.unlock();
        m_wake.notify_one();
        return;
    }
    if (m_threads >= allowedThreads())
        return;
    ++m_threads;
    if (!m_stopsWithApplication && QCoreApplication::instance()) {
        m_stopsWithApplication = true;
        qAddPostRoutine([] { WorkerPool::instance().stop(); });
    }
    lock.unlock();
    std::thread([this] { this->work(); }).detach();
}

void WorkerPool::work()
{
    t_isWorker = true;
    std::unique_lock lock(m_mutex);
    for (;;) {
        while (m_queue.isEmpty() && !m_isStopping && m_threads <= allowedThreads())
            sleep(lock);
        if (m_queue.isEmpty() || m_threads > allowedThreads())
            break;
        auto *next = static_cast<PoolWork *>(m_queue.pop());
        lock.unlock();
        next->runOnWorker();
        lock.lock();
    }
    --m_threads;
    m_left.notify_all();
    serve(lock); // one that is surplus may leave work behind
}

void WorkerPool::sleep(std::unique_lock<std::mutex> &lock)
{
    ++m_idle;
    m_wake.wait(lock, [this] { return m_called > 0 || m_isStopping || m_threads > allowedThreads(); });
    if (m_called > 0)
        --m_called;
    else
        --m_idle;
}

void WorkerPool::noteAbandoned() noexcept
{
    std::unique_lock lock(m_mutex);
    ++m_abandoned;
    ++m_everAbandoned;
    serve(lock);
}

void WorkerPool::noteAbandonedReturned() noexcept
{
    const std::lock_guard lock(m_mutex);
    --m_abandoned;
    m_wake.notify_all(); // surplus sleepers leave
}

void WorkerPool::lendPlace()
{
    std::unique_lock lock(m_mutex);
    ++m_lent;
    serve(lock);
}

void WorkerPool::takePlaceBack() noexcept
{
    const std::lock_guard lock(m_mutex);
    --m_lent;
    m_wake.notify_all();
}

ThreadPoolStats WorkerPool::stats()
{
    const std::lock_guard lock(m_mutex);
    return {m_threads,
            m_max,
            m_queued.load(std::memory_order_relaxed),
            m_running.load(std::memory_order_relaxed),
            m_abandoned,
            m_everAbandoned};
}

void WorkerPool::stop()
{
    constexpr std::chrono::seconds Patience{2};
    std::unique_lock lock(m_mutex);
    m_isStopping = true;
    m_stopsWithApplication = false;
    NodeQueue unrun;
    unrun.append(m_queue);
    m_wake.notify_all();
    lock.unlock();
    while (!unrun.isEmpty()) // closures die here, and may do what they like
        static_cast<PoolWork *>(unrun.pop())->dropUnrun();
    lock.lock();
    m_left.wait_for(lock, Patience, [this] { return m_threads <= m_abandoned; });
    m_isStopping = false;
}

LentPlace::LentPlace() : m_host(t_host), m_isWorker(t_isWorker && !t_host)
{
    if (m_isWorker)
        WorkerPool::instance().lendPlace();
    else if (m_host)
        m_host->releaseThread();
}

LentPlace::~LentPlace()
{
    if (m_isWorker)
        WorkerPool::instance().takePlaceBack();
    else if (m_host)
        m_host->reserveThread();
}

} // namespace detail

ThreadPoolStats threadPoolStats()
{
    return detail::WorkerPool::instance().stats();
}

} // namespace belayer::async
