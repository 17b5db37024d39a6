// SPDX-License-Identifier: MIT
#include "belayer/async/cancelscope.h"

#include "belayer/async/detail/job.h"

namespace belayer::async::detail {

void ScopeNode::attach(ScopeNode *parent) noexcept
{
    m_parent = parent;
    parent->m_children.append(this);
    if (parent->isCancelled() && !isCancelled() && !(m_flags & Shielded))
        markCancelled(parent->m_reason);
}

void ScopeNode::attachInside(Job *job) noexcept
{
    attach(job->currentScope());
}

void ScopeNode::handOverChildren() noexcept
{
    while (ScopeNode *child = firstChild()) {
        m_children.remove(child);
        child->m_parent = m_parent;
        if (m_parent)
            m_parent->m_children.append(child);
    }
}

void ScopeNode::markCancelled(CancelReason reason) noexcept
{
    m_flags |= Cancelled;
    m_reason = reason;
    // The job whose code runs in this scope: the nearest above. Groups have no code of their own beside the
    // body's.
    ScopeNode *owner = this;
    while (owner && owner->m_kind != Kind::Job)
        owner = owner->m_parent;
    if (owner)
        static_cast<Job *>(owner)->onScopeCancelled(this);
}

// Depth first along the parent pointers: no recursion, whatever the depth. Nothing here runs foreign code, so
// the tree stands still meanwhile.
void ScopeNode::cancel(CancelReason reason) noexcept
{
    if (isCancelled())
        return;
    markCancelled(reason);
    const auto isOpen = [](const ScopeNode *node) { return !(node->m_flags & (Cancelled | Shielded)); };
    ScopeNode *node = this;
    ScopeNode *next = firstChild();
    for (;;) {
        while (next && !isOpen(next))
            next = next->nextSibling();
        if (next) {
            next->markCancelled(reason);
            node = next;
            next = node->firstChild();
            continue;
        }
        if (node == this)
            return;
        next = node->nextSibling();
        node = node->m_parent;
    }
}

void ScopeNode::setShielded(bool on) noexcept
{
    m_flags = on ? m_flags | Shielded : m_flags & ~Shielded;
    if (!on && m_parent && m_parent->isCancelled())
        cancel(m_parent->m_reason);
}

} // namespace belayer::async::detail
