// SPDX-License-Identifier: MIT
// runOn(scheduler, f): calls f in another thread's event loop and awaits it from here.
//
// f() gives a value or an awaitable, which runs there as a job of its own; result and exception come back,
// and the task goes on on its own thread. Cancelling cancels the job there and waits for it. If the other
// loop ends first, the await throws Cancelled(Shutdown). If the awaiting frame is destroyed, the job there is
// cancelled and left alone: f owns its data and never captures `this` (rule R5). Get the scheduler with
// Scheduler::current() in its thread; that thread must not be gone when the call is made.
#pragma once
#include "belayer/async/detail/remotecall.h"

namespace belayer::async {

template<class F>
    requires std::invocable<std::decay_t<F> &>
auto runOn(Scheduler *scheduler, F &&callable)
{
    using Call = detail::RemoteCallOf<std::decay_t<F>>;
    return detail::RunOn<Call>(scheduler, new Call(std::forward<F>(callable)));
}

} // namespace belayer::async
