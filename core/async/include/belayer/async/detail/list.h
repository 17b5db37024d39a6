// SPDX-License-Identifier: MIT
// Intrusive lists: a waiter is its own list node, so waiting and leaving allocate nothing and cost O(1).
#pragma once

namespace belayer::async::detail {

struct Link
{
    Link *prev = nullptr;
    Link *next = nullptr;
    bool isLinked() const noexcept { return next != nullptr; }
};

// FIFO known by one pointer to its first link, for places where many lists exist and most are empty.
class Ring
{
public:
    bool isEmpty() const noexcept { return !m_first; }
    Link *first() const noexcept { return m_first; }
    Link *last() const noexcept { return m_first ? m_first->prev : nullptr; }
    const Link *after(const Link *link) const noexcept
    {
        return link->next == m_first ? nullptr : link->next;
    }
    void append(Link *link) noexcept
    {
        if (!m_first) {
            m_first = link->prev = link->next = link;
            return;
        }
        link->next = m_first;
        link->prev = m_first->prev;
        m_first->prev->next = link;
        m_first->prev = link;
    }
    void remove(Link *link) noexcept
    {
        if (link->next == link) {
            m_first = nullptr;
        } else {
            link->prev->next = link->next;
            link->next->prev = link->prev;
            if (m_first == link)
                m_first = link->next;
        }
        link->prev = link->next = nullptr;
    }
    Link *takeFirst() noexcept
    {
        Link *link = m_first;
        remove(link);
        return link;
    }

private:
    Link *m_first = nullptr;
};

// What a loop runs, one after the other: jobs and messages.
struct Node;
struct NodeOps
{
    void (*run)(Node *);
    void (*discard)(Node *) noexcept; // the loop is going away: free it, run nothing
};
struct Node
{
    explicit constexpr Node(const NodeOps *table) noexcept : ops(table) {}
    Node *nextNode = nullptr;
    const NodeOps *ops;
};

class NodeQueue
{
public:
    bool isEmpty() const noexcept { return !m_head; }
    const Node *first() const noexcept { return m_head; }
    void push(Node *node) noexcept
    {
        node->nextNode = nullptr;
        (m_head ? m_tail->nextNode : m_head) = node;
        m_tail = node;
    }
    void pushFirst(Node *node) noexcept
    {
        node->nextNode = m_head;
        if (!m_head)
            m_tail = node;
        m_head = node;
    }
    Node *pop() noexcept
    {
        Node *node = m_head;
        m_head = node->nextNode;
        return node;
    }
    void append(NodeQueue &other) noexcept
    {
        if (!other.m_head)
            return;
        (m_head ? m_tail->nextNode : m_head) = other.m_head;
        m_tail = other.m_tail;
        other.m_head = nullptr;
    }

private:
    Node *m_head = nullptr;
    Node *m_tail = nullptr;
};

} // namespace belayer::async::detail
