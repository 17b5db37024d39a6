// SPDX-License-Identifier: MIT
// Several tasks, one result: the first to end wins, the others are cancelled (LostRace) and waited for before
// the winner is reported. Ties go to the first in order.
//
// FirstFinished: the first to end, well or badly; its exception comes out. FirstSuccess: failures are passed
// over until none is left, then the first failure in order comes out. Cancelling a race cancels and waits for
// all; destroying it destroys them. It owns the tasks it is given. An empty race is a std::invalid_argument.
// Own thread only.
#pragma once
#include "belayer/async/detail/group.h"

#include <tuple>
#include <vector>

namespace belayer::async {

enum class RaceMode : std::uint8_t { FirstFinished, FirstSuccess };

template<class T> struct RaceResult
{
    std::size_t index;
    T value;
};
template<> struct RaceResult<void>
{
    std::size_t index;
};

namespace detail {

class RaceGroup final : public GroupBase
{
public:
    RaceGroup(Job *owner, RaceMode mode) noexcept : m_mode(mode), m_outer(owner->currentScope())
    {
        bind(owner->loop(), m_outer);
    }
    Job *winner() const noexcept { return m_winner; }
    // Nobody won: the outer cancellation, else the first error in order, else Cancelled.
    [[noreturn]] void throwOutcome(const HandleBase *first, std::size_t count) const;

private:
    void childFinished(Job &job) override;
    RaceMode m_mode;
    ScopeNode *m_outer;
    Job *m_winner = nullptr;
};

[[noreturn]] void throwEmptyRace();

// (callable, arguments...) in a pair or tuple, or a bare callable; or any awaitable.
template<class X> auto contender(X x)
{
    if constexpr (AnyAwaitable<X>) {
        return asTask(std::move(x));
    } else if constexpr (requires { std::tuple_size<X>::value; }) {
        return std::apply([](auto &&...parts) { return keepAlive(std::move(parts)...); }, std::move(x));
    } else {
        static_assert(Spawnable<X>,
                      "a contender is a task, a callable that makes one, or a tuple of a callable and "
                      "its arguments");
        return keepAlive(std::move(x));
    }
}

} // namespace detail

template<class T>
Task<RaceResult<T>> race(std::vector<Task<T>> tasks, RaceMode mode = RaceMode::FirstFinished)
{
    if (tasks.empty())
        detail::throwEmptyRace();
    detail::Job *owner = co_await detail::CurrentJob{};
    detail::RaceGroup group(owner, mode);
    std::vector<JobHandle<T>> jobs;
    jobs.reserve(tasks.size());
    for (Task<T> &task : tasks)
        jobs.push_back(group.spawn(std::move(task)));
    co_await detail::GroupJoin<false>(group);
    std::size_t index = 0;
    while (index < jobs.size() && jobs[index].job() != group.winner())
        ++index;
    if (index == jobs.size()) {
        std::vector<detail::HandleBase> all(jobs.begin(), jobs.end());
        group.throwOutcome(all.data(), all.size());
    }
    if (jobs[index].isFailed())
        std::rethrow_exception(jobs[index].error());
    if constexpr (std::is_void_v<T>)
        co_return RaceResult<void>{index};
    else
        co_return RaceResult<T>{index, std::move(jobs[index].typed()->slot.value())};
}

// run_until_first_complete: each contender is a callable, or std::tuple{callable, arguments...}; all give the
// same type. Callables and arguments are kept alive.
template<class First, class... Rest> auto runUntilFirstComplete(First first, Rest... rest)
{
    auto head = detail::contender(std::move(first));
    using T = decltype(head)::value_type;
    std::vector<Task<T>> tasks;
    tasks.reserve(1 + sizeof...(rest));
    tasks.push_back(std::move(head));
    (tasks.push_back(detail::contender(std::move(rest))), ...);
    return race(std::move(tasks));
}

} // namespace belayer::async
