// SPDX-License-Identifier: MIT
// Deadlines, shields and cleanup: the ways to bend cancellation for a part of a task.
//
// withTimeout, withDeadline: the awaitable runs in a scope that is cancelled (Timeout) when time is up. If
// that is what ended it, TimeoutError comes out; a cancellation from outside stays Cancelled. A result that
// arrives in spite of the cancellation is returned. The time of withTimeout begins when it is awaited.
// shielded: cancellation from outside does not reach it; it is seen after it. Destruction ignores shields.
// withCleanup: body, then cleanup() (shielded) whatever the body's end was, then that end; for what would be
// a co_await in a destructor or catch block (rule R4). The cleanup does not run when the frame is destroyed.
// All own what they are given and stay in the awaiting job, on its thread.
#pragma once
#include "belayer/async/cancelscope.h"
#include "belayer/async/sleep.h"

#include <concepts>

namespace belayer::async {

namespace detail {

// Cancels the scope when the time comes; the scope's own job's loop.
class DeadlineTimer final : public Timer
{
public:
    DeadlineTimer(Loop *loop, ScopeNode &scope, Clock::time_point due)
        : Timer(due), m_loop(loop), m_scope(scope)
    {
        loop->startTimer(this, Kind::Deadline);
    }
    DeadlineTimer(const DeadlineTimer &) = delete;
    ~DeadlineTimer()
    {
        if (isArmed())
            m_loop->stopTimer(this);
    }
    void fire() noexcept { m_scope.cancel(CancelReason::Timeout); }

private:
    Loop *m_loop;
    ScopeNode &m_scope;
};

template<class T> Task<T> runUntil(Clock::time_point due, Task<T> task)
{
    Job *job = co_await CurrentJob{};
    ScopeNode *outer = job->currentScope();
    CancelScope scope;
    ScopeNode &node = ScopeAccess::node(scope);
    node.attachInside(job);
    DeadlineTimer timer(job->loop(), node, due);
    try {
        co_return co_await InScope<T>(node, std::move(task));
    } catch (const Cancelled &) {
        if (outer->isCancelled() || scope.reason() != CancelReason::Timeout)
            throw;
    }
    throw TimeoutError();
}
template<class R, class P, class T> Task<T> runFor(std::chrono::duration<R, P> duration, Task<T> task)
{
    co_return co_await Quiet(runUntil(deadlineAfter(duration), std::move(task)));
}
template<class T> Task<T> runShielded(Task<T> task)
{
    Job *job = co_await CurrentJob{};
    CancelScope scope;
    scope.setShielded(true);
    ScopeNode &node = ScopeAccess::node(scope);
    node.attachInside(job);
    co_return co_await InScope<T>(node, std::move(task));
}
template<class T, class C> Task<T> runWithCleanup(Task<T> body, C cleanup)
{
    Job *job = co_await CurrentJob{};
    std::exception_ptr error;
    Slot<T> out;
    {
        CancelScope scope; // below the job's own, so that no shortcut destroys this frame before the cleanup
        ScopeNode &node = ScopeAccess::node(scope);
        node.attachInside(job);
        try {
            if constexpr (std::is_void_v<T>)
                co_await InScope<T>(node, std::move(body));
            else
                out.set(co_await InScope<T>(node, std::move(body)));
        } catch (...) {
            error = std::current_exception();
        }
    }
    co_await Quiet(runShielded(asTask(cleanup())));
    if (error)
        std::rethrow_exception(error);
    if constexpr (!std::is_void_v<T>)
        co_return std::move(out.value());
}

} // namespace detail

template<detail::AnyAwaitable A>
auto withDeadline(std::chrono::steady_clock::time_point deadline, A awaitable) -> Task<detail::ValueOf<A>>
{
    return detail::runUntil(deadline, detail::asTask(std::move(awaitable)));
}
template<class R, class P, detail::AnyAwaitable A>
auto withTimeout(std::chrono::duration<R, P> duration, A awaitable) -> Task<detail::ValueOf<A>>
{
    return detail::runFor(duration, detail::asTask(std::move(awaitable)));
}
template<detail::AnyAwaitable A> auto shielded(A awaitable) -> Task<detail::ValueOf<A>>
{
    return detail::runShielded(detail::asTask(std::move(awaitable)));
}
template<detail::AnyAwaitable A, std::invocable C>
auto withCleanup(A body, C cleanup) -> Task<detail::ValueOf<A>>
{
    return detail::runWithCleanup(detail::asTask(std::move(body)), std::move(cleanup));
}

} // namespace belayer::async
