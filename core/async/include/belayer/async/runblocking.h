// SPDX-License-Identifier: MIT
// runBlocking: runs a task from ordinary code, turning the event loop meanwhile. For main(), tests and pool
// bodies; never inside a task, where co_await does it. Gives the result or throws what the task threw. If the
// application quits meanwhile, the task is cancelled (Shutdown) and waited for. Blocks the calling thread,
// which may be any; the task is a job of its loop and is gone when this returns.
#pragma once
#include "belayer/async/jobhandle.h"

namespace belayer::async {

namespace detail {
void runLoopUntilFinished(const HandleBase &handle);
[[noreturn]] void throwOutcome(const HandleBase &handle);
} // namespace detail

template<detail::AnyAwaitable A> auto runBlocking(A awaitable) -> detail::ValueOf<A>
{
    using T = detail::ValueOf<A>;
    detail::Loop *loop = detail::Loop::current();
    const JobHandle<T> handle = detail::spawnJob(loop, detail::asTask(std::move(awaitable)), &loop->root());
    detail::runLoopUntilFinished(handle);
    if (handle.state() != JobState::Succeeded)
        detail::throwOutcome(handle);
    if constexpr (!std::is_void_v<T>)
        return std::move(handle.typed()->slot.value());
}

} // namespace belayer::async
