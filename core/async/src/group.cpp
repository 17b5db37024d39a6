// SPDX-License-Identifier: MIT
#include "belayer/async/detail/group.h"

#include "belayer/async/race.h"
#include "belayer/async/taskgroup.h"

#include <stdexcept>

namespace belayer::async {

namespace detail {

GroupBase::~GroupBase()
{
    m_closed = m_isDying = true;
    destroyChildren();
    m_scope.handOverChildren();
    m_scope.detach();
}

void GroupBase::bind(Loop *loop, ScopeNode *parent) noexcept
{
    m_loop = loop;
    m_scope.attach(parent);
}

Loop *GroupBase::prepareSpawn()
{
    if (m_closed)
        throw std::logic_error("this task group or scope is closed: it takes no more tasks");
    if (!m_loop)
        lateBind();
    if (!m_loop->isCurrent())
        throw std::logic_error(
            "a task group or scope spawns on its own thread only: use runOn() from another");
    if (m_loop->isClosing())
        throw std::logic_error("this thread's event loop is going away: it takes no more tasks");
    return m_loop;
}

void GroupBase::onChildFinished(Job &job)
{
    if (!m_isDying)
        childFinished(job);
    forgetChild();
}

void GroupBase::forgetChild() noexcept
{
    if (--m_live != 0)
        return;
    while (!m_joiners.isEmpty()) {
        Link *link = m_joiners.takeFirst();
        static_cast<GroupJoinLink *>(link)->waiter->complete();
    }
}

void RaceGroup::childFinished(Job &job)
{
    if (m_mode == RaceMode::FirstSuccess)
        (void)job.error(); // passed over, knowingly
    if (m_winner || scope().isCancelled())
        return;
    const bool counts = job.state() == JobState::Succeeded ||
                        (m_mode == RaceMode::FirstFinished && job.state() == JobState::Failed);
    if (!counts)
        return;
    m_winner = &job;
    cancel(CancelReason::LostRace);
}

void RaceGroup::throwOutcome(const HandleBase *first, std::size_t count) const
{
    if (m_outer->isCancelled())
        throw Cancelled(m_outer->reason());
    for (const HandleBase *handle = first; handle != first + count; ++handle) {
        if (handle->isFailed())
            std::rethrow_exception(handle->error());
    }
    throw Cancelled(first->cancelReason());
}

void throwEmptyRace()
{
    throw std::invalid_argument("a race needs at least one task");
}

bool isCancellation(const std::exception_ptr &error) noexcept
{
    try {
        std::rethrow_exception(error);
    } catch (const Cancelled &) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace detail

void TaskGroup::childFinished(detail::Job &job)
{
    if (job.state() != JobState::Failed)
        return;
    m_errors.push_back(job.error());
    if (m_onError == OnError::CancelSiblings)
        cancel(CancelReason::SiblingFailed);
}

// An own error of the body comes first; a Cancelled it got because a child failed is that child's error.
void TaskGroup::throwOutcome(detail::ScopeNode *outer, const std::exception_ptr &bodyError) const
{
    const bool bodyFailed = bodyError && !detail::isCancellation(bodyError);
    if (bodyFailed)
        std::rethrow_exception(bodyError);
    if (outer->isCancelled())
        throw Cancelled(outer->reason());
    if (m_onError == OnError::CancelSiblings && !m_errors.empty())
        std::rethrow_exception(m_errors.front());
    if (bodyError)
        std::rethrow_exception(bodyError);
}

} // namespace belayer::async
