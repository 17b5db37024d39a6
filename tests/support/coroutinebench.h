// SPDX-License-Identifier: MIT
// A bench for coroutines: run with a deadline, count suspensions and event loop turns, log events, stop the
// clock and move it by hand, and rerun a scenario breaking it at its 1st, 2nd, ... suspension.
#pragma once
#include <belayer/async.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QStringList>
#include <QTest>
#include <QTimer>

#include <functional>
#include <string>

// QVERIFY and QCOMPARE return; a coroutine must co_return.
#define CO_VERIFY(condition)                                                                                 \
    do {                                                                                                     \
        if (!QTest::qVerify(static_cast<bool>(condition), #condition, "", __FILE__, __LINE__))               \
            co_return;                                                                                       \
    } while (false)
#define CO_COMPARE(actual, expected)                                                                         \
    do {                                                                                                     \
        if (!QTest::qCompare(actual, expected, #actual, #expected, __FILE__, __LINE__))                      \
            co_return;                                                                                       \
    } while (false)

namespace belayer::bench {

using namespace std::chrono_literals;
using async::Task;

constexpr auto Deadline = 20s;

// Runs to the end; a scenario that hangs ends in TimeoutError instead of hanging the test.
template<class T> T run(Task<T> task)
{
    return async::runBlocking(async::withTimeout(Deadline, std::move(task)));
}

// How a task ends: "ok", what() of its exception, or "cancelled".
template<class T> Task<std::string> outcome(Task<T> task)
{
    try {
        co_await std::move(task);
    } catch (const async::Cancelled &) {
        co_return "cancelled";
    } catch (const std::exception &error) {
        co_return error.what();
    }
    co_return "ok";
}
// The same for a job, without being mistaken for the waiter's own end.
template<class T> std::string outcomeOf(const async::JobHandle<T> &job)
{
    if (!job.isFinished())
        return "running";
    if (job.isCancelled())
        return "cancelled";
    try {
        if (const std::exception_ptr error = job.error())
            std::rethrow_exception(error);
    } catch (const std::exception &error) {
        return error.what();
    }
    return "ok";
}

// Lives as often as it is constructed; a scenario that leaks a frame leaves some behind.
class Tracked
{
public:
    Tracked() noexcept { ++s_count; }
    Tracked(const Tracked &) noexcept { ++s_count; }
    Tracked &operator=(const Tracked &) noexcept = default;
    ~Tracked() { --s_count; }
    static int count() noexcept { return s_count; }

private:
    static inline std::atomic<int> s_count{0};
};

inline Task<> idle()
{
    Tracked tracked;
    for (;;)
        co_await async::sleepFor(1h);
}
template<class T> Task<T> later(std::chrono::milliseconds delay, T value)
{
    Tracked tracked;
    co_await async::sleepFor(delay);
    co_return value;
}
inline Task<int> failLater(std::chrono::milliseconds delay, std::string what = "boom")
{
    Tracked tracked;
    co_await async::sleepFor(delay);
    throw std::runtime_error(what);
}

// One turn of the event loop, waiting if need be.
inline void turn()
{
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

// Turns the loop until nothing is ready any more, however many time slices that takes.
inline void settle()
{
    const async::Scheduler *scheduler = async::Scheduler::current();
    std::uint64_t before = 0;
    do {
        before = scheduler->stats().resumes;
        QCoreApplication::processEvents();
    } while (scheduler->stats().resumes != before);
}

// Turns the loop until the condition holds; false when it does not within the deadline.
template<class C> bool turnUntil(C condition)
{
    const auto end = std::chrono::steady_clock::now() + Deadline;
    QTimer alarm; // so that a turn comes back
    alarm.start(50);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        turn();
    }
    return true;
}

// What happened, in order.
class EventLog
{
public:
    void add(const char *event) { m_events.append(QString::fromLatin1(event)); }
    QString text() const { return m_events.join(QLatin1Char(' ')); }

private:
    QStringList m_events;
};

// Counts event loop turns while it lives: a task that hogs the thread leaves it at rest.
class TickCounter
{
public:
    TickCounter()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ++m_ticks; });
        m_timer.start(0);
    }
    int ticks() const noexcept { return m_ticks; }

private:
    QTimer m_timer;
    int m_ticks = 0;
};

// How often the task came back to the ready queue; 0: it never suspended.
template<class T> int suspensionsOf(Task<T> task)
{
    const auto before = async::Scheduler::current()->stats().resumes;
    async::runBlocking(std::move(task));
    return static_cast<int>(async::Scheduler::current()->stats().resumes - before) - 1;
}

// While it lives the ready queue runs one entry an event loop turn.
class SingleStep
{
public:
    SingleStep() { async::Scheduler::current()->setTimeSlice(0us); }
    SingleStep(const SingleStep &) = delete;
    ~SingleStep() { async::Scheduler::current()->setTimeSlice(2ms); }
};

// While it lives the library's clock stands still and moves by advance() alone; ready tasks run one an event
// loop turn, because a time slice has no end then. Wait with turnUntil() and settle(): the deadline of run()
// is a timer too.
class ManualClock
{
public:
    ManualClock()
    {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        Clock::stoppedAt = std::chrono::duration_cast<Clock::duration>(now).count();
    }
    ManualClock(const ManualClock &) = delete;
    ~ManualClock()
    {
        Clock::stoppedAt = 0;
        settle();
    }
    std::chrono::steady_clock::time_point now() const { return Clock::now(); }
    // Everything due by then has run when this returns.
    void advance(std::chrono::nanoseconds duration)
    {
        Clock::stoppedAt += duration.count();
        m_scope.spawn(async::yieldNow()); // makes the loop look at the clock
        settle();
    }

private:
    using Clock = async::detail::LoopClock;
    const SingleStep m_singleStep;
    async::TaskScope m_scope;
};

enum class Break { Cancel, Destroy };

// Runs the scenario again and again, breaking it after its 0th, 1st, 2nd, ... resume, until a run ends by
// itself. After each: the job is finished, nothing lives, and check() holds. Returns the number of broken
// runs.
inline int
sweep(Break how, const std::function<Task<>()> &scenario, const std::function<void()> &check = [] {})
{
    constexpr int MaxRuns = 1000;
    const SingleStep singleStep;
    async::Scheduler *scheduler = async::Scheduler::current();
    for (int breakAt = 0; breakAt < MaxRuns; ++breakAt) {
        const int tracked = Tracked::count();
        const auto live = scheduler->stats().live;
        async::TaskScope scope;
        const auto resumes = scheduler->stats().resumes;
        async::JobHandle<> job = scope.spawn(scenario());
        const bool reached = turnUntil([&] {
            return job.isFinished() || scheduler->stats().resumes - resumes >= static_cast<unsigned>(breakAt);
        });
        if (!reached)
            qFatal("sweep: the scenario hangs before its resume %d", breakAt);
        const bool endedByItself = job.isFinished();
        if (how == Break::Cancel)
            job.cancel();
        else
            scope.destroyAll();
        if (!turnUntil([&] { return job.isFinished() && scheduler->stats().live == live; }))
            qFatal("sweep: broken after resume %d the scenario never ends", breakAt);
        if (Tracked::count() != tracked)
            qFatal("sweep: broken after resume %d the scenario leaks %d", breakAt,
                   Tracked::count() - tracked);
        if (job.isFailed())
            qFatal("sweep: broken after resume %d the scenario fails: %s", breakAt, outcomeOf(job).c_str());
        check();
        if (endedByItself)
            return breakAt;
    }
    qFatal("sweep: no end after %d runs", MaxRuns);
    return 0;
}

} // namespace belayer::bench
