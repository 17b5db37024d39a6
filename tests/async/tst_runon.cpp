// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"
#include "tests/support/loopthread.h"

#include <semaphore>
#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class RunOnTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThereAndComesBack();
    void plainFunctionsToo();
    void exceptionsComeBack();
    void onTheOwnLoop();
    void cancelReachesTheOtherSideAndWaits();
    void destroyedCallerLeavesTheOtherSideCancelled();
    void loopThatDiesCancels();
    void loopThatIsGoneCancels();
    void hopsRaceWithDeath();
};

void RunOnTest::goesThereAndComesBack()
{
    LoopThread there;
    auto task = [&]() -> Task<> {
        const auto here = std::this_thread::get_id();
        const auto id = co_await runOn(there.scheduler(), []() -> Task<std::thread::id> {
            co_await sleepFor(1ms);
            co_return std::this_thread::get_id();
        });
        CO_VERIFY(id != here);
        CO_VERIFY(std::this_thread::get_id() == here);
    };
    run(task());
}

void RunOnTest::plainFunctionsToo()
{
    LoopThread there;
    auto task = [&]() -> Task<int> {
        co_await runOn(there.scheduler(), [] {});
        co_return co_await runOn(there.scheduler(), [] { return 4; });
    };
    QCOMPARE(run(task()), 4);
}

void RunOnTest::exceptionsComeBack()
{
    LoopThread there;
    auto task = [&]() -> Task<> {
        co_await runOn(there.scheduler(), []() -> Task<> {
            co_await yieldNow();
            throw std::runtime_error("far");
        });
    };
    QCOMPARE(run(outcome(task())), "far");
}

void RunOnTest::onTheOwnLoop()
{
    auto task = []() -> Task<int> {
        co_return co_await runOn(Scheduler::current(), []() -> Task<int> { co_return 3; });
    };
    QCOMPARE(run(task()), 3);
}

void RunOnTest::cancelReachesTheOtherSideAndWaits()
{
    LoopThread there;
    auto log = std::make_shared<std::atomic<int>>(0);
    TaskScope scope;
    auto job = scope.spawn(runOn(there.scheduler(), [log]() -> Task<> {
        log->store(1);
        co_await withCleanup(sleepFor(1h), [log]() -> Task<> {
            co_await sleepFor(2ms);
            log->store(2);
        });
    }));
    QVERIFY(turnUntil([&] { return log->load() == 1; }));
    job.cancel(CancelReason::Shutdown);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(job.cancelReason(), CancelReason::Shutdown);
    QCOMPARE(log->load(), 2);
}

void RunOnTest::destroyedCallerLeavesTheOtherSideCancelled()
{
    LoopThread there;
    auto state = std::make_shared<std::atomic<int>>(0);
    {
        TaskScope scope;
        scope.spawn(runOn(there.scheduler(), [state]() -> Task<> {
            state->store(1);
            try {
                co_await sleepFor(1h);
            } catch (const Cancelled &) {
                state->store(2);
                throw;
            }
        }));
        QVERIFY(turnUntil([&] { return state->load() == 1; }));
    }
    QVERIFY(turnUntil([&] { return state->load() == 2; }));
}

void RunOnTest::loopThatDiesCancels()
{
    TaskScope scope;
    JobHandle<> job;
    auto started = std::make_shared<std::atomic<bool>>(false);
    {
        LoopThread there;
        job = scope.spawn(runOn(there.scheduler(), [started]() -> Task<> {
            *started = true;
            co_await idle();
        }));
        QVERIFY(turnUntil([&] { return started->load(); }));
    }
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(job.cancelReason(), CancelReason::Shutdown);
    QCOMPARE(Tracked::count(), 0);
}

void RunOnTest::loopThatIsGoneCancels()
{
    Scheduler *gone = nullptr;
    {
        LoopThread there;
        gone = there.scheduler();
    }
    auto task = [&]() -> Task<> { co_await runOn(gone, [] {}); };
    QCOMPARE(run(outcome(task())), "cancelled");
}

void RunOnTest::hopsRaceWithDeath()
{
    for (int round = 0; round < 10'000; ++round) {
        auto there = std::make_unique<LoopThread>();
        TaskScope scope;
        for (int i = 0; i < 2; ++i)
            scope.spawn([scheduler = there->scheduler()]() -> Task<> {
                Tracked tracked;
                for (int hop = 0; hop < 3; ++hop)
                    co_await runOn(scheduler, []() -> Task<> { co_await yieldNow(); });
            });
        QCoreApplication::processEvents();
        if (round % 3 == 0)
            scope.cancel();
        else if (round % 3 == 1)
            scope.destroyAll();
        there.reset();
        QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    }
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(RunOnTest)
#include "tst_runon.moc"
