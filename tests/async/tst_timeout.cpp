// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

class TimeoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ownTimeoutIsAnError();
    void outerTimeoutIsTheOuters();
    void outerCancelIsNoTimeout();
    void resultInTimePasses();
    void resultInSpiteOfTheDeadlineIsKept();
    void deadlineInThePast();
    void hugeDurationsDoNotOverflow();
    void timeBeginsWithTheAwait();
    void sleepIsNeverEarly();
    void sleepersWakeInOrder();
    void cleanupRunsWhateverTheEnd();
    void cleanupIsShielded();
    void sleepEndsAtItsMomentAndNotBefore();
    void deadlineStrikesAtItsMoment();
    void innerDeadlineComesBeforeTheOuter();
    void shutdownGraceIsKept();
};

void TimeoutTest::ownTimeoutIsAnError()
{
    QCOMPARE(run(outcome(withTimeout(1ms, idle()))), "timed out");
    QCOMPARE(Tracked::count(), 0);
}

void TimeoutTest::outerTimeoutIsTheOuters()
{
    EventLog log;
    auto inner = [&]() -> Task<> {
        try {
            co_await withTimeout(1h, idle());
        } catch (const TimeoutError &) {
            log.add("inner timed out");
        } catch (const Cancelled &cancelled) {
            log.add(cancelled.reason() == CancelReason::Timeout ? "inner cancelled" : "wrong reason");
            throw;
        }
    };
    QCOMPARE(run(outcome(withTimeout(1ms, inner()))), "timed out");
    QCOMPARE(log.text(), QStringLiteral("inner cancelled"));
}

void TimeoutTest::outerCancelIsNoTimeout()
{
    TaskScope scope;
    auto job = scope.spawn(withTimeout(1h, idle()));
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(job.cancelReason(), CancelReason::User);
}

void TimeoutTest::resultInTimePasses()
{
    QCOMPARE(run(withTimeout(1h, later(1ms, 5))), 5);
}

void TimeoutTest::resultInSpiteOfTheDeadlineIsKept()
{
    auto stubborn = []() -> Task<int> {
        try {
            co_await idle();
        } catch (const Cancelled &) {
        }
        co_return 6;
    };
    QCOMPARE(run(withTimeout(1ms, stubborn())), 6);
}

void TimeoutTest::deadlineInThePast()
{
    const auto past = std::chrono::steady_clock::now() - 1s;
    QCOMPARE(run(outcome(withDeadline(past, idle()))), "timed out");
    auto instant = []() -> Task<int> { co_return 1; };
    QCOMPARE(run(withDeadline(past, instant())), 1);
}

void TimeoutTest::hugeDurationsDoNotOverflow()
{
    TaskScope scope;
    auto forever = scope.spawn(sleepFor(std::chrono::hours::max()));
    auto dated = scope.spawn(sleepUntil(std::chrono::steady_clock::time_point::max()));
    auto past = scope.spawn(sleepFor(-1h));
    auto fraction = scope.spawn(sleepFor(std::chrono::duration<double>(0.001)));
    QVERIFY(turnUntil([&] { return past.isFinished() && fraction.isFinished(); }));
    QVERIFY(!forever.isFinished());
    QVERIFY(!dated.isFinished());
}

void TimeoutTest::timeBeginsWithTheAwait()
{
    auto task = []() -> Task<> {
        auto limited = withTimeout(20ms, yieldNow());
        co_await sleepFor(30ms);
        CO_COMPARE(co_await outcome(std::move(limited)), std::string("ok"));
    };
    run(task());
}

void TimeoutTest::sleepIsNeverEarly()
{
    auto task = []() -> Task<> {
        for (const auto delay : {0us, 1us, 900us, 1100us, 5000us}) {
            const auto start = std::chrono::steady_clock::now();
            co_await sleepFor(delay);
            CO_VERIFY(std::chrono::steady_clock::now() - start >= delay);
        }
    };
    run(task());
}

void TimeoutTest::sleepersWakeInOrder()
{
    std::vector<int> woken;
    const auto base = std::chrono::steady_clock::now();
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i : {7, 3, 9, 1, 5, 3, 8, 2, 6, 4, 3})
            group.spawn([&woken, base, i]() -> Task<> {
                co_await sleepUntil(base + std::chrono::milliseconds(i));
                woken.push_back(i);
            });
        co_return;
    }));
    QVERIFY(std::is_sorted(woken.begin(), woken.end()));
    QCOMPARE(woken.size(), 11u);
}

void TimeoutTest::cleanupRunsWhateverTheEnd()
{
    EventLog log;
    auto cleanup = [&]() -> Task<> {
        co_await yieldNow();
        log.add("cleanup");
    };
    QCOMPARE(run(withCleanup(later(0ms, 4), cleanup)), 4);
    QCOMPARE(run(outcome(withCleanup(failLater(0ms), cleanup))), "boom");
    QCOMPARE(run(outcome(withTimeout(1ms, withCleanup(idle(), cleanup)))), "timed out");
    QCOMPARE(log.text(), QStringLiteral("cleanup cleanup cleanup"));
}

void TimeoutTest::cleanupIsShielded()
{
    AsyncEvent go;
    bool cleaned = false;
    TaskScope scope;
    auto job = scope.spawn(withCleanup(idle(), [&]() -> Task<> {
        co_await go.wait();
        cleaned = true;
    }));
    settle();
    job.cancel();
    settle();
    job.cancel();
    QVERIFY(!job.isFinished());
    go.set();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(cleaned);
    QVERIFY(job.isCancelled());
}

void TimeoutTest::sleepEndsAtItsMomentAndNotBefore()
{
    ManualClock clock;
    TaskScope scope;
    auto sleeper = scope.spawn(sleepFor(1h));
    auto dated = scope.spawn(sleepUntil(clock.now() + 1h + 1ns));
    settle();
    clock.advance(1h - 1ns);
    QVERIFY(!sleeper.isFinished());
    clock.advance(1ns);
    QVERIFY(sleeper.isFinished());
    QVERIFY(!dated.isFinished());
    clock.advance(1ns);
    QVERIFY(dated.isFinished());
}

void TimeoutTest::deadlineStrikesAtItsMoment()
{
    ManualClock clock;
    TaskScope scope;
    auto inTime = scope.spawn(outcome(withTimeout(1h, sleepFor(1h - 1ns))));
    auto late = scope.spawn(outcome(withDeadline(clock.now() + 1h, sleepFor(1h + 1ns))));
    settle();
    clock.advance(1h - 1ns);
    QCOMPARE(inTime.result(), "ok");
    QVERIFY(!late.isFinished());
    clock.advance(1ns);
    QCOMPARE(late.result(), "timed out");
}

void TimeoutTest::innerDeadlineComesBeforeTheOuter()
{
    ManualClock clock;
    EventLog log;
    auto inner = [&]() -> Task<> {
        log.add((co_await outcome(withTimeout(1min, sleepFor(24h)))).c_str());
        co_await sleepFor(24h);
    };
    TaskScope scope;
    auto outer = scope.spawn(outcome(withTimeout(2min, inner())));
    settle();
    clock.advance(1min);
    QCOMPARE(log.text(), QStringLiteral("timed out"));
    QVERIFY(!outer.isFinished());
    clock.advance(1min);
    QCOMPARE(outer.result(), "timed out");
}

void TimeoutTest::shutdownGraceIsKept()
{
    ManualClock clock;
    TaskScope dying;
    dying.spawn(withCleanup(idle(), [] { return later(59s, 0); }));
    dying.spawn(shielded(idle()));
    TaskScope scope;
    settle();
    auto shutdown = scope.spawn(dying.shutdown(1min));
    settle();
    clock.advance(59s);
    QCOMPARE(dying.liveCount(), 1u); // the cleanup had its time
    clock.advance(1s - 1ns);
    QVERIFY(!shutdown.isFinished());
    clock.advance(1ns);
    QCOMPARE(shutdown.result(), 1);
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(TimeoutTest)
#include "tst_timeout.moc"
