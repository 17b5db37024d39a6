// SPDX-License-Identifier: MIT
// A call on its way to another loop and back. Shared by the awaiting operation and the job over there; each
// field belongs to one side, and the messages between the loops order the rest.
#pragma once
#include "belayer/async/jobhandle.h"
#include "belayer/async/scheduler.h"

#include <concepts>

namespace belayer::async::detail {

class RemoteCall : public Framed
{
public:
    RemoteCall(const RemoteCall &) = delete;
    RemoteCall &operator=(const RemoteCall &) = delete;

    void ref() noexcept { m_refs.fetch_add(1, std::memory_order_relaxed); }
    void deref() noexcept
    {
        if (m_refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
            m_free(this);
    }
    // home
    void start(Scheduler *target, Job *waiter);
    void cancelRemote(CancelReason reason) noexcept;
    void leave(CancelReason reason) noexcept; // nobody waits any more
    void throwUnlessSucceeded() const;

protected:
    using FreeFunction = void (*)(RemoteCall *) noexcept;
    class Reporter;
    using ServeFunction = Task<> (*)(Reporter);
    RemoteCall(FreeFunction free, ServeFunction serve) noexcept : m_free(free), m_serve(serve) {}
    ~RemoteCall() = default;

    // A parameter of the job over there: however that ends, begun or not, its death reports home.
    class Reporter
    {
    public:
        explicit Reporter(RemoteCall *call) noexcept : m_call(call) { call->ref(); }
        Reporter(Reporter &&other) noexcept : m_call(std::exchange(other.m_call, nullptr)) {}
        ~Reporter()
        {
            if (m_call)
                m_call->report();
        }
        RemoteCall *call() const noexcept { return m_call; }

    private:
        RemoteCall *m_call;
    };

    enum class Outcome : std::uint8_t { LoopGone, Succeeded, Failed, Cancelled };
    Outcome m_outcome = Outcome::LoopGone;
    CancelReason m_reason = CancelReason::Shutdown;
    std::exception_ptr m_error;

private:
    struct Message;
    void report() noexcept;

    FreeFunction m_free;
    ServeFunction m_serve;
    std::atomic<int> m_refs{1};
    Loop *m_home = nullptr;
    Loop *m_target = nullptr;
    Job *m_waiter = nullptr; // home
    JobHandle<> m_job;       // target
};

template<class F> struct RemoteResult
{
    using type = std::invoke_result_t<F &>;
};
template<class F>
    requires AnyAwaitable<std::invoke_result_t<F &>>
struct RemoteResult<F>
{
    using type = ValueOf<std::invoke_result_t<F &>>;
};

template<class F> class RemoteCallOf final : public RemoteCall
{
public:
    using value_type = RemoteResult<F>::type;
    template<class G>
    explicit RemoteCallOf(G &&callable)
        : RemoteCall([](RemoteCall *call) noexcept { delete static_cast<RemoteCallOf *>(call); }, &serve)
        , m_callable(std::forward<G>(callable))
    {
    }
    [[no_unique_address]] Slot<value_type> slot;

private:
    static Task<> serve(Reporter reporter)
    {
        auto *call = static_cast<RemoteCallOf *>(reporter.call());
        try {
            if constexpr (!AnyAwaitable<std::invoke_result_t<F &>>) {
                if constexpr (std::is_void_v<value_type>)
                    call->m_callable();
                else
                    call->slot.set(call->m_callable());
            } else if constexpr (std::is_void_v<value_type>) {
                co_await asTask(call->m_callable());
            } else {
                call->slot.set(co_await asTask(call->m_callable()));
            }
            call->m_outcome = Outcome::Succeeded;
        } catch (const async::Cancelled &cancelled) {
            call->m_outcome = Outcome::Cancelled;
            call->m_reason = cancelled.reason();
        } catch (...) {
            call->m_outcome = Outcome::Failed;
            call->m_error = std::current_exception();
        }
    }
    F m_callable;
};

template<class Call> class RunOnOp final : public OpBase<RunOnOp<Call>, typename Call::value_type>
{
public:
    static constexpr char name[] = "other thread";
    RunOnOp(PromiseBase *promise, Scheduler *target, Call *call) noexcept
        : OpBase<RunOnOp, typename Call::value_type>(promise), m_target(target), m_call(call)
    {
    }
    ~RunOnOp() { m_call->leave(this->job()->reason()); }
    void park() { m_call->start(m_target, this->job()); }
    void cancel() noexcept { m_call->cancelRemote(this->job()->currentScope()->reason()); }
    typename Call::value_type result()
    {
        m_call->throwUnlessSucceeded();
        if constexpr (!std::is_void_v<typename Call::value_type>)
            return std::move(m_call->slot.value());
    }

private:
    Scheduler *m_target;
    Call *m_call;
};

template<class Call> struct RunOn : AwaitableTag
{
    using value_type = typename Call::value_type;
    RunOn(Scheduler *scheduler, Call *owned) noexcept : target(scheduler), call(owned) {}
    RunOn(RunOn &&other) noexcept : target(other.target), call(std::exchange(other.call, nullptr)) {}
    ~RunOn()
    {
        if (call)
            call->deref();
    }
    RunOnOp<Call> makeOp(PromiseBase *promise) &&
    {
        return RunOnOp<Call>(promise, target, std::exchange(call, nullptr));
    }
    Scheduler *target;
    Call *call;
};

} // namespace belayer::async::detail
