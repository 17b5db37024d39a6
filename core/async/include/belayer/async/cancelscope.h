// SPDX-License-Identifier: MIT
// CancelScope: a region of one job that can be cancelled on its own.
//
// Level-triggered: while the scope, or one above it with no shield between, is cancelled, every cancellable
// await inside throws Cancelled. The first reason stays. Own thread only; JobHandle::cancel() is for other
// threads.
#pragma once
#include "belayer/async/task.h"

namespace belayer::async {

namespace detail {
struct ScopeAccess;
}

class CancelScope : private detail::ScopeNode
{
public:
    CancelScope() noexcept : ScopeNode(Kind::Plain) {}
    ~CancelScope()
    {
        handOverChildren();
        detach();
    }

    void cancel(CancelReason reason = CancelReason::User) noexcept { ScopeNode::cancel(reason); }
    bool isCancelled() const noexcept { return ScopeNode::isCancelled(); }
    CancelReason reason() const noexcept { return ScopeNode::reason(); }
    // Cancellation from above stops here; cancel() on the scope itself still works.
    void setShielded(bool on) noexcept { ScopeNode::setShielded(on); }

private:
    friend struct detail::ScopeAccess;
    explicit CancelScope(Kind kind) noexcept : ScopeNode(kind) {}
};

namespace detail {

struct ScopeAccess
{
    static ScopeNode &node(CancelScope &scope) noexcept { return scope; }
    static const ScopeNode &node(const CancelScope &scope) noexcept { return scope; }
};

// A scope's place in the tree while code runs in it.
class ScopeStay
{
public:
    ScopeStay(ScopeNode &node, Job *job) : m_node(node)
    {
        if (node.parent())
            throwScopeInUse();
        node.attachInside(job);
    }
    ScopeStay(const ScopeStay &) = delete;
    ~ScopeStay() { m_node.detach(); }

private:
    [[noreturn]] static void throwScopeInUse();
    ScopeNode &m_node;
};

template<class T> Task<T> runInScope(CancelScope &scope, Task<T> task)
{
    Job *job = co_await CurrentJob{};
    ScopeNode &node = ScopeAccess::node(scope);
    const ScopeStay stay(node, job);
    co_return co_await InScope<T>(node, std::move(task));
}

} // namespace detail

// Runs the awaitable inside the scope, which must outlive it and serve one call at a time.
template<detail::AnyAwaitable A>
auto withCancelScope(CancelScope &scope, A awaitable) -> Task<detail::ValueOf<A>>
{
    return detail::runInScope(scope, detail::asTask(std::move(awaitable)));
}

} // namespace belayer::async
