// SPDX-License-Identifier: MIT
// One node of the cancellation tree. Lives on one thread; parents outlive or hand over their children.
#pragma once
#include "belayer/async/detail/list.h"
#include "belayer/async/errors.h"
#include "belayer/async/jobstate.h"

namespace belayer::async::detail {

class CancelWalk;
class Job;
class TreeWalk;

class ScopeNode : private Link
{
public:
    enum class Kind : std::uint8_t { Root, Job, Plain, Group };
    enum Flag : std::uint16_t {
        Cancelled = 1 << 0, // effective: here or above, no shield between
        Shielded = 1 << 1,
        // The rest belongs to nodes that are jobs; one word, so that an await tests all it must know at once.
        DestroyRequested = 1 << 2, // destroyed while running: dies at its next await
        InnerScope = 1 << 3,       // the running code is in a scope below the job's own
        OnStack = 1 << 4,
        RootDone = 1 << 5,
        InQueue = 1 << 6,      // the ready queue (or another thread's list) still points here
        CancelSignal = 1 << 7, // the awaited foreign thing must be told, from the loop
        OpCancelled = 1 << 8,  // the await ends in Cancelled
        Disposable = 1 << 9,   // cancel may destroy the frames instead of unwinding them
        ErrorSeen = 1 << 10,
        Watched = 1 << 11, // a walk in slices stands here
    };

    explicit ScopeNode(Kind kind) noexcept : m_kind(kind) {}
    ScopeNode(const ScopeNode &) = delete;
    ScopeNode &operator=(const ScopeNode &) = delete;

    bool isCancelled() const noexcept { return m_flags & Cancelled; }
    CancelReason reason() const noexcept { return m_reason; }
    Kind kind() const noexcept { return m_kind; }
    bool isLeaf() const noexcept { return m_children.isEmpty(); }
    ScopeNode *parent() const noexcept { return m_parent; }
    ScopeNode *firstChild() const noexcept { return fromLink(m_children.first()); }
    ScopeNode *lastChild() const noexcept { return fromLink(m_children.last()); }
    ScopeNode *nextSibling() const noexcept
    {
        return m_parent && next != m_parent->m_children.first() ? fromLink(next) : nullptr;
    }
    ScopeNode *previousSibling() const noexcept
    {
        return m_parent && m_parent->m_children.first() != this ? fromLink(prev) : nullptr;
    }

    void attach(ScopeNode *parent) noexcept; // born cancelled below a cancelled parent
    void attachInside(Job *job) noexcept;    // below the scope the job's code is in
    void detach() noexcept
    {
        if (m_flags & Watched) [[unlikely]]
            moveWalks();
        if (m_parent)
            m_parent->m_children.remove(this);
        m_parent = nullptr;
    }
    void handOverChildren() noexcept; // to the parent, or to nobody
    // The first reason stays. A large tree below is reached in slices, but before any other job runs.
    void cancel(CancelReason reason) noexcept;
    void setShielded(bool on) noexcept;

private:
    ScopeNode *m_parent = nullptr;
    Ring m_children;

protected: // last: a job puts its counter into the padding behind
    ~ScopeNode() = default;
    std::uint16_t m_flags = 0;
    CancelReason m_reason : 4 = CancelReason::None;
    Kind m_kind : 4;
    JobState m_state = JobState::Queued; // of a job

private:
    friend class CancelWalk;
    friend class TreeWalk;
    void moveWalks() noexcept;
    static ScopeNode *fromLink(Link *link) noexcept { return static_cast<ScopeNode *>(link); }
    void markCancelled(CancelReason reason) noexcept;
};

} // namespace belayer::async::detail
