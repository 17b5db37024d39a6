// SPDX-License-Identifier: MIT
// What owns jobs: a scope whose children are jobs, a count of them, and those who wait for the count to be
// zero.
#pragma once
#include "belayer/async/jobhandle.h"

#include <functional>

namespace belayer::async {

// What cancelling a job does to its frames. Unwind: its awaits throw Cancelled, catch blocks run. Destroy:
// they are destroyed where they stand, by destructors only, for a tenth of the price; right where no frame
// has a handler that matters. Groups, timeouts and cleanups inside still unwind. What is no coroutine
// (spawn(sleepFor(1s))) always dies so.
enum class OnCancel : std::uint8_t { Unwind, Destroy };

namespace detail {

class GroupBase;

class GroupScope final : public ScopeNode
{
public:
    explicit GroupScope(GroupBase &group) noexcept : ScopeNode(Kind::Group), m_group(group) {}
    GroupBase &group() const noexcept { return m_group; }

private:
    GroupBase &m_group;
};

// Callable and arguments live in this frame as long as the coroutine they make (rule R2).
template<class F, class... A> auto keepAlive(F f, A... arguments) -> Task<ValueOf<InvokedTask<F, A...>>>
{
    co_return co_await Quiet(asTask(std::invoke(f, std::move(arguments)...)));
}

template<class F, class... A>
concept Spawnable = std::invocable<std::decay_t<F> &, std::decay_t<A>...> &&
                    AnyAwaitable<std::invoke_result_t<std::decay_t<F> &, std::decay_t<A>...>>;

struct GroupJoinLink : Link
{
    Job *waiter = nullptr;
};

class GroupBase
{
public:
    GroupBase(const GroupBase &) = delete;
    GroupBase &operator=(const GroupBase &) = delete;

    // Starts the task as a child job. The name is what snapshots and warnings show.
    template<AnyAwaitable X>
    auto spawn(X task, const QString &name = {}, OnCancel onCancel = OnCancel::Unwind)
        -> JobHandle<ValueOf<X>>
    {
        auto handle = spawnJob(prepareSpawn(), asTask(std::move(task)), &m_scope);
        if (!TaskLike<X> || onCancel == OnCancel::Destroy)
            handle.job()->setDisposable();
        return adopt(std::move(handle), name);
    }
    // Calls it inside the new job, which keeps the callable and its arguments alive: the way for lambdas.
    template<class F, class... A>
        requires(!AnyAwaitable<F> && Spawnable<F, A...>)
    auto spawn(F callable, A... arguments)
    {
        return adopt(
            spawnJob(prepareSpawn(), keepAlive(std::move(callable), std::move(arguments)...), &m_scope), {});
    }
    template<class F>
        requires(!AnyAwaitable<F> && Spawnable<F> && !std::invocable<F &, QString>)
    auto spawn(F callable, const QString &name)
    {
        return adopt(spawnJob(prepareSpawn(), keepAlive(std::move(callable)), &m_scope), name);
    }

    void cancel(CancelReason reason = CancelReason::User) noexcept { m_scope.cancel(reason); }
    bool isCancelled() const noexcept { return m_scope.isCancelled(); }
    std::size_t liveCount() const noexcept { return m_live; }

    virtual ~GroupBase();

protected:
    GroupBase() noexcept : m_scope(*this) {}
    void bind(Loop *loop, ScopeNode *parent) noexcept;
    void close() noexcept { m_closed = true; }
    void destroyChildren() noexcept { Job::destroyBelow(&m_scope); }
    GroupScope &scope() noexcept { return m_scope; }
    const GroupScope &scope() const noexcept { return m_scope; }
    virtual Loop *lateBind() { return nullptr; }
    virtual void childFinished(Job &job) = 0;

private:
    friend class Job;
    template<bool> friend class GroupJoinOp;
    Loop *prepareSpawn();
    void onChildFinished(Job &job);
    void forgetChild() noexcept;
    template<class T> JobHandle<T> adopt(JobHandle<T> handle, const QString &name)
    {
        ++m_live;
        if (!name.isEmpty())
            handle.job()->extras().name = name;
        return handle;
    }

    GroupScope m_scope;
    Loop *m_loop = nullptr;
    std::size_t m_live = 0;
    Ring m_joiners;
    bool m_closed = false;
    bool m_isDying = false;
};

// Waits until the group has no live child. The lexical join at a group's exit cannot be interrupted: its
// children are cancelled through the scope tree, and it waits for them.
template<bool interruptible>
class GroupJoinOp final : public OpBase<GroupJoinOp<interruptible>, void>, private GroupJoinLink
{
public:
    static constexpr char name[] = "join";
    GroupJoinOp(PromiseBase *promise, GroupBase &group) noexcept
        : OpBase<GroupJoinOp, void>(promise), m_group(group)
    {
    }
    ~GroupJoinOp()
    {
        if (isLinked())
            m_group.m_joiners.remove(this);
    }
    bool tryNow() const noexcept { return m_group.m_live == 0; }
    void park() noexcept
    {
        waiter = this->job();
        m_group.m_joiners.append(this);
    }
    void cancel() noexcept
        requires(interruptible)
    {
        if (isLinked()) {
            m_group.m_joiners.remove(this);
            this->job()->completeCancelled();
        }
    }
    void result() const noexcept {}

private:
    GroupBase &m_group;
};

template<bool interruptible> struct GroupJoin : AwaitableTag
{
    static constexpr bool isQuiet = !interruptible;
    using value_type = void;
    explicit GroupJoin(GroupBase &g) noexcept : group(g) {}
    GroupJoinOp<interruptible> makeOp(PromiseBase *promise) &&
    {
        return GroupJoinOp<interruptible>(promise, group);
    }
    GroupBase &group;
};

} // namespace detail
} // namespace belayer::async
