// SPDX-License-Identifier: MIT
// A depth-first walk over a scope tree that may be interrupted while the tree changes. Between two slices it
// stands on the node it will visit next; a node that leaves the tree moves the walks standing on it along.
#pragma once
#include "belayer/async/detail/scopenode.h"

namespace belayer::async::detail {

class TreeWalk
{
public:
    TreeWalk() noexcept = default;
    TreeWalk(const TreeWalk &) = delete;
    TreeWalk &operator=(const TreeWalk &) = delete;
    ~TreeWalk() { leave(); }

    // The node after the given one in depth-first order below top, not going below the node itself; null: the
    // end.
    static ScopeNode *nextBeside(ScopeNode *node, const ScopeNode *top) noexcept;
    static ScopeNode *nextBelow(ScopeNode *node, const ScopeNode *top) noexcept
    {
        ScopeNode *child = node->firstChild();
        return child ? child : nextBeside(node, top);
    }

    void standOn(ScopeNode *node, ScopeNode *top) noexcept; // until resume()
    ScopeNode *resume() noexcept;                           // null: the walk is over
    ScopeNode *top() const noexcept { return m_top; }       // null: it died

private:
    friend class ScopeNode;
    void leave() noexcept;
    static void unwatch(ScopeNode *node) noexcept;

    ScopeNode *m_node = nullptr;
    ScopeNode *m_top = nullptr;
    TreeWalk *m_nextWalk = nullptr; // all that stand somewhere on this thread
};

} // namespace belayer::async::detail
