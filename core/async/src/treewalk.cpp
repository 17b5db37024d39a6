// SPDX-License-Identifier: MIT
#include "treewalk.h"

#include <utility>

namespace belayer::async::detail {

namespace {
constinit thread_local TreeWalk *t_walks = nullptr;
}

ScopeNode *TreeWalk::nextBeside(ScopeNode *node, const ScopeNode *top) noexcept
{
    while (node && node != top) {
        if (ScopeNode *sibling = node->nextSibling())
            return sibling;
        node = node->parent();
    }
    return nullptr;
}

void TreeWalk::standOn(ScopeNode *node, ScopeNode *top) noexcept
{
    m_node = node;
    m_top = top;
    node->m_flags |= ScopeNode::Watched;
    top->m_flags |= ScopeNode::Watched;
    m_nextWalk = t_walks;
    t_walks = this;
}

ScopeNode *TreeWalk::resume() noexcept
{
    ScopeNode *node = m_node;
    ScopeNode *top = m_top;
    leave();
    m_top = top;
    return node;
}

void TreeWalk::leave() noexcept
{
    for (TreeWalk **walk = &t_walks; *walk; walk = &(*walk)->m_nextWalk) {
        if (*walk == this) {
            *walk = m_nextWalk;
            break;
        }
    }
    unwatch(std::exchange(m_node, nullptr));
    unwatch(std::exchange(m_top, nullptr));
}

void TreeWalk::unwatch(ScopeNode *node) noexcept
{
    if (!node)
        return;
    for (const TreeWalk *walk = t_walks; walk; walk = walk->m_nextWalk) {
        if (walk->m_node == node || walk->m_top == node)
            return;
    }
    node->m_flags &= ~ScopeNode::Watched;
}

// This node leaves the tree.
void ScopeNode::moveWalks() noexcept
{
    for (TreeWalk *walk = t_walks; walk; walk = walk->m_nextWalk) {
        if (walk->m_top == this) {
            walk->m_top = walk->m_node = nullptr;
        } else if (walk->m_node == this) {
            walk->m_node = TreeWalk::nextBeside(this, walk->m_top);
            if (walk->m_node)
                walk->m_node->m_flags |= Watched;
        }
    }
    m_flags &= ~Watched;
}

} // namespace belayer::async::detail
