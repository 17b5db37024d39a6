// SPDX-License-Identifier: MIT
// A job that runs beside a block of code, or beside an object, and never longer.
// Cancelling the owner cancels body and job and waits for both. Own thread only.
#pragma once
#include "belayer/async/taskgroup.h"
#include "belayer/async/taskscope.h"

namespace belayer::async {

// Runs body(handle) while the task runs as a job of its own; leaving the body cancels the job (ScopeExit) and
// waits for it. A job that fails ends the body and its exception comes out.
template<detail::AnyAwaitable A, class F>
    requires std::invocable<F &, JobHandle<detail::ValueOf<A>>>
auto withBackgroundTask(A task, F body)
{
    using Owned = Task<detail::ValueOf<A>>;
    auto run = [job = Owned(detail::asTask(std::move(task))), body = std::move(body)](
                   TaskGroup &group) mutable { return body(group.spawn(std::move(job))); };
    return withTaskGroup(std::move(run), TaskGroup::OnExit::Cancel);
}

// The same as a member of an object: started at once, destroyed with the object. The friendly end is stop().
template<class T = void> class BackgroundTask
{
public:
    explicit BackgroundTask(Task<T> task, const QString &name = {})
    {
        m_handle = m_scope.spawn(std::move(task), name);
    }
    const JobHandle<T> &handle() const noexcept { return m_handle; }
    void cancel(CancelReason reason = CancelReason::ScopeExit) { m_handle.cancel(reason); }
    // Cancels and waits for the end. Rethrows the job's own failure; its cancellation is no error.
    Task<> stop()
    {
        m_handle.cancel(CancelReason::ScopeExit);
        co_await detail::Quiet(m_scope.join());
        if (m_handle.isFailed())
            std::rethrow_exception(m_handle.error());
    }

private:
    JobHandle<T> m_handle;
    TaskScope m_scope;
};

} // namespace belayer::async
