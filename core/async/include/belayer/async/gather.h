// SPDX-License-Identifier: MIT
// gather: the results of several jobs, in order. The first error in order comes out; siblings are the
// business of the jobs' scope. Cancelling the waiter leaves the jobs alone. Own thread.
#pragma once
#include "belayer/async/jobhandle.h"

#include <tuple>
#include <vector>

namespace belayer::async {

struct Done // the result of a job without one
{
    friend bool operator==(Done, Done) noexcept = default;
};

namespace detail {
template<class T> using Gathered = std::conditional_t<std::is_void_v<T>, Done, T>;

template<class T> Task<Gathered<T>> resultOf(JobHandle<T> handle)
{
    if constexpr (std::is_void_v<T>) {
        co_await Quiet(std::move(handle));
        co_return Done{};
    } else {
        co_return co_await Quiet(std::move(handle));
    }
}
} // namespace detail

template<class T> Task<std::vector<T>> gather(std::vector<JobHandle<T>> handles)
{
    std::vector<T> results;
    results.reserve(handles.size());
    for (JobHandle<T> &handle : handles)
        results.push_back(co_await detail::Quiet(std::move(handle)));
    co_return results;
}
inline Task<> gather(std::vector<JobHandle<>> handles)
{
    for (JobHandle<> &handle : handles)
        co_await detail::Quiet(std::move(handle));
}
template<class... T>
    requires(sizeof...(T) > 0)
Task<std::tuple<detail::Gathered<T>...>> gather(JobHandle<T>... handles)
{
    // Braces evaluate in order; the coroutine keeps the handles.
    co_return std::tuple<detail::Gathered<T>...>{
        co_await detail::Quiet(detail::resultOf(std::move(handles)))...};
}

} // namespace belayer::async
