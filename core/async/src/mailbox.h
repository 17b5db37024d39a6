// SPDX-License-Identifier: MIT
// Nodes on their way from many threads to one: a lock-free stack, taken whole and turned round, so that each
// sender's order is kept.
#pragma once
#include "belayer/async/detail/list.h"

#include <atomic>

namespace belayer::async::detail {

class Mailbox
{
public:
    enum class Posted { Quietly, ToSleeper, Refused };

    // Any thread. ToSleeper: the receiver has to be woken; who gets this answer is the one to do it.
    Posted post(Node *node) noexcept
    {
        Node *head = m_head.load(std::memory_order_relaxed);
        do {
            if (head == closed())
                return Posted::Refused;
            node->nextNode = head == awake() ? nullptr : head;
        } while (
            !m_head.compare_exchange_weak(head, node, std::memory_order_seq_cst, std::memory_order_relaxed));
        return head ? Posted::Quietly : Posted::ToSleeper;
    }

    // The receiver's thread.
    void open() noexcept { m_head.store(nullptr, std::memory_order_relaxed); }
    void close(NodeQueue &rest) noexcept
    {
        append(m_head.exchange(closed(), std::memory_order_acq_rel), rest);
    }
    bool isEmpty() const noexcept // or closed
    {
        const Node *head = m_head.load(std::memory_order_seq_cst);
        return !head || head == awake() || head == closed();
    }
    // From here on the receiver is awake: it looks by itself, and nobody need wake it.
    // Sees what was posted before a seq_cst store of the receiver's that the sender has not seen.
    void take(NodeQueue &queue) noexcept
    {
        if (m_head.load(std::memory_order_seq_cst) != awake())
            append(m_head.exchange(awake(), std::memory_order_acquire), queue);
    }
    // False: something has arrived, and nobody will wake the receiver for it.
    bool sleep() noexcept
    {
        Node *expected = awake();
        return m_head.compare_exchange_strong(expected, nullptr, std::memory_order_seq_cst) || !expected;
    }

private:
    static constexpr NodeOps s_noOps{nullptr, nullptr};
    inline static constinit Node s_awake{&s_noOps};
    inline static constinit Node s_closed{&s_noOps};
    static Node *awake() noexcept { return &s_awake; }
    static Node *closed() noexcept { return &s_closed; }

    static void append(Node *head, NodeQueue &queue) noexcept
    {
        if (head == awake() || head == closed())
            return;
        NodeQueue turned;
        while (head) {
            Node *next = head->nextNode;
            turned.pushFirst(head);
            head = next;
        }
        queue.append(turned);
    }

    std::atomic<Node *> m_head{closed()};
};

} // namespace belayer::async::detail
