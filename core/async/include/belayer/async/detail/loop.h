// SPDX-License-Identifier: MIT
// The run loop of one thread: a ready queue drained by one posted event a batch, timers, and a mailbox for
// other threads. Loops are never freed, only reused, so that a late message from another thread finds a
// closed mailbox instead of freed memory.
#pragma once
#include "belayer/async/detail/scopenode.h"

#include <QtGlobal>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <limits>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace belayer::async {
class Scheduler;
}

namespace belayer::async::detail {

class Job;
class LoopDriver;
class Spinner;

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

// A moment something waits for. Whoever owns it removes it before it dies. One word: the moment before it is
// armed; its place, its age and its kind while it is.
class Timer
{
public:
    enum class Kind : std::uint8_t { Sleep, Deadline };
    explicit Timer(std::chrono::steady_clock::time_point due) noexcept
        : m_word(std::max<std::int64_t>(due.time_since_epoch().count(), 0))
    {
    }
    bool isArmed() const noexcept { return m_word < 0; }
    std::int64_t due() const noexcept { return m_word; } // not armed

    // of whatever holds it
    void arm(Kind kind, std::uint32_t age) noexcept
    {
        m_word = Armed | static_cast<std::int64_t>(age & AgeMask) << 1 | static_cast<std::int64_t>(kind);
    }
    void disarm() noexcept { m_word = 0; }
    Kind kind() const noexcept { return static_cast<Kind>(m_word & 1); }
    std::size_t place() const noexcept { return static_cast<std::size_t>((m_word & ~Armed) >> 32); }
    void setPlace(std::size_t place) noexcept
    {
        m_word = Armed | static_cast<std::int64_t>(place) << 32 | (m_word & 0xffff'ffff);
    }
    bool isOlderThan(const Timer &other) const noexcept // the counter of ages may have wrapped between
    {
        return ((age() - other.age()) & AgeMask) > AgeMask / 2;
    }

private:
    static constexpr std::int64_t Armed = std::numeric_limits<std::int64_t>::min();
    static constexpr std::uint32_t AgeMask = 0x7fff'ffff;
    std::uint32_t age() const noexcept { return static_cast<std::uint32_t>(m_word) >> 1; }
    std::int64_t m_word;
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
    static Loop *ofJob(std::uint64_t jobId) noexcept { return s_all[jobId >> SerialBits]; }
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
    static bool spendInline() noexcept { return --t_inlineBudget > 0; } // of the calling thread
    void startTimer(Timer *timer, Timer::Kind kind);
    void stopTimer(Timer *timer) noexcept;
    void setTimeSlice(std::chrono::nanoseconds slice) noexcept { m_slice = slice; }
    std::int64_t now() const noexcept { return m_now; } // refreshed once a batch
    std::uint64_t takeJobId() noexcept { return ++m_lastJobId; }
    ScopeNode &root() noexcept { return m_root; }
    Scheduler *scheduler() noexcept { return m_scheduler; }
    QObject *context() const noexcept; // lives on this thread as long as the loop

    void expectPoolWork() noexcept { ++m_poolWork; }
    void settlePoolWork() noexcept { --m_poolWork; }

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
    struct Clockwork;

    explicit Loop(std::size_t number);
    void open();
    void close() noexcept;
    void arm() noexcept;
    void drain();
    bool awaitPool() noexcept;
    void fireTimers();
    void rearmQtTimer();
    void trim();
    void serveNestedLoop();
    void fallAsleep();
    static Loop *takeUnused();

    static constinit thread_local Loop *t_current;
    static constinit thread_local int t_inlineBudget;
    // A job's id is its loop's number and a serial: one word of the job for both. Loops are never freed.
    static constexpr int SerialBits = 48;
    static constexpr std::size_t MaxLoops = std::size_t(1) << (64 - SerialBits);
    static Loop *s_all[MaxLoops];

    NodeQueue m_ready;
    std::uint64_t m_lastJobId;
    bool m_armed = false;
    bool m_closing = false;
    int m_draining = 0;
    std::int64_t m_now = 0;
    Root m_root;
    std::chrono::nanoseconds m_slice{2'000'000};
    Clockwork *m_clockwork;
    Remote *m_remote;
    Spinner *m_spinner;
    int m_poolWork = 0; // bodies under way whose end this loop will hear of
    LoopDriver *m_driver = nullptr;
    Scheduler *m_scheduler; // the public face
};

} // namespace belayer::async::detail
