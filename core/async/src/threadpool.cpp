// SPDX-License-Identifier: MIT
#include "belayer/async/threadpool.h"

#include "belayer/async/detail/handover.h"
#include "workerpool.h"

#include <QRunnable>
#include <QThreadPool>

namespace belayer::async {

namespace detail {

namespace {

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

constinit const NodeOps PoolWork::s_ops{&PoolWork::deliver, &PoolWork::drop};

void PoolWork::start(PoolPlace place, Job *waiter)
{
    m_waiter = waiter;
    m_home = waiter->loop();
    m_home->expectPoolWork();
    if (place.foreign) {
        auto *carrier = new Carrier(this, place.foreign);
        handOver(carrier);
        place.foreign->start(carrier);
        return;
    }
    m_workers = place.workers ? place.workers : &WorkerPool::instance();
    m_workers->submit(this);
}

Job *PoolWork::settle() noexcept
{
    if (m_waiter)
        m_home->settlePoolWork();
    return std::exchange(m_waiter, nullptr);
}

bool PoolWork::revoke() noexcept
{
    State expected = State::Queued;
    if (!m_state.compare_exchange_strong(expected, State::Revoked, std::memory_order_acq_rel))
        return false;
    settle();
    return true;
}

void PoolWork::abandon() noexcept
{
    settle();
    if (!revoke() && m_state.load(std::memory_order_acquire) == State::Running) {
        // Counted before the state says so, for the body may return at once.
        if (m_workers)
            m_workers->noteAbandoned();
        State expected = State::Running;
        if (m_state.compare_exchange_strong(expected, State::Abandoned, std::memory_order_acq_rel))
            requestStop();
        else if (m_workers)
            m_workers->noteAbandonedReturned();
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
    if (m_workers)
        WorkerPool::noteBegun();
    try {
        invoke();
    } catch (...) {
        error = std::current_exception();
    }
    expected = State::Running;
    const bool isAwaited =
        m_state.compare_exchange_strong(expected, State::Finished, std::memory_order_acq_rel);
    if (m_workers) {
        if (!isAwaited)
            m_workers->noteAbandonedReturned();
        WorkerPool::noteEnded(); // last, so that who sees nothing running sees nothing abandoned either
    }
    if (!isAwaited || !m_home->post(this)) // our reference travels along
        deref();
}

void PoolWork::dropUnrun() noexcept
{
    State expected = State::Queued;
    const bool isOurs = m_state.compare_exchange_strong(expected, State::Revoked, std::memory_order_acq_rel);
    if (!isOurs || !m_home->post(this))
        deref();
}

void PoolWork::deliver(Node *node)
{
    auto *work = static_cast<PoolWork *>(node);
    if (Job *waiter = work->settle()) {
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

LentPlace::LentPlace() : m_host(t_host), m_pool(t_host ? nullptr : WorkerPool::ofThread())
{
    if (m_pool)
        m_pool->lendPlace();
    else if (m_host)
        m_host->releaseThread();
}

LentPlace::~LentPlace()
{
    if (m_pool)
        m_pool->takePlaceBack();
    else if (m_host)
        m_host->reserveThread();
}

} // namespace detail

ThreadPoolStats threadPoolStats()
{
    return detail::WorkerPool::instance().stats();
}

ThreadPool::ThreadPool(int maxThreads) : m_workers(new detail::WorkerPool(maxThreads)) {}

ThreadPool::~ThreadPool()
{
    detail::WorkerPool::retire(m_workers);
}

ThreadPoolStats ThreadPool::stats() const
{
    return m_workers->stats();
}

} // namespace belayer::async
