// SPDX-License-Identifier: MIT
// Task<T>: a lazy coroutine. It runs when it is awaited, inside the awaiting job, or when it is spawned as a
// job.
//
// A task is move-only and awaited once: co_await std::move(task), or co_await function(). It belongs to one
// thread from its first await on. Destroying it destroys its frame. Parameters of a coroutine live in its
// frame: take them by value (rule R1). A capturing lambda dies before its coroutine unless spawn(lambda) owns
// it (rule R2).
#pragma once
#include "belayer/async/detail/awaiting.h"

namespace belayer::async {

template<class T = void> class [[nodiscard("a Task does nothing until it is awaited or spawned")]] Task
{
public:
    using promise_type = detail::Promise<T>;
    using value_type = T;

    Task() noexcept = default;
    Task(Task &&other) noexcept : m_promise(std::exchange(other.m_promise, nullptr)) {}
    Task &operator=(Task &&other) noexcept
    {
        std::swap(m_promise, other.m_promise);
        return *this;
    }
    ~Task()
    {
        if (m_promise)
            m_promise->handle().destroy();
    }
    explicit operator bool() const noexcept { return m_promise; }

private:
    friend struct detail::TaskAccess;
    explicit Task(detail::PromiseBase *promise) noexcept : m_promise(promise) {}
    detail::PromiseBase *m_promise = nullptr;
};

} // namespace belayer::async

#include "belayer/async/detail/promiseimpl.h"
