// SPDX-License-Identifier: MIT
// The part of promises that needs Task complete, and the common shapes of awaitable things.
#pragma once
#include "belayer/async/task.h"

namespace belayer::async::detail {

template<class T> Task<T> Promise<T>::get_return_object() noexcept
{
    return TaskAccess::make<T>(this);
}
inline Task<void> Promise<void>::get_return_object() noexcept
{
    return TaskAccess::make<void>(this);
}

template<class X> inline constexpr bool isTask = false;
template<class T> inline constexpr bool isTask<Task<T>> = true;
template<class X> inline constexpr bool isHandle = false;
template<class T> inline constexpr bool isHandle<JobHandle<T>> = true;

template<class X>
concept TaskLike = isTask<std::remove_cvref_t<X>>;
template<class X>
concept AnyAwaitable = TaskLike<X> || isHandle<std::remove_cvref_t<X>> || Awaitable<X> || Adapted<X>;

template<class X> struct AwaitedType
{
};
template<Adapted X> struct AwaitedType<X>
{
    using type = decltype(AwaitAdapter<X>::describe(std::declval<X>()))::value_type;
};
template<class X>
    requires(TaskLike<X> || isHandle<X> || Awaitable<X>)
struct AwaitedType<X>
{
    using type = X::value_type;
};
template<class X> using ValueOf = AwaitedType<std::remove_cvref_t<X>>::type;

// Anything awaitable as a task, so that every combinator takes all of them.
template<class T> Task<T> asTask(Task<T> task) noexcept
{
    return task;
}
template<AnyAwaitable X>
    requires(!TaskLike<X>)
Task<ValueOf<X>> asTask(X awaitable)
{
    if constexpr (Adapted<X>)
        co_return co_await AwaitAdapter<X>::describe(std::move(awaitable));
    else
        co_return co_await Quiet<X>(std::move(awaitable));
}

template<class F, class... A> using InvokedTask = std::invoke_result_t<F &, A...>;

} // namespace belayer::async::detail
