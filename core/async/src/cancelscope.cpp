// SPDX-License-Identifier: MIT
#include "belayer/async/cancelscope.h"

#include "belayer/async/detail/job.h"
#include "treewalk.h"

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

namespace {
constexpr int CancelSlice = 1024; // nodes at a time
}

// Goes on where cancel() stopped, at the head of the ready queue: no job runs before it is through.
class CancelWalk final : public Node
{
public:
    CancelWalk(Loop *loop, ScopeNode *next, ScopeNode *top, CancelReason reason) noexcept
        : Node(&s_ops), m_loop(loop), m_reason(reason)
    {
        m_walk.standOn(next, top);
        loop->pushReadyFirst(this);
    }

    // Marks up to a slice of nodes from `node` on. Returns where to go on. Nothing here runs foreign code.
    static ScopeNode *mark(ScopeNode *node, ScopeNode *top, CancelReason reason) noexcept
    {
        for (int i = 0; node && i < CancelSlice; ++i) {
            const bool isOpen = !(node->m_flags & (ScopeNode::Cancelled | ScopeNode::Shielded));
            if (isOpen)
                node->markCancelled(reason);
            node = isOpen ? TreeWalk::nextBelow(node, top) : TreeWalk::nextBeside(node, top);
        }
        return node;
    }

private:
    static void run(Node *node)
    {
        auto *self = static_cast<CancelWalk *>(node);
        ScopeNode *next = self->m_walk.resume();
        ScopeNode *top = self->m_walk.top();
        if (next)
            next = mark(next, top, self->m_reason);
        if (!next) {
            delete self;
            return;
        }
        self->m_walk.standOn(next, top);
        self->m_loop->pushReadyFirst(self);
    }
    static void discard(Node *node) noexcept { delete static_cast<CancelWalk *>(node); }
    static constexpr NodeOps s_ops{&run, &discard};

    Loop *m_loop;
    CancelReason m_reason;
    TreeWalk m_walk;
};

void ScopeNode::cancel(CancelReason reason) noexcept
{
    if (isCancelled())
        return;
    markCancelled(reason);
    ScopeNode *child = firstChild();
    if (!child)
        return;
    if (ScopeNode *rest = CancelWalk::mark(child, this, reason))
        new CancelWalk(Loop::current(), rest, this, reason);
}

void ScopeNode::setShielded(bool on) noexcept
{
    m_flags = on ? m_flags | Shielded : m_flags & ~Shielded;
    if (!on && m_parent && m_parent->isCancelled())
        cancel(m_parent->m_reason);
}

void ScopeStay::throwScopeInUse()
{
    throw std::logic_error("this CancelScope is in use: one withCancelScope() at a time");
}

} // namespace belayer::async::detail
