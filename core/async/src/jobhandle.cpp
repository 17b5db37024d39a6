// SPDX-License-Identifier: MIT
#include "belayer/async/jobhandle.h"

namespace belayer::async::detail {

void PromiseBase::unhandled_exception() noexcept
{
    if (Receiver *parent = receiver())
        parent->error = std::current_exception();
    else
        job()->fail();
}

void throwEmptyTask()
{
    throw std::logic_error("this Task is empty: it was awaited, spawned or moved away before");
}

void checkHandle(const HandleBase &handle, const PromiseBase *promise)
{
    if (!handle)
        throw std::logic_error("this JobHandle is empty: it refers to no job");
    if (handle.job()->loop() != promise->job()->loop())
        throw std::logic_error("a job is awaited on its own thread: use runOn() to wait from another");
}

void JoinOpBase::enter(Job *waiter) noexcept
{
    m_waiter = waiter;
    target()->waiters().append(this);
}

void JoinOpBase::throwUnlessSucceeded() const
{
    switch (target()->state()) {
    case JobState::Failed: std::rethrow_exception(target()->error());
    case JobState::Cancelled: throw Cancelled(target()->reason());
    default: return;
    }
}

} // namespace belayer::async::detail
