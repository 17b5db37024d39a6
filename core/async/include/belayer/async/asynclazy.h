// SPDX-License-Identifier: MIT
// AsyncLazy<T>: a value computed at most once, when first asked for.
//
// All who ask meanwhile wait for the same computation; it belongs to the lazy, not to the first asker, so a
// cancelled or impatient asker disturbs nobody. A failure reaches those who waited and is not kept: the next
// get() tries again. reset() forgets the value; a computation under way still serves its waiters, and is not
// kept. Any value is a value: empty optionals, null, void. Belongs to the thread of its first get(); must
// outlive its askers. Its death destroys a running computation; those who still wait get Cancelled.
#pragma once
#include "belayer/async/taskscope.h"

#include <memory>

namespace belayer::async {

template<class T> class AsyncLazy
{
    class GetOp;
    struct Get;

public:
    // The factory, a callable giving Task<T>, is kept as long as the lazy lives.
    template<class F>
        requires(detail::Spawnable<F> && !std::same_as<std::decay_t<F>, AsyncLazy>)
    explicit AsyncLazy(F factory) : m_factory(std::make_unique<FactoryOf<F>>(std::move(factory)))
    {
    }
    AsyncLazy(const AsyncLazy &) = delete;
    AsyncLazy &operator=(const AsyncLazy &) = delete;

    Get get() noexcept { return Get(*this); } // co_await gives a copy of the value
    bool isReady() const noexcept { return m_job && m_job.state() == JobState::Succeeded; }
    void reset() noexcept { m_job = {}; }

private:
    struct Factory
    {
        virtual ~Factory() = default;
        virtual Task<T> make() = 0;
    };
    template<class F> struct FactoryOf final : Factory
    {
        explicit FactoryOf(F f) : callable(std::move(f)) {}
        Task<T> make() override { return run(callable); }
        static Task<T> run(F &f) { co_return co_await detail::Quiet(detail::asTask(f())); }
        F callable;
    };

    const JobHandle<T> &ensureStarted()
    {
        const bool mustStart = !m_job || m_job.isFailed() || m_job.isCancelled();
        if (mustStart)
            m_job = m_scope.spawn(m_factory->make());
        return m_job;
    }

    std::unique_ptr<Factory> m_factory;
    JobHandle<T> m_job; // finished well: the value lives in it
    TaskScope m_scope;
};

template<class T>
class AsyncLazy<T>::GetOp final : public detail::OpBase<GetOp, T>, private detail::JoinOpBase
{
public:
    static constexpr char name[] = "lazy value";
    GetOp(detail::PromiseBase *promise, AsyncLazy &lazy) noexcept
        : detail::OpBase<GetOp, T>(promise), JoinOpBase(detail::HandleBase()), m_lazy(lazy)
    {
    }
    bool tryNow() const noexcept { return m_lazy.isReady(); }
    void keepReady() noexcept { setTarget(m_lazy.m_job); } // reset() may come before the result
    void park()
    {
        setTarget(m_lazy.ensureStarted());
        enter(this->job());
    }
    void cancel() noexcept
    {
        if (isLinked()) {
            leave();
            this->job()->completeCancelled();
        }
    }
    T result() const
    {
        if (!target()) { // ready at once
            if constexpr (std::is_void_v<T>)
                return;
            else
                return m_lazy.m_job.result();
        }
        throwUnlessSucceeded();
        if constexpr (!std::is_void_v<T>)
            return static_cast<detail::TypedJob<T> *>(target())->slot.value();
    }

private:
    AsyncLazy &m_lazy;
};

template<class T> struct AsyncLazy<T>::Get : detail::AwaitableTag
{
    using value_type = T;
    explicit Get(AsyncLazy &l) noexcept : lazy(l) {}
    GetOp makeOp(detail::PromiseBase *promise) && { return GetOp(promise, lazy); }
    AsyncLazy &lazy;
};

template<class F> AsyncLazy(F) -> AsyncLazy<detail::ValueOf<std::invoke_result_t<F &>>>;

} // namespace belayer::async
