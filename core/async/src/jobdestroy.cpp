// SPDX-License-Identifier: MIT
#include "belayer/async/detail/group.h"
#include "treewalk.h"

namespace belayer::async::detail {

void Job::destroy() noexcept
{
    ref();
    if (!isLeaf())
        destroyBelow(this);
    destroyFrames();
    deref();
}

void Job::destroyFrames() noexcept
{
    if (isFinished())
        return;
    if (m_flags &
        OnStack) { // its own code is doing this: it dies at its next await, and belongs to nobody until then
        m_flags |= DestroyRequested;
        if (ScopeNode *owner = parent(); owner && owner->kind() == Kind::Group)
            static_cast<GroupScope *>(owner)->group().forgetChild();
        detach();
        attach(&loop()->root());
        return;
    }
    PromiseBase *frame = m_state == JobState::Queued ? m_frame : m_op->promise();
    m_state = JobState::Cancelled; // final from here: destructors that come back find nothing to do
    while (frame) {
        Receiver *receiver = frame->receiver();
        PromiseBase *above = receiver ? receiver->parent : nullptr;
        if (receiver)
            receiver->child = nullptr;
        frame->handle().destroy();
        frame = above;
    }
    conclude(JobState::Cancelled);
}

// Children before parents, along the tree's pointers: no recursion, whatever the depth. A destructor in a
// frame may take away the very nodes this stands on; then it starts again, or ends if the top itself has
// died.
void Job::destroyBelow(ScopeNode *top) noexcept
{
    ScopeNode *node = top;
    bool descend = true;
    for (;;) {
        if (descend) {
            while (ScopeNode *child = node->lastChild())
                node = child;
        }
        if (node == top)
            return;
        ScopeNode *owner = node->parent();
        if (node->kind() == Kind::Job) {
            Job *job = static_cast<Job *>(node);
            TreeWalk guard;
            guard.standOn(owner, top);
            job->ref();
            job->destroyFrames();
            const bool isStillThere = job->parent() == owner;
            job->deref();
            const bool isOwnerAlive = guard.resume() == owner;
            if (!guard.top())
                return;
            if (!isOwnerAlive || !isStillThere) {
                node = isOwnerAlive ? owner : top;
                descend = true;
                continue;
            }
            // It is running below the root itself, or its frames are dying further up this stack.
        }
        // Else a scope of a frame above, which takes it along.
        ScopeNode *previous = node->previousSibling();
        descend = previous;
        node = previous ? previous : owner;
    }
}

} // namespace belayer::async::detail
