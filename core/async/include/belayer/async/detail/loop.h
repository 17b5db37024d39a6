// SPDX-License-Identifier: MIT
// The run loop of one thread: a ready queue drained by one posted event a batch, timers, and a mailbox for
// other threads. Loops are never freed, only reused, so that a late message from another thread finds a
// closed mailbox instead of freed memory.
#pragma once
#include "belayer/async/detail/scopenode.h"

#include <QtGlobal>
#include <atomic>

#include <chrono>
#include <cstddef>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace belayer::async {
class Scheduler;
}

namespace belayer::async::detail {

class Job;
class LoopDriver;

// The clock of everything that waits: the steady one, or one that a test has stopped and moves by hand.
struct LoopClock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<std::chrono::steady_clock, duration>;
    static constexpr bool is_steady = true;
    static inline constinit std::atomic<rep> stoppedAt{0}; // since the steady clock's epoch; 0: it runs

    static time_point now() noexcept
    {
        const rep stopped = stoppedAt.load(std::memory_order_relaxed);
        return stopped ? time_point(duration(stopped)) : std::chrono::steady_clock::now();
    }
};

// A moment something waits for. Whoever owns it removes it before it dies.
struct Timer
{
    enum class Kind : std::uint8_t { Sleep, Deadline };
    explicit Timer(Kind k) noexcept : kind(k) {}
    std::int32_t index = -1; // in the heap
    Kind kind;
};

struct LoopStats
{
    std::uint64_t spawned = 0;
    std::uint64_t finished = 0;
    std::uint64_t resumes = 0;
    std::uint64_t batches = 0;
    std::uint64_t live = 0;
};

class Loop
{
public:
    using Clock = LoopClock;

    static Loop *current(); // of the calling thread; made on first use
    static Loop *currentOrNull() noexcept { return t_current; }
    bool isCurrent() const noexcept { return t_current == this; }
    bool isClosing() const noexcept { return m_closing; }

    // own thread
    void pushReady(Node *node) noexcept
    {
        m_ready.push(node);
        if (!m_armed && !m_draining)
            arm();
    }
    void pushReadyFirst(Node *node) noexcept
    {
        m_ready.pushFirst(node);
        if (!m_armed && !m_draining)
            arm();
    }
    bool spendInline() noexcept { return --m_inlineBudget > 0; }
    void startTimer(Timer *timer, Clock::time_point due);
    void stopTimer(Timer *timer) noexcept;
    void setTimeSlice(std::chrono::nanoseconds slice) noexcept { m_slice = slice; }
    std::int64_t now() const noexcept { return m_now; } // refreshed once a batch
    ScopeNode &root() noexcept { return m_root; }
    Scheduler *scheduler() noexcept { return m_scheduler; }
    QObject *context() const noexcept; // lives on this thread as long as the loop

    // any thread; false when the loop is gone: the caller keeps the node
    bool post(Node *node);

    LoopStats stats;

private:
    friend class LoopDriver;
    friend class Job;
    struct Root : ScopeNode
    {
        Root() noexcept : ScopeNode(Kind::Root) {}
    };
    struct Remote;
    struct Timers;

    Loop();
    void open();
    void close() noexcept;
    void arm() noexcept;
    void drain();
    void takeRemote();
    void fireTimers();
    void rearmQtTimer();
    void serveNestedLoop();
    static Loop *takeUnused();

    static constinit thread_local Loop *t_current;

    NodeQueue m_ready;
    int m_inlineBudget = 0;
    bool m_armed = false;
    bool m_closing = false;
    int m_draining = 0;
    std::int64_t m_now = 0;
    Root m_root;
    std::chrono::nanoseconds m_slice{2'000'000};
    Timers *m_timers;
    Remote *m_remote;
    LoopDriver *m_driver = nullptr;
    Scheduler *m_scheduler; // the public face
};

} // namespace belayer::async::detail
