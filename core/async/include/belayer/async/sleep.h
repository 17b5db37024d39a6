// SPDX-License-Identifier: MIT
// Waiting for a moment, and letting others run. No allocation, no errors; of the awaiting job's thread.
//
// A sleep is cancelled at once; a yield under way is in the ready queue already: the await after it
// throws.
#pragma once
#include "belayer/async/task.h"

namespace belayer::async {

namespace detail {

using Clock = Loop::Clock;

// now + duration, where the sum may not exist.
template<class R, class P> Clock::time_point deadlineAfter(std::chrono::duration<R, P> duration) noexcept
{
    const Clock::time_point now = Clock::now();
    if (std::chrono::duration<double>(duration) >=
        std::chrono::duration<double>(Clock::time_point::max() - now))
        return Clock::time_point::max();
    return now + std::chrono::ceil<Clock::duration>(duration);
}

class SleepOp final : public OpBase<SleepOp, void>, public Timer
{
public:
    static constexpr char name[] = "timer";
    SleepOp(PromiseBase *promise, Clock::time_point due) noexcept : OpBase(promise), Timer(due) {}
    ~SleepOp()
    {
        if (isArmed())
            job()->loop()->stopTimer(this);
    }
    void park() { job()->loop()->startTimer(this, Kind::Sleep); }
    void cancel() noexcept
    {
        if (isArmed()) {
            job()->loop()->stopTimer(this);
            job()->completeCancelled();
        }
    }
    void result() const noexcept {}
};

struct Sleep : AwaitableTag
{
    using value_type = void;
    explicit Sleep(Clock::time_point t) noexcept : due(t) {}
    SleepOp makeOp(PromiseBase *promise) && { return SleepOp(promise, due); }
    Clock::time_point due;
};

class YieldOp final : public OpBase<YieldOp, void>
{
public:
    static constexpr char name[] = "yield";
    using OpBase::OpBase;
    void park() noexcept { job()->complete(); }
    void cancel() noexcept {} // already in the queue
    void result() const noexcept {}
};

struct Yield : AwaitableTag
{
    using value_type = void;
    YieldOp makeOp(PromiseBase *promise) && { return YieldOp(promise); }
};

} // namespace detail

// Never early; late by what the event loop is late. A moment in the past still lets others run once.
inline detail::Sleep sleepUntil(std::chrono::steady_clock::time_point moment) noexcept
{
    return detail::Sleep(moment);
}
template<class R, class P> detail::Sleep sleepFor(std::chrono::duration<R, P> duration) noexcept
{
    return detail::Sleep(detail::deadlineAfter(duration));
}

// To the end of the ready queue: all that is ready now runs before this goes on.
inline detail::Yield yieldNow() noexcept
{
    return {};
}

} // namespace belayer::async
