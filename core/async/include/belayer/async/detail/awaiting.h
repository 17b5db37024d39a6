// SPDX-License-Identifier: MIT
// The promise of a task and what co_await accepts in it.
#pragma once
#include "belayer/async/detail/op.h"

#include <concepts>

namespace belayer::async {
template<class T> class JobHandle;
}

namespace belayer::async::detail {

struct TaskAccess // the combinators' way to a task's frame
{
    template<class T> static PromiseBase *release(Task<T> &task) noexcept
    {
        return std::exchange(task.m_promise, nullptr);
    }
    template<class T> static Task<T> make(PromiseBase *promise) noexcept { return Task<T>(promise); }
};

template<class D>
concept Awaitable = std::derived_from<std::remove_cvref_t<D>, AwaitableTag>;

// Foreign types (QFuture) become awaitable by a specialization with `static auto describe(X) -> an
// awaitable`.
template<class X> struct AwaitAdapter;
template<class X>
concept Adapted = requires(X x) { AwaitAdapter<std::remove_cvref_t<X>>::describe(std::forward<X>(x)); };

[[noreturn]] void throwEmptyTask();
[[noreturn]] void throwForeignHandle();

// Runs a child task in the awaiting job. Owns the child's frame.
template<class T> struct TaskAwaiter : TypedReceiver<T>
{
    TaskAwaiter(PromiseBase *parentFrame, PromiseBase *childFrame)
    {
        if (!childFrame)
            throwEmptyTask();
        this->parent = parentFrame;
        this->job = parentFrame->job();
        this->child = childFrame;
    }
    TaskAwaiter(const TaskAwaiter &) = delete;
    TaskAwaiter &operator=(const TaskAwaiter &) = delete;
    ~TaskAwaiter()
    {
        if (this->child)
            this->child->handle().destroy();
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        this->child->setReceiver(this);
        this->job->transferTo(this->child);
    }
    T await_resume()
    {
        if (this->error) [[unlikely]]
            std::rethrow_exception(std::exchange(this->error, nullptr));
        if constexpr (!std::is_void_v<T>)
            return std::move(this->slot.value());
    }
};

// The same below another scope of the same job.
template<class T> struct ScopedTaskAwaiter : TaskAwaiter<T>
{
    ScopedTaskAwaiter(PromiseBase *parentFrame, PromiseBase *childFrame, ScopeNode *scope)
        : TaskAwaiter<T>(parentFrame, childFrame), m_scope(scope)
    {
    }
    ~ScopedTaskAwaiter() { leave(); }
    void await_suspend(std::coroutine_handle<> frame)
    {
        m_outer = this->job->currentScope();
        this->job->setCurrentScope(m_scope);
        TaskAwaiter<T>::await_suspend(frame);
    }
    T await_resume()
    {
        leave();
        return TaskAwaiter<T>::await_resume();
    }

private:
    void leave() noexcept
    {
        if (m_outer)
            this->job->setCurrentScope(std::exchange(m_outer, nullptr));
    }
    ScopeNode *m_scope;
    ScopeNode *m_outer = nullptr;
};

template<class T> struct InScope : AwaitableTag
{
    static constexpr bool isQuiet = true;
    using value_type = T;
    InScope(ScopeNode &s, Task<T> &&t) noexcept : scope(s), task(std::move(t)) {}
    ScopedTaskAwaiter<T> makeOp(PromiseBase *promise) &&
    {
        return ScopedTaskAwaiter<T>(promise, TaskAccess::release(task), &scope);
    }
    ScopeNode &scope;
    Task<T> task;
};

template<class D> inline constexpr bool isQuietAwait = false;
template<class D>
    requires requires { D::isQuiet; }
inline constexpr bool isQuietAwait<D> = D::isQuiet;

// An await of the library's own: a snapshot keeps showing the line of the user's await around it.
template<class X> struct Quiet : AwaitableTag
{
    static constexpr bool isQuiet = true;
    using value_type = typename X::value_type;
    explicit Quiet(X &&x) noexcept : inner(std::move(x)) {}
    auto makeOp(PromiseBase *promise) &&;
    X inner;
};

// co_await CurrentJob{}: the job this code runs in; never suspends.
struct CurrentJob : AwaitableTag
{
    static constexpr bool isQuiet = true;
    using value_type = Job *;
    struct Ready
    {
        Job *job;
        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        Job *await_resume() const noexcept { return job; }
    };
    Ready makeOp(PromiseBase *promise) && { return {promise->job()}; }
};

template<class T> class JoinOp;
template<class T> TaskAwaiter<T> makeTaskOp(PromiseBase *promise, Task<T> &&task)
{
    return TaskAwaiter<T>(promise, TaskAccess::release(task));
}
template<class T> JoinOp<T> makeTaskOp(PromiseBase *promise, JobHandle<T> &&handle)
{
    return JoinOp<T>(promise, std::move(handle));
}

struct PromiseTransform : PromiseBase
{
    using Site = std::source_location;

    template<class T> TaskAwaiter<T> await_transform(Task<T> &&task, Site site = Site::current())
    {
        job()->setSite(site);
        return TaskAwaiter<T>(this, TaskAccess::release(task));
    }
    template<class T> TaskAwaiter<T> await_transform(Task<T> &, Site = Site::current())
    {
        static_assert(!std::is_same_v<T, T>,
                      "a Task is awaited once and gives its frame away: write co_await std::move(task)");
    }
    template<class T> JoinOp<T> await_transform(const JobHandle<T> &handle, Site site = Site::current())
    {
        job()->setSite(site);
        return JoinOp<T>(this, handle);
    }
    template<class T> JoinOp<T> await_transform(JobHandle<T> &&handle, Site site = Site::current())
    {
        job()->setSite(site);
        return JoinOp<T>(this, std::move(handle));
    }
    template<Awaitable D> auto await_transform(D &&description, Site site = Site::current())
    {
        if constexpr (!isQuietAwait<std::remove_cvref_t<D>>)
            job()->setSite(site);
        return std::remove_cvref_t<D>(std::forward<D>(description)).makeOp(this);
    }
    template<Adapted X> auto await_transform(X &&foreign, Site site = Site::current())
    {
        job()->setSite(site);
        return AwaitAdapter<std::remove_cvref_t<X>>::describe(std::forward<X>(foreign)).makeOp(this);
    }
};

template<class T> struct Promise : PromiseTransform
{
    Task<T> get_return_object() noexcept;
    template<class U = T>
        requires std::constructible_from<T, U &&>
    void return_value(U &&value)
    {
        slot().set(std::forward<U>(value));
    }

private:
    Slot<T> &slot() noexcept
    {
        Receiver *parent = receiver();
        return parent ? static_cast<TypedReceiver<T> *>(parent)->slot
                      : static_cast<TypedJob<T> *>(job())->slot;
    }
};

template<> struct Promise<void> : PromiseTransform
{
    Task<void> get_return_object() noexcept;
    void return_void() const noexcept {}
};

template<class X> auto Quiet<X>::makeOp(PromiseBase *promise) &&
{
    if constexpr (std::derived_from<X, AwaitableTag>)
        return std::move(inner).makeOp(promise);
    else
        return makeTaskOp(promise, std::move(inner));
}

} // namespace belayer::async::detail
