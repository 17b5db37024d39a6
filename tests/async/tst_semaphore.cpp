// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

class SemaphoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atMostSoManyAtATime();
    void grantsInOrder();
    void cancelledWaiterLeavesTheQueue();
    void grantedPermitOfADeadTaskGoesOn();
    void tryAcquire();
    void mutexKeepsSectionsApart();
    void permitsSurviveEveryBreak();
};

void SemaphoreTest::atMostSoManyAtATime()
{
    Semaphore semaphore(2);
    int inside = 0;
    int peak = 0;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i = 0; i < 10; ++i)
            group.spawn([&]() -> Task<> {
                const Permit permit = co_await semaphore.acquire();
                peak = std::max(peak, ++inside);
                co_await yieldNow();
                --inside;
            });
        co_return;
    }));
    QCOMPARE(peak, 2);
    QCOMPARE(semaphore.available(), 2);
}

void SemaphoreTest::grantsInOrder()
{
    Semaphore semaphore(0 + 1);
    EventLog log;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (const char *name : {"a", "b", "c"})
            group.spawn([&log, &semaphore, name]() -> Task<> {
                Permit permit = co_await semaphore.acquire();
                log.add(name);
                co_await yieldNow();
                permit.release();
                permit.release();
                co_await yieldNow();
            });
        co_return;
    }));
    QCOMPARE(log.text(), QStringLiteral("a b c"));
    QCOMPARE(semaphore.available(), 1);
}

void SemaphoreTest::cancelledWaiterLeavesTheQueue()
{
    Semaphore semaphore(1);
    auto held = semaphore.tryAcquire();
    TaskScope scope;
    auto first = scope.spawn([&]() -> Task<> { const Permit permit = co_await semaphore.acquire(); });
    auto second = scope.spawn([&]() -> Task<> { const Permit permit = co_await semaphore.acquire(); });
    settle();
    first.cancel();
    settle();
    QVERIFY(first.isCancelled());
    held.reset();
    QVERIFY(turnUntil([&] { return second.isFinished(); }));
    QCOMPARE(second.state(), JobState::Succeeded);
    QCOMPARE(semaphore.available(), 1);
}

void SemaphoreTest::grantedPermitOfADeadTaskGoesOn()
{
    Semaphore semaphore(1);
    auto held = semaphore.tryAcquire();
    TaskScope doomed;
    doomed.spawn([&]() -> Task<> { const Permit permit = co_await semaphore.acquire(); });
    settle();
    held.reset(); // granted, not yet resumed
    QCOMPARE(semaphore.available(), 0);
    doomed.destroyAll();
    QCOMPARE(semaphore.available(), 1);
}

void SemaphoreTest::tryAcquire()
{
    Semaphore semaphore(1);
    {
        const auto permit = semaphore.tryAcquire();
        QVERIFY(permit);
        QVERIFY(!semaphore.tryAcquire());
    }
    QVERIFY(semaphore.tryAcquire());
}

void SemaphoreTest::mutexKeepsSectionsApart()
{
    Mutex mutex;
    int inside = 0;
    bool overlapped = false;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i = 0; i < 5; ++i)
            group.spawn([&]() -> Task<> {
                const Permit lock = co_await mutex.lock();
                overlapped |= ++inside > 1;
                co_await yieldNow();
                --inside;
            });
        co_await yieldNow();
        CO_VERIFY(mutex.isLocked());
        CO_VERIFY(!mutex.tryLock());
    }));
    QVERIFY(!overlapped);
    QVERIFY(!mutex.isLocked());
}

void SemaphoreTest::permitsSurviveEveryBreak()
{
    for (const Break how : {Break::Cancel, Break::Destroy}) {
        Semaphore semaphore(2);
        sweep(
            how,
            [&]() -> Task<> {
                co_await withTaskGroup([&](TaskGroup &group) -> Task<> {
                    for (int i = 0; i < 5; ++i)
                        group.spawn([&]() -> Task<> {
                            const Permit permit = co_await semaphore.acquire();
                            co_await yieldNow();
                        });
                    co_return;
                });
            },
            [&] { QCOMPARE(semaphore.available(), 2); });
    }
}

QTEST_GUILESS_MAIN(SemaphoreTest)
#include "tst_semaphore.moc"
