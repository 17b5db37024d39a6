// SPDX-License-Identifier: MIT
// JobHandle<T>: a shared reference to a spawned task. Any number of waiters: co_await handle.
//
// Thread: cancel() and id() from any thread, copying and destroying too; everything else, and awaiting, on
// the job's own thread. Dropping every handle changes nothing for the job; its scope owns it. Awaiting gives
// the result, throws the job's own exception, or throws Cancelled when the job was cancelled; cancelling a
// waiter leaves the job alone (tell the two apart with isFinished()). A result that cannot be copied goes to
// one waiter: co_await std::move(handle).
#pragma once
#include "belayer/async/task.h"

namespace belayer::async {

namespace detail {

class HandleBase
{
public:
    HandleBase() noexcept = default;
    HandleBase(const HandleBase &other) noexcept : m_job(other.m_job)
    {
        if (m_job)
            m_job->ref();
    }
    HandleBase(HandleBase &&other) noexcept : m_job(std::exchange(other.m_job, nullptr)) {}
    HandleBase &operator=(HandleBase other) noexcept
    {
        std::swap(m_job, other.m_job);
        return *this;
    }
    ~HandleBase()
    {
        if (m_job)
            m_job->deref();
    }
    explicit operator bool() const noexcept { return m_job; }
    friend bool operator==(const HandleBase &, const HandleBase &) noexcept = default;

    // Cooperative: the job's awaits throw Cancelled from now on. After the job's end, and of no job: nothing.
    void cancel(CancelReason reason = CancelReason::User) const
    {
        if (m_job)
            m_job->cancelFromAnyThread(reason);
    }
    std::uint64_t id() const noexcept { return m_job->id(); } // unique in the process
    QString name() const { return m_job->name(); }
    JobState state() const noexcept { return m_job->state(); }
    bool isFinished() const noexcept { return m_job->isFinished(); }
    bool isFailed() const noexcept { return state() == JobState::Failed; }
    bool isCancelled() const noexcept { return state() == JobState::Cancelled; }
    CancelReason cancelReason() const noexcept { return m_job->reason(); }
    std::exception_ptr error() const noexcept { return m_job->error(); } // of a failed job

    Job *job() const noexcept { return m_job; }

protected:
    explicit HandleBase(Job *job) noexcept : m_job(job) {}
    Job *m_job = nullptr;
};

} // namespace detail

template<class T = void> class JobHandle : public detail::HandleBase
{
public:
    using value_type = T;
    JobHandle() noexcept = default;
    explicit JobHandle(detail::TypedJob<T> *adopted) noexcept : HandleBase(adopted) {}

    // After success; valid as long as a handle lives.
    std::add_lvalue_reference_t<const T> result() const noexcept
    {
        if constexpr (!std::is_void_v<T>)
            return typed()->slot.value();
    }

    detail::TypedJob<T> *typed() const noexcept { return static_cast<detail::TypedJob<T> *>(m_job); }
};

namespace detail {

void checkHandle(const HandleBase &handle, const PromiseBase *promise);

class JoinOpBase : protected Link
{
protected:
    explicit JoinOpBase(HandleBase handle) noexcept : m_handle(std::move(handle)) {}
    ~JoinOpBase() { leave(); }
    void enter(Job *waiter) noexcept;
    void leave() noexcept
    {
        if (isLinked())
            m_handle.job()->waiters().remove(this);
    }
    void setTarget(HandleBase handle) noexcept { m_handle = std::move(handle); }
    Job *target() const noexcept { return m_handle.job(); }
    void throwUnlessSucceeded() const;

private:
    friend class Job;
    HandleBase m_handle;
    Job *m_waiter = nullptr;
};

template<class T> class JoinOp final : public OpBase<JoinOp<T>, T>, private JoinOpBase
{
public:
    static constexpr char name[] = "task";
    JoinOp(PromiseBase *promise, const JobHandle<T> &handle)
        : OpBase<JoinOp<T>, T>(promise), JoinOpBase(handle)
    {
        static_assert(std::is_void_v<T> || std::copy_constructible<T>,
                      "this result can only be moved, so one waiter may have it: co_await std::move(handle)");
        checkHandle(handle, promise);
    }
    JoinOp(PromiseBase *promise, JobHandle<T> &&handle)
        : OpBase<JoinOp<T>, T>(promise), JoinOpBase((checkHandle(handle, promise), std::move(handle)))
    {
    }
    bool tryNow() const noexcept { return target()->isFinished(); }
    void park() noexcept { enter(this->job()); }
    void cancel() noexcept
    {
        if (isLinked()) { // else it has just finished: completion beats cancellation
            leave();
            this->job()->completeCancelled();
        }
    }
    T result() const
    {
        throwUnlessSucceeded();
        if constexpr (std::copy_constructible<T>)
            return static_cast<TypedJob<T> *>(target())->slot.value();
        else if constexpr (!std::is_void_v<T>)
            return std::move(static_cast<TypedJob<T> *>(target())->slot.value());
    }
};

// Makes a job of a task. It runs when the loop comes to it.
template<class T> JobHandle<T> spawnJob(Loop *loop, Task<T> &&task, ScopeNode *parent)
{
    if (!task)
        throwEmptyTask();
    auto *job = new TypedJob<T>(loop);
    job->start(TaskAccess::release(task), parent);
    return JobHandle<T>(job);
}

} // namespace detail
} // namespace belayer::async
