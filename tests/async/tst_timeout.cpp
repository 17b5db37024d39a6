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

QTEST_GUILESS_MAIN(TimeoutTest)
#include "tst_timeout.moc"
