// SPDX-License-Identifier: MIT
// The scope tree: who is reached, with which reason, and when.
#include "tests/support/coroutinebench.h"

#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class CancellationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAwaitInACancelledScopeThrows();
    void cancelledIsNoStdException();
    void firstReasonStays();
    void bornCancelledBelowACancelledScope();
    void cancelledBeforeItsStartNeverRuns();
    void completionBeatsCancellation();
    void innerScopeAloneIsCancelled();
    void shieldHoldsAndIsSeenAfterwards();
    void openedShieldLetsCancellationIn();
    void cancelFromAnotherThread();
    void cancelRacesWithTheEnd();
    void cancelAfterTheEndIsNothing();
    void stubbornLoopDoesNotStopTheEventLoop();
    void deepScopeTreeKeepsTheStackFlat();
    void cancelledByItself();
    void hugeTreeIsCancelledInSlicesBeforeAnyJobRuns();
    void treeMayDieBetweenTheSlices();
    void destroyOnCancelRunsNoHandler();
    void destroyOnCancelStillUnwindsCombinators();
    void reasonsArrive_data();
    void reasonsArrive();
};

void CancellationTest::everyAwaitInACancelledScopeThrows()
{
    AsyncEvent set;
    set.set();
    int thrown = 0;
    auto stubborn = [&]() -> Task<> {
        for (int i = 0; i < 3; ++i) {
            try {
                if (i == 1)
                    co_await set.wait(); // ready, and yet
                else
                    co_await idle();
            } catch (const Cancelled &) {
                ++thrown;
            }
        }
    };
    TaskScope scope;
    auto job = scope.spawn(stubborn());
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(thrown, 3);
    QCOMPARE(job.state(), JobState::Succeeded); // it swallowed them and came to its end
}

void CancellationTest::cancelledIsNoStdException()
{
    bool swallowed = false;
    auto careless = [&]() -> Task<> {
        try {
            co_await idle();
        } catch (const std::exception &) {
            swallowed = true;
        }
    };
    TaskScope scope;
    auto job = scope.spawn(careless());
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QVERIFY(!swallowed);
}

void CancellationTest::firstReasonStays()
{
    TaskScope scope;
    auto job = scope.spawn(idle());
    settle();
    job.cancel(CancelReason::Timeout);
    job.cancel(CancelReason::User);
    scope.cancel(CancelReason::Shutdown);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.cancelReason(), CancelReason::Timeout);
}

void CancellationTest::bornCancelledBelowACancelledScope()
{
    bool ran = false;
    TaskScope scope;
    scope.cancel(CancelReason::Shutdown);
    auto before = scope.spawn([&]() -> Task<> {
        ran = true;
        co_return;
    });
    // A scope that belongs to no loop yet takes its state along.
    QVERIFY(turnUntil([&] { return before.isFinished(); }));
    QVERIFY(before.isCancelled());
    QCOMPARE(before.cancelReason(), CancelReason::Shutdown);
    QVERIFY(!ran);
}

void CancellationTest::cancelledBeforeItsStartNeverRuns()
{
    bool ran = false;
    TaskScope scope;
    auto job = scope.spawn(
        [&](Tracked) -> Task<> {
            ran = true;
            co_return;
        },
        Tracked());
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QVERIFY(!ran);
    QCOMPARE(Tracked::count(), 0);
}

void CancellationTest::completionBeatsCancellation()
{
    AsyncEvent event;
    bool arrived = false;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> {
        co_await event.wait();
        arrived = true;
        co_await yieldNow();
    });
    settle();
    event.set();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(arrived);
    QVERIFY(job.isCancelled());
}

void CancellationTest::innerScopeAloneIsCancelled()
{
    auto task = []() -> Task<> {
        CancelScope inner;
        TaskScope helpers;
        helpers.spawn([&]() -> Task<> {
            inner.cancel(CancelReason::User);
            co_return;
        });
        CO_COMPARE(co_await outcome(withCancelScope(inner, idle())), std::string("cancelled"));
        CO_VERIFY(inner.isCancelled());
        CO_COMPARE(inner.reason(), CancelReason::User);
        CO_COMPARE(co_await later(0ms, 5), 5); // outside nothing is cancelled
        CancelScope again;                     // serves one call after the other
        co_await withCancelScope(again, yieldNow());
        co_await withCancelScope(again, yieldNow());
    };
    run(task());
}

void CancellationTest::shieldHoldsAndIsSeenAfterwards()
{
    EventLog log;
    AsyncEvent go;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> {
        co_await shielded(go.wait());
        log.add("shielded");
        co_await yieldNow();
        log.add("never");
    });
    settle();
    job.cancel();
    settle();
    QVERIFY(!job.isFinished());
    go.set();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(log.text(), QStringLiteral("shielded"));
}

void CancellationTest::openedShieldLetsCancellationIn()
{
    CancelScope shield;
    shield.setShielded(true);
    TaskScope scope;
    auto job = scope.spawn(withCancelScope(shield, idle()));
    settle();
    job.cancel();
    settle();
    QVERIFY(!job.isFinished());
    shield.setShielded(false);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
}

void CancellationTest::cancelFromAnotherThread()
{
    TaskScope scope;
    auto job = scope.spawn(idle());
    settle();
    std::thread([job] { job.cancel(CancelReason::Shutdown); }).join();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.cancelReason(), CancelReason::Shutdown);
}

void CancellationTest::cancelRacesWithTheEnd()
{
    constexpr int Rounds = 10'000;
    std::atomic<int> round{0};
    std::atomic<bool> handled{true};
    JobHandle<> shared;
    std::thread canceller([&] {
        for (int i = 1; i <= Rounds; ++i) {
            while (round.load(std::memory_order_acquire) < i)
                std::this_thread::yield();
            shared.cancel();
            handled.store(true, std::memory_order_release);
        }
    });
    int cancelled = 0;
    for (int i = 1; i <= Rounds; ++i) {
        TaskScope scope;
        AsyncEvent event;
        shared = scope.spawn(event.wait());
        handled.store(false, std::memory_order_relaxed);
        round.store(i, std::memory_order_release);
        if (i % 2)
            settle();
        event.set();
        while (!shared.isFinished())
            turn();
        while (!handled.load(std::memory_order_acquire))
            std::this_thread::yield();
        cancelled += shared.isCancelled();
        QVERIFY(shared.isCancelled() || shared.state() == JobState::Succeeded);
    }
    canceller.join();
    QVERIFY(cancelled < Rounds);
}

void CancellationTest::cancelAfterTheEndIsNothing()
{
    TaskScope scope;
    auto job = scope.spawn(later(0ms, 3));
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    job.cancel();
    std::thread([job] { job.cancel(); }).join();
    settle();
    QCOMPARE(job.state(), JobState::Succeeded);
    QCOMPARE(job.result(), 3);
}

void CancellationTest::stubbornLoopDoesNotStopTheEventLoop()
{
    bool stop = false;
    TickCounter ticks;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> {
        while (!stop) {
            try {
                co_await yieldNow();
            } catch (const Cancelled &) {
            }
        }
    });
    QVERIFY(turnUntil([&] { return ticks.ticks() > 2; }));
    job.cancel();
    const int before = ticks.ticks();
    QVERIFY(turnUntil([&] { return ticks.ticks() > before + 5; }));
    stop = true;
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
}

static Task<> nest(int depth)
{
    Tracked tracked;
    if (depth == 0) {
        co_await idle();
        co_return;
    }
    co_await withTaskGroup([depth](TaskGroup &group) -> Task<> {
        group.spawn(nest(depth - 1));
        co_return;
    });
}

void CancellationTest::deepScopeTreeKeepsTheStackFlat()
{
    constexpr int Depth = 20'000;
    TaskScope scope;
    auto job = scope.spawn(nest(Depth));
    QVERIFY(turnUntil([] { return Tracked::count() == Depth + 2; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(Tracked::count(), 0);
    scope.spawn(nest(Depth));
    QVERIFY(turnUntil([] { return Tracked::count() == Depth + 2; }));
    scope.destroyAll();
    QCOMPARE(Tracked::count(), 0);
}

void CancellationTest::cancelledByItself()
{
    JobHandle<> self;
    TaskScope scope;
    self = scope.spawn([&]() -> Task<> {
        self.cancel();
        co_await yieldNow();
        qFatal("went on");
    });
    QVERIFY(turnUntil([&] { return self.isFinished(); }));
    QVERIFY(self.isCancelled());
}

void CancellationTest::hugeTreeIsCancelledInSlicesBeforeAnyJobRuns()
{
    constexpr int Jobs = 50'000;
    int wentOn = 0;
    TaskScope scope;
    for (int i = 0; i < Jobs; ++i)
        scope.spawn([&]() -> Task<> {
            co_await yieldNow();
            ++wentOn;
        });
    scope.cancel(); // most are still queued when this returns; none of them may begin
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(wentOn, 0);
}

void CancellationTest::treeMayDieBetweenTheSlices()
{
    for (int breakAt = 0; breakAt < 12; ++breakAt) {
        auto scope = std::make_unique<TaskScope>();
        for (int i = 0; i < 100; ++i)
            scope->spawn(withTaskGroup([](TaskGroup &group) -> Task<> {
                for (int child = 0; child < 100; ++child)
                    group.spawn(idle());
                co_return;
            }));
        QVERIFY(turnUntil([] { return Tracked::count() == 10'000; }));
        const SingleStep singleStep;
        scope->cancel();
        for (int i = 0; i < breakAt; ++i)
            QCoreApplication::processEvents();
        if (breakAt % 2)
            scope.reset();
        Scheduler::current()->setTimeSlice(2ms);
        QVERIFY(turnUntil([&] { return Tracked::count() == 0; }));
    }
}

void CancellationTest::destroyOnCancelRunsNoHandler()
{
    EventLog log;
    struct Logger
    {
        ~Logger() { log.add("destroyed"); }
        EventLog &log;
    };
    auto body = [&]() -> Task<> {
        Logger logger{log};
        try {
            co_await idle();
        } catch (...) {
            log.add("caught");
        }
    };
    TaskScope scope;
    auto job = scope.spawn(body(), QString(), OnCancel::Destroy);
    settle();
    job.cancel();
    QCOMPARE(log.text(), QString()); // not inside cancel(), but by the loop
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(job.cancelReason(), CancelReason::User);
    QCOMPARE(log.text(), QStringLiteral("destroyed"));
}

void CancellationTest::destroyOnCancelStillUnwindsCombinators()
{
    EventLog log;
    TaskScope scope;
    auto job = scope.spawn(withCleanup(idle(),
                                       [&]() -> Task<> {
                                           co_await yieldNow();
                                           log.add("cleanup");
                                       }),
                           QString(), OnCancel::Destroy);
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(log.text(), QStringLiteral("cleanup"));
}

void CancellationTest::reasonsArrive_data()
{
    QTest::addColumn<int>("value");
    for (const auto reason : {CancelReason::User, CancelReason::SiblingFailed, CancelReason::LostRace,
                              CancelReason::Timeout, CancelReason::ScopeExit, CancelReason::Shutdown})
        QTest::addRow("%d", static_cast<int>(reason)) << static_cast<int>(reason);
}

void CancellationTest::reasonsArrive()
{
    QFETCH(int, value);
    const auto reason = static_cast<CancelReason>(value);
    CancelReason seen = CancelReason::None;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> {
        try {
            co_await idle();
        } catch (const Cancelled &cancelled) {
            seen = cancelled.reason();
            throw;
        }
    });
    settle();
    job.cancel(reason);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(seen, reason);
    QCOMPARE(job.cancelReason(), reason);
}

QTEST_GUILESS_MAIN(CancellationTest)
#include "tst_cancellation.moc"
