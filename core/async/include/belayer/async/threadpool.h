// SPDX-License-Identifier: MIT
// runInThreadPool(f, arguments...): a function off the event loop; co_await gives its result on the job's own
// thread.
//
// Callable and arguments are copied or moved into the work, which may outlive the task: never capture `this`
// (rule R5). Cancel: work that has not begun never runs; running work gets its std::stop_token, if it takes
// one as first parameter, and is waited for, its result counting if it comes. When the awaiting frame is
// destroyed the running body is abandoned: it runs on, its result is dropped, its thread is replaced. The
// pool is our own, one thread a core, apart from QThreadPool::globalInstance(); a body that calls
// runBlocking() lends its place to others, so nested offload cannot deadlock. What the body throws, the await
// throws; a foreign pool that is cleared ends it in Cancelled.
#pragma once
#include "belayer/async/detail/poolwork.h"

QT_BEGIN_NAMESPACE
class QThreadPool;
QT_END_NAMESPACE

namespace belayer::async {

struct ThreadPoolStats
{
    int threads;    // alive
    int maxThreads; // bodies at once, lent places and abandoned ones not counted
    int queued;     // bodies not begun
    int running;    // bodies, abandoned ones included
    int abandoned;  // bodies running now whose task is gone
    std::uint64_t everAbandoned;
};
ThreadPoolStats threadPoolStats(); // any thread

// A pool of its own size, for bodies that mostly wait. It outlives the tasks that use it; its end drops what
// has not begun, gives running bodies a second, and leaves those that need longer alone with their threads.
class ThreadPool
{
public:
    explicit ThreadPool(int maxThreads);
    ThreadPool(const ThreadPool &) = delete;
    ~ThreadPool();
    ThreadPoolStats stats() const; // any thread
    detail::PoolPlace place() const noexcept { return {m_workers, nullptr}; }

private:
    detail::WorkerPool *m_workers;
};

template<class F, class... A>
    requires detail::Offloadable<F, A...>
auto runInThreadPool(F &&function, A &&...arguments)
{
    using Work = detail::PoolWorkOf<std::decay_t<F>, std::decay_t<A>...>;
    return detail::PoolCall<Work>({}, new Work(std::forward<F>(function), std::forward<A>(arguments)...));
}
template<class F, class... A>
    requires detail::Offloadable<F, A...>
auto runInThreadPool(const ThreadPool &pool, F &&function, A &&...arguments)
{
    using Work = detail::PoolWorkOf<std::decay_t<F>, std::decay_t<A>...>;
    return detail::PoolCall<Work>(pool.place(),
                                  new Work(std::forward<F>(function), std::forward<A>(arguments)...));
}
// In Qt's pool, which must outlive the work.
template<class F, class... A>
    requires detail::Offloadable<F, A...>
auto runInThreadPool(QThreadPool *pool, F &&function, A &&...arguments)
{
    using Work = detail::PoolWorkOf<std::decay_t<F>, std::decay_t<A>...>;
    return detail::PoolCall<Work>({nullptr, pool},
                                  new Work(std::forward<F>(function), std::forward<A>(arguments)...));
}

} // namespace belayer::async
