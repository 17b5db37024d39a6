// SPDX-License-Identifier: MIT
// TaskGroup: children that cannot outlive a block of code.
//
// withTaskGroup(body) runs body(group); children come from group.spawn(). Leaving the block joins the
// children (OnExit::Join) or cancels and joins them (OnExit::Cancel); a body that throws cancels and joins
// too. The first child that fails cancels its siblings and the body, and its exception, in its own type,
// comes out of withTaskGroup; errors() has all of them. With OnError::Collect the siblings go on and errors()
// is the only report. Cancelling the owner cancels the children; the join itself always waits for them, so no
// cleanup is cut short. A body that fails with an own error keeps it: it comes out before a child's. Own
// thread only.
#pragma once
#include "belayer/async/cancelscope.h"
#include "belayer/async/detail/group.h"

#include <optional>
#include <vector>

namespace belayer::async {

namespace detail {
struct TaskGroupRunner;
}

class TaskGroup : public detail::GroupBase
{
public:
    enum class OnExit : std::uint8_t { Join, Cancel };
    enum class OnError : std::uint8_t { CancelSiblings, Collect };

    // create_task of the Python original.
    template<class... A> auto createTask(A &&...arguments) { return spawn(std::forward<A>(arguments)...); }
    // All children that live now and those that come meanwhile; cancellable. Errors stay in errors().
    detail::GroupJoin<true> join() noexcept { return detail::GroupJoin<true>(*this); }
    const std::vector<std::exception_ptr> &errors() const noexcept { return m_errors; }

private:
    friend struct detail::TaskGroupRunner;
    TaskGroup(detail::Job *owner, OnError onError) noexcept : m_onError(onError)
    {
        bind(owner->loop(), owner->currentScope());
    }
    void childFinished(detail::Job &job) override;
    void throwOutcome(detail::ScopeNode *outer, const std::exception_ptr &bodyError) const;
    std::vector<std::exception_ptr> m_errors;
    OnError m_onError;
};

namespace detail {

bool isCancellation(const std::exception_ptr &error) noexcept;

struct TaskGroupRunner
{
    template<class F, class T>
    static Task<T> run(F body, TaskGroup::OnExit onExit, TaskGroup::OnError onError)
    {
        Job *owner = co_await CurrentJob{};
        ScopeNode *outer = owner->currentScope();
        TaskGroup group(owner, onError);
        std::exception_ptr error;
        Slot<T> out;
        try {
            if constexpr (std::is_void_v<T>)
                co_await InScope<T>(group.scope(), asTask(body(group)));
            else
                out.set(co_await InScope<T>(group.scope(), asTask(body(group))));
        } catch (...) {
            error = std::current_exception();
        }
        if (error || onExit == TaskGroup::OnExit::Cancel)
            group.cancel(CancelReason::ScopeExit);
        co_await GroupJoin<false>(group);
        group.close();
        group.throwOutcome(outer, error);
        if constexpr (!std::is_void_v<T>)
            co_return std::move(out.value());
    }
};

} // namespace detail

// The body, a callable taking TaskGroup &, lives until the block has been left.
template<class F>
    requires detail::AnyAwaitable<std::invoke_result_t<F &, TaskGroup &>>
auto withTaskGroup(F body, TaskGroup::OnExit onExit = TaskGroup::OnExit::Join,
                   TaskGroup::OnError onError = TaskGroup::OnError::CancelSiblings)
{
    using T = detail::ValueOf<std::invoke_result_t<F &, TaskGroup &>>;
    return detail::TaskGroupRunner::run<F, T>(std::move(body), onExit, onError);
}

} // namespace belayer::async
