// SPDX-License-Identifier: MIT
// What every coroutine frame starts with: one word. The result goes straight to whoever wants it, the
// awaiter in the parent's frame or the job.
#pragma once
#include "belayer/async/detail/frames.h"
#include "belayer/async/detail/job.h"

#include <coroutine>
#include <memory>
#include <new>

namespace belayer::async {
template<class T> class Task;
}

namespace belayer::async::detail {

struct PromiseBase;

// A value that may not be there yet.
template<class T> class Slot
{
    static_assert(!std::is_reference_v<T>, "Task<T &>: return a pointer or a value, a reference may dangle");

public:
    Slot() noexcept {}
    Slot(const Slot &) = delete;
    Slot &operator=(const Slot &) = delete;
    ~Slot()
    {
        if (m_hasValue)
            m_value.~T();
    }
    template<class U> void set(U &&value)
    {
        new (std::addressof(m_value)) T(std::forward<U>(value));
        m_hasValue = true;
    }
    bool hasValue() const noexcept { return m_hasValue; }
    T &value() noexcept { return m_value; }
    const T &value() const noexcept { return m_value; }

private:
    union {
        T m_value;
    };
    bool m_hasValue = false;
};
template<> class Slot<void>
{
};

// The awaiter's part a child frame knows.
struct Receiver
{
    PromiseBase *parent;
    Job *job;
    PromiseBase *child; // owned
    std::exception_ptr error;
};
template<class T> struct TypedReceiver : Receiver
{
    [[no_unique_address]] Slot<T> slot;
};

template<class T> class TypedJob final : public Job, public Framed
{
public:
    explicit TypedJob(Loop *loop) noexcept : Job(loop, &s_ops) {}
    [[no_unique_address]] Slot<T> slot;

private:
    static constexpr JobOps s_ops{{&Job::run, &Job::discard},
                                  [](Job *job) noexcept { delete static_cast<TypedJob *>(job); }};
};

struct FinalAwaiter
{
    bool await_ready() const noexcept { return false; }
    template<class P> void await_suspend(std::coroutine_handle<P> frame) const noexcept;
    void await_resume() const noexcept {}
};

struct PromiseBase : Framed
{
    Receiver *receiver() const noexcept // none: the job's root frame
    {
        return m_link & RootBit ? nullptr : reinterpret_cast<Receiver *>(m_link);
    }
    Job *job() const noexcept // started only
    {
        std::uintptr_t link = m_link;
        asm(""
            : "+r"(link)); // else the optimizer threads this branch through the await and keeps its spoils in
                           // the frame
        return link & RootBit ? reinterpret_cast<Job *>(link & ~RootBit)
                              : reinterpret_cast<Receiver *>(link)->job;
    }
    void setRootOf(Job *job) noexcept { m_link = reinterpret_cast<std::uintptr_t>(job) | RootBit; }
    void setReceiver(Receiver *receiver) noexcept { m_link = reinterpret_cast<std::uintptr_t>(receiver); }

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept;

    // All promises have the layout of their base, so one type speaks for all.
    std::coroutine_handle<> handle() noexcept
    {
        return std::coroutine_handle<PromiseBase>::from_promise(*this);
    }

private:
    static constexpr std::uintptr_t RootBit = 1;
    std::uintptr_t m_link = 0; // the receiver, or the job with a mark: every frame is a word smaller
};

template<class P> void FinalAwaiter::await_suspend(std::coroutine_handle<P> frame) const noexcept
{
    PromiseBase &promise = frame.promise();
    if (const Receiver *receiver = promise.receiver())
        receiver->job->transferTo(receiver->parent);
    else
        promise.job()->setRootDone(&promise);
}

} // namespace belayer::async::detail
