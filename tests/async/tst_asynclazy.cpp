// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

class AsyncLazyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void computesOnceForAll();
    void readyValueDoesNotSuspend();
    void failureReachesWaitersAndIsNotKept();
    void throwingFactoryIsAFailure();
    void resetComputesAgain();
    void deathCancelsTheComputationAndItsWaiters();
    void lastAskerGoneTheComputationGoesOn();
    void cancelledAskerOfAReadyValueIsCancelled();
    void resetBetweenReadyAndResume();
};

void AsyncLazyTest::computesOnceForAll()
{
    int calls = 0;
    AsyncLazy<std::string> lazy([&]() -> Task<std::string> {
        ++calls;
        co_await yieldNow();
        co_return "value";
    });
    QVERIFY(!lazy.isReady());
    const auto sum = run(withTaskGroup([&](TaskGroup &group) -> Task<std::string> {
        std::vector<JobHandle<std::string>> jobs;
        for (int i = 0; i < 3; ++i)
            jobs.push_back(group.spawn(lazy.get()));
        std::string all;
        for (auto &part : co_await gather(jobs))
            all += part;
        co_return all;
    }));
    QCOMPARE(sum, "valuevaluevalue");
    QCOMPARE(calls, 1);
    QVERIFY(lazy.isReady());
}

void AsyncLazyTest::readyValueDoesNotSuspend()
{
    AsyncLazy lazy([]() -> Task<int> { co_return 4; });
    auto ask = [&]() -> Task<int> { co_return co_await lazy.get(); };
    QVERIFY(suspensionsOf(ask()) > 0);
    QCOMPARE(suspensionsOf(ask()), 0);
}

void AsyncLazyTest::failureReachesWaitersAndIsNotKept()
{
    int calls = 0;
    AsyncLazy<int> lazy([&]() -> Task<int> {
        const int call = ++calls;
        co_await yieldNow();
        if (call == 1)
            throw std::runtime_error("first");
        co_return call;
    });
    TaskScope scope;
    auto a = scope.spawn(lazy.get());
    auto b = scope.spawn(lazy.get());
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(outcomeOf(a), "first");
    QCOMPARE(outcomeOf(b), "first");
    QVERIFY(!lazy.isReady());
    auto ask = [&]() -> Task<int> { co_return co_await lazy.get(); };
    QCOMPARE(run(ask()), 2);
}

void AsyncLazyTest::throwingFactoryIsAFailure()
{
    AsyncLazy<int> lazy([]() -> Task<int> { throw std::runtime_error("no task"); });
    auto ask = [&]() -> Task<> { co_await lazy.get(); };
    QCOMPARE(run(outcome(ask())), "no task");
}

void AsyncLazyTest::resetComputesAgain()
{
    int calls = 0;
    AsyncLazy<int> lazy([&]() -> Task<int> { co_return ++calls; });
    auto ask = [&]() -> Task<int> { co_return co_await lazy.get(); };
    QCOMPARE(run(ask()), 1);
    lazy.reset();
    QVERIFY(!lazy.isReady());
    QCOMPARE(run(ask()), 2);
}

void AsyncLazyTest::deathCancelsTheComputationAndItsWaiters()
{
    auto lazy = std::make_unique<AsyncLazy<int>>([]() -> Task<int> {
        co_await idle();
        co_return 1;
    });
    TaskScope scope;
    auto waiter = scope.spawn(lazy->get());
    QVERIFY(turnUntil([] { return Tracked::count() == 1; }));
    lazy.reset();
    QCOMPARE(Tracked::count(), 0);
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QVERIFY(waiter.isCancelled());
}

void AsyncLazyTest::lastAskerGoneTheComputationGoesOn()
{
    AsyncEvent go;
    AsyncLazy<int> lazy([&]() -> Task<int> {
        co_await go.wait();
        co_return 8;
    });
    {
        TaskScope scope;
        scope.spawn(lazy.get());
        settle();
    }
    go.set();
    QVERIFY(turnUntil([&] { return lazy.isReady(); }));
}

void AsyncLazyTest::cancelledAskerOfAReadyValueIsCancelled()
{
    AsyncLazy<int> lazy([]() -> Task<int> { co_return 1; });
    auto ask = [&]() -> Task<> { co_await lazy.get(); };
    run(ask());
    TaskScope scope;
    JobHandle<> self;
    self = scope.spawn([&]() -> Task<> {
        self.cancel();
        co_await lazy.get();
        qFatal("went on");
    });
    QVERIFY(turnUntil([&] { return self.isFinished(); }));
    QVERIFY(self.isCancelled());
}

void AsyncLazyTest::resetBetweenReadyAndResume()
{
    AsyncLazy<int> lazy([]() -> Task<int> { co_return 1; });
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn([&]() -> Task<> { // more ready awaits than one turn allows: some go through the queue
            for (int i = 0; i < 2000; ++i)
                co_await lazy.get();
        });
        for (int i = 0; i < 20; ++i) {
            co_await yieldNow();
            lazy.reset();
        }
    }));
}

QTEST_GUILESS_MAIN(AsyncLazyTest)
#include "tst_asynclazy.moc"
