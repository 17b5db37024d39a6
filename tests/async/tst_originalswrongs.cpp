// SPDX-License-Identifier: MIT
// What the Python original of these utilities gets wrong, one claim each: here it is right.
#include "tests/support/coroutinebench.h"

#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class OriginalsWrongs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupExitJoinsItsChildren();
    void failingChildRaisesAndCancelsItsSiblings();
    void taskMadeByACleanupStaysInTheGroup();
    void ownerCancelledDuringExitStillWaitsForCleanups();
    void returnAndThrowInTheBodyLeaveNoChildBehind();
    void backgroundTaskRunsBesideABodyThatReturns();
    void waitingForACancelledJobEnds();
    void backgroundFailureIsNotLost();
    void ownersCancellationIsNotSwallowed();
    void tieInARaceGoesToTheFirst();
    void fastFailureNeedNotBeatASlowSuccess();
    void cancelledRaceLeavesNoCompetitor();
    void contendersTakeLambdasWithArguments();
    void lazyKeepsNothingAsAValue();
    void impatientWaiterLeavesTheComputationAlone();
    void resetDuringAComputationIsHeeded();
    void setFromAThreadWakesAtOnce();
    void cancellingWaitersIsLinear();
    void cancelReachesThePool();
    void nestedOffloadGoesOn();
};

// 1. Group exit cancels its children instead of joining them.
void OriginalsWrongs::groupExitJoinsItsChildren()
{
    int finished = 0;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i = 0; i < 3; ++i)
            group.spawn([&]() -> Task<> {
                co_await sleepFor(2ms);
                ++finished;
            });
        co_return;
    }));
    QCOMPARE(finished, 3);
}

// 2. A failing child raises nothing and its sibling runs on.
void OriginalsWrongs::failingChildRaisesAndCancelsItsSiblings()
{
    JobHandle<> sibling;
    const auto result = run(outcome(withTaskGroup([&](TaskGroup &group) -> Task<> {
        sibling = group.spawn(idle());
        group.spawn(failLater(1ms));
        co_return;
    })));
    QCOMPARE(result, "boom");
    QVERIFY(sibling.isCancelled());
    QCOMPARE(sibling.cancelReason(), CancelReason::SiblingFailed);
}

// 3. A task made by a child's cleanup escapes the group.
void OriginalsWrongs::taskMadeByACleanupStaysInTheGroup()
{
    JobHandle<> late;
    run(withTaskGroup(
        [&](TaskGroup &group) -> Task<> {
            group.spawn([&]() -> Task<> {
                try {
                    co_await idle();
                } catch (const Cancelled &) {
                    late = group.spawn(idle());
                }
            });
            co_await yieldNow();
        },
        TaskGroup::OnExit::Cancel));
    QVERIFY(late);
    QVERIFY(late.isCancelled());
    QCOMPARE(Tracked::count(), 0);
}

// 4. Owner cancelled during exit: the cleanup is cut short and the group left open.
void OriginalsWrongs::ownerCancelledDuringExitStillWaitsForCleanups()
{
    EventLog log;
    AsyncEvent cleaning;
    auto owner = [&]() -> Task<> {
        co_await withTaskGroup(
            [&](TaskGroup &group) -> Task<> {
                group.spawn(withCleanup(idle(), [&]() -> Task<> {
                    cleaning.set();
                    co_await sleepFor(5ms);
                    log.add("cleaned");
                }));
                co_await yieldNow();
            },
            TaskGroup::OnExit::Cancel);
        log.add("never");
    };
    TaskScope scope;
    auto job = scope.spawn(owner);
    run(Task<>([](AsyncEvent &event) -> Task<> { co_await event.wait(); }(cleaning)));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(log.text(), QStringLiteral("cleaned"));
}

// 5. Return or raise inside the group's block leaves children running.
void OriginalsWrongs::returnAndThrowInTheBodyLeaveNoChildBehind()
{
    const auto value = run(withTaskGroup(
        [](TaskGroup &group) -> Task<int> {
            group.spawn(idle());
            co_return 7;
        },
        TaskGroup::OnExit::Cancel));
    QCOMPARE(value, 7);
    QCOMPARE(Tracked::count(), 0);
    const auto result = run(outcome(withTaskGroup([](TaskGroup &group) -> Task<> {
        group.spawn(idle());
        co_await yieldNow();
        throw std::runtime_error("body");
    })));
    QCOMPARE(result, "body");
    QCOMPARE(Tracked::count(), 0);
}

// 6. create_background_task around a return kills the job before it ran.
void OriginalsWrongs::backgroundTaskRunsBesideABodyThatReturns()
{
    int beats = 0;
    JobHandle<> job;
    auto heart = [](int *count) -> Task<> {
        for (;;) {
            ++*count;
            co_await sleepFor(1ms);
        }
    };
    const int status = run(withBackgroundTask(heart(&beats), [&](JobHandle<> handle) -> Task<int> {
        job = handle;
        while (beats < 3)
            co_await sleepFor(1ms);
        co_return 200;
    }));
    QCOMPARE(status, 200);
    QVERIFY(beats >= 3);
    QVERIFY(job.isCancelled());
    // A body that returns at once ends a job that never started: cancelled, not half run.
    beats = 0;
    run(withBackgroundTask(heart(&beats), [](JobHandle<>) -> Task<> { co_return; }));
    QVERIFY(beats <= 1);
}

// 7. The lesson's TaskManager waits for ever on a cancelled job.
void OriginalsWrongs::waitingForACancelledJobEnds()
{
    TaskScope jobs;
    auto job = jobs.spawn(idle());
    TaskScope waiters;
    auto waiter = waiters.spawn([&]() -> Task<bool> {
        try {
            co_await job;
        } catch (const Cancelled &) {
        }
        co_return job.isCancelled();
    });
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QVERIFY(waiter.result());
}

// 8. A job's exception is lost.
void OriginalsWrongs::backgroundFailureIsNotLost()
{
    const auto result =
        run(outcome(withBackgroundTask(failLater(1ms), [](JobHandle<int>) -> Task<> { co_await idle(); })));
    QCOMPARE(result, "boom");
    // Not even one nobody asks about: it is logged when the last handle goes.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("\"orphan\" failed .* unheard")));
    TaskScope scope;
    scope.spawn(failLater(0ms, "unheard"), QStringLiteral("orphan"));
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
}

// 9. The owner's cancellation is swallowed.
void OriginalsWrongs::ownersCancellationIsNotSwallowed()
{
    bool wentOn = false;
    AsyncEvent leaving;
    auto owner = [&]() -> Task<> {
        auto slowEnd = [&]() -> Task<> {
            co_await withCleanup(idle(), [&]() -> Task<> {
                leaving.set();
                co_await sleepFor(5ms);
            });
        };
        co_await withBackgroundTask(slowEnd(), [](JobHandle<>) -> Task<> { co_await yieldNow(); });
        wentOn = true;
    };
    TaskScope scope;
    auto job = scope.spawn(owner);
    QVERIFY(turnUntil([&] { return leaving.isSet(); }));
    job.cancel(CancelReason::Shutdown);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(job.cancelReason(), CancelReason::Shutdown);
    QVERIFY(!wentOn);
}

// 10. A race's tie is arbitrary.
void OriginalsWrongs::tieInARaceGoesToTheFirst()
{
    for (int round = 0; round < 200; ++round) {
        const auto result = run(
            runUntilFirstComplete([]() -> Task<int> { co_return 1; }, []() -> Task<int> { co_return 2; }));
        QCOMPARE(result.index, 0u);
        QCOMPARE(result.value, 1);
    }
}

static std::vector<Task<int>> failureAndSuccess()
{
    std::vector<Task<int>> tasks;
    tasks.push_back(failLater(0ms));
    tasks.push_back(later(5ms, 9));
    return tasks;
}

// 11. A fast failure beats a slow success; here it is a choice.
void OriginalsWrongs::fastFailureNeedNotBeatASlowSuccess()
{
    const auto result = run(race(failureAndSuccess(), RaceMode::FirstSuccess));
    QCOMPARE(result.index, 1u);
    QCOMPARE(result.value, 9);
    QCOMPARE(run(outcome(race(failureAndSuccess(), RaceMode::FirstFinished))), "boom");
}

// 12. Cancelling a race leaks its competitors.
void OriginalsWrongs::cancelledRaceLeavesNoCompetitor()
{
    TaskScope scope;
    auto job = scope.spawn(runUntilFirstComplete(idle, idle));
    QVERIFY(turnUntil([] { return Tracked::count() == 2; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(Tracked::count(), 0);
}

// 13. (lambda, kwargs) pairs fail with a type error.
void OriginalsWrongs::contendersTakeLambdasWithArguments()
{
    auto contender = [](std::chrono::milliseconds delay, QString name) -> Task<QString> {
        co_await sleepFor(delay);
        co_return name + QStringLiteral(" won!");
    };
    const auto result = run(runUntilFirstComplete(
        std::tuple{contender, std::chrono::milliseconds(1), QStringLiteral("Task 1")},
        std::tuple{contender, std::chrono::milliseconds(1h), QStringLiteral("Task 2")}));
    QCOMPARE(result.value, QStringLiteral("Task 1 won!"));
}

// 14. A lazy None asserts for ever.
void OriginalsWrongs::lazyKeepsNothingAsAValue()
{
    int calls = 0;
    AsyncLazy<std::optional<int>> lazy([&]() -> Task<std::optional<int>> {
        ++calls;
        co_return std::nullopt;
    });
    auto ask = [&]() -> Task<std::optional<int>> { co_return co_await lazy.get(); };
    QVERIFY(!run(ask()));
    QVERIFY(!run(ask()));
    QCOMPARE(calls, 1);
    AsyncLazy<void> action([&]() -> Task<> {
        ++calls;
        co_return;
    });
    auto act = [&]() -> Task<> { co_await action.get(); };
    run(act());
    run(act());
    QCOMPARE(calls, 2);
}

// 15. An impatient waiter cancels the computation for all.
void OriginalsWrongs::impatientWaiterLeavesTheComputationAlone()
{
    int calls = 0;
    AsyncEvent ready;
    AsyncLazy<int> lazy([&]() -> Task<int> {
        ++calls;
        co_await ready.wait();
        co_return 7;
    });
    TaskScope scope;
    auto impatient = scope.spawn(lazy.get());
    auto patient = scope.spawn(lazy.get());
    QVERIFY(turnUntil([&] { return calls == 1; }));
    impatient.cancel();
    QVERIFY(turnUntil([&] { return impatient.isFinished(); }));
    ready.set();
    QVERIFY(turnUntil([&] { return patient.isFinished(); }));
    QVERIFY(impatient.isCancelled());
    QCOMPARE(patient.result(), 7);
    QCOMPARE(calls, 1);
}

// 16. reset() during a computation is lost.
void OriginalsWrongs::resetDuringAComputationIsHeeded()
{
    int source = 1;
    AsyncEvent ready;
    AsyncLazy<int> lazy([&]() -> Task<int> {
        const int seen = source;
        co_await ready.wait();
        co_return seen;
    });
    TaskScope scope;
    auto old = scope.spawn(lazy.get());
    settle();
    source = 2;
    lazy.reset();
    auto fresh = scope.spawn(lazy.get());
    settle();
    ready.set();
    QVERIFY(turnUntil([&] { return old.isFinished() && fresh.isFinished(); }));
    QCOMPARE(old.result(), 1);
    QCOMPARE(fresh.result(), 2);
    QCOMPARE(run([](AsyncLazy<int> &l) -> Task<int> { co_return co_await l.get(); }(lazy)), 2);
}

// 17. set() from a thread wakes late (when something else happens to turn the loop).
void OriginalsWrongs::setFromAThreadWakesAtOnce()
{
    AsyncEvent event;
    TaskScope scope;
    auto waiter = scope.spawn([&]() -> Task<> { co_await event.wait(); });
    settle();
    std::thread other([&] { event.set(); });
    other.join();
    while (!waiter.isFinished()) // no timer, no other event: only the set() itself can end this wait
        turn();
    QVERIFY(!waiter.isCancelled());
}

// 18. Cancelling waiters is quadratic. A hundred thousand would take minutes then, and hit the test's time
// limit.
void OriginalsWrongs::cancellingWaitersIsLinear()
{
    constexpr int Waiters = 100'000;
    AsyncEvent event;
    TaskScope scope;
    std::vector<JobHandle<>> jobs;
    for (int i = 0; i < Waiters; ++i)
        jobs.push_back(scope.spawn(event.wait()));
    settle();
    for (auto it = jobs.rbegin(); it != jobs.rend(); ++it)
        it->cancel();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QVERIFY(std::all_of(jobs.begin(), jobs.end(), [](const auto &job) { return job.isCancelled(); }));
}

// 19. Cancel does not reach work in the pool.
void OriginalsWrongs::cancelReachesThePool()
{
    auto running = std::make_shared<std::atomic<bool>>(false);
    TaskScope scope;
    auto job = scope.spawn(runInThreadPool([running](std::stop_token stop) {
        *running = true;
        while (!stop.stop_requested())
            std::this_thread::yield();
        return QStringLiteral("stopped");
    }));
    QVERIFY(turnUntil([&] { return running->load(); }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
}

// 20. Nested offload deadlocks the pool: as many blocking bodies as there are threads, three deep.
static int offloadNested(int depth)
{
    if (depth == 0)
        return 1;
    return runBlocking(runInThreadPool(offloadNested, depth - 1)) + 1;
}

void OriginalsWrongs::nestedOffloadGoesOn()
{
    const int bodies = 4 * threadPoolStats().maxThreads;
    const int sum = run(withTaskGroup([=](TaskGroup &group) -> Task<int> {
        std::vector<JobHandle<int>> jobs;
        for (int i = 0; i < bodies; ++i)
            jobs.push_back(group.spawn(runInThreadPool(offloadNested, 3)));
        int total = 0;
        for (int part : co_await gather(jobs))
            total += part;
        co_return total;
    }));
    QCOMPARE(sum, 4 * bodies);
}

QTEST_GUILESS_MAIN(OriginalsWrongs)
#include "tst_originalswrongs.moc"
