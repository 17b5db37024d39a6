// SPDX-License-Identifier: MIT
// A function on its way through a thread pool. Owned by two, the awaiting operation and the pool; a state
// word decides who still cares.
#pragma once
#include "belayer/async/detail/op.h"
#include "belayer/async/task.h"

#include <functional>
#include <stop_token>
#include <tuple>

QT_BEGIN_NAMESPACE
class QThreadPool;
QT_END_NAMESPACE

namespace belayer::async::detail {

class WorkerPool;

// Where work runs; neither: in the pool of the process.
struct PoolPlace
{
    WorkerPool *workers = nullptr;
    QThreadPool *foreign = nullptr;
};

class PoolWork : public Node, public Framed
{
public:
    PoolWork() noexcept : Node(&s_ops) {}
    PoolWork(const PoolWork &) = delete;
    PoolWork &operator=(const PoolWork &) = delete;

    // own thread
    void start(PoolPlace place, Job *waiter);
    bool isQueued() const noexcept { return m_state.load(std::memory_order_relaxed) == State::Queued; }
    bool revoke() noexcept; // true: it had not begun and never will
    void abandon() noexcept;
    void requestStop() { m_stop.request_stop(); }
    void dispose() noexcept { delete this; } // never started

    // pool
    void runOnWorker();
    void dropUnrun() noexcept; // the waiter gets Cancelled
    void deref() noexcept
    {
        if (m_refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }

    std::exception_ptr error;

protected:
    virtual ~PoolWork() = default;
    std::stop_source m_stop{std::nostopstate};

private:
    enum class State : std::uint8_t { Queued, Running, Abandoned, Finished, Revoked };
    virtual void invoke() = 0;
    Job *settle() noexcept; // nobody waits from now on
    static void deliver(Node *node);
    static void drop(Node *node) noexcept;
    static const NodeOps s_ops;

    std::atomic<State> m_state{State::Queued};
    std::atomic<int> m_refs{2};
    WorkerPool *m_workers = nullptr; // none: in a foreign pool
    Loop *m_home = nullptr;
    Job *m_waiter = nullptr; // own thread
};

template<class F, class... A>
concept TakesToken = std::invocable<std::decay_t<F> &, std::stop_token, std::decay_t<A>...>;
template<class F, class... A>
concept Offloadable = TakesToken<F, A...> || std::invocable<std::decay_t<F> &, std::decay_t<A>...>;

template<class F, class... A> class PoolWorkOf final : public PoolWork
{
    static auto call(F &function, const std::stop_source &stop, A &...arguments)
    {
        if constexpr (TakesToken<F, A...>)
            return std::invoke(function, stop.get_token(), std::move(arguments)...);
        else
            return std::invoke(function, std::move(arguments)...);
    }

public:
    using value_type =
        decltype(call(std::declval<F &>(), std::declval<std::stop_source &>(), std::declval<A &>()...));
    static_assert(!AnyAwaitable<value_type>,
                  "this callable makes a coroutine; a pool function returns its value");

    template<class G, class... B>
    explicit PoolWorkOf(G &&function, B &&...arguments)
        : m_function(std::forward<G>(function)), m_arguments(std::forward<B>(arguments)...)
    {
        if constexpr (TakesToken<F, A...>)
            m_stop = std::stop_source();
    }
    [[no_unique_address]] Slot<value_type> slot;

private:
    void invoke() override
    {
        std::apply(
            [this](A &...arguments) {
                if constexpr (std::is_void_v<value_type>)
                    call(m_function, m_stop, arguments...);
                else
                    slot.set(call(m_function, m_stop, arguments...));
            },
            m_arguments);
    }
    F m_function;
    std::tuple<A...> m_arguments;
};

template<class Work> class PoolOp final : public OpBase<PoolOp<Work>, typename Work::value_type>
{
public:
    static constexpr char name[] = "thread pool";
    PoolOp(PromiseBase *promise, PoolPlace place, Work *work) noexcept
        : OpBase<PoolOp, typename Work::value_type>(promise), m_place(place), m_work(work)
    {
    }
    ~PoolOp()
    {
        if (m_isStarted)
            m_work->abandon();
        else
            m_work->dispose();
    }
    void park()
    {
        m_isStarted = true;
        m_work->start(m_place, this->job());
    }
    void cancel() noexcept
    {
        if (m_work->revoke())
            this->job()->completeCancelled();
        else
            this->job()->signalCancelLater();
    }
    void signalCancel() { m_work->requestStop(); }
    typename Work::value_type result()
    {
        if (m_work->error)
            std::rethrow_exception(m_work->error);
        if constexpr (!std::is_void_v<typename Work::value_type>)
            return std::move(m_work->slot.value());
    }

private:
    PoolPlace m_place;
    Work *m_work;
    bool m_isStarted = false;
};

template<class Work> struct PoolCall : AwaitableTag
{
    using value_type = typename Work::value_type;
    struct Free
    {
        void operator()(Work *unused) const noexcept { unused->dispose(); }
    };
    PoolCall(PoolPlace where, Work *owned) noexcept : place(where), work(owned) {}
    PoolOp<Work> makeOp(PromiseBase *promise) && { return PoolOp<Work>(promise, place, work.release()); }
    PoolPlace place;
    std::unique_ptr<Work, Free> work;
};

} // namespace belayer::async::detail
