// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <memory>

using namespace belayer::async;
using namespace belayer::bench;

class TaskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsOnlyWhenAwaited();
    void destroyedUnstartedFreesItsArguments();
    void resultsAndExceptionsPassThroughEveryLevel();
    void moveOnlyResults();
    void millionSynchronousAwaitsKeepTheStackFlat();
    void hundredThousandDeepChainKeepsTheStackFlat();
    void deepChainIsDestroyedWithoutRecursion();
    void synchronousAwaitNeverSuspends();
    void eachYieldSuspendsOnce();
    void emptyTaskIsRefused();
    void gatherKeepsTheOrder();
    void runBlockingIsCancelledWhenTheApplicationQuits();
};

void TaskTest::runsOnlyWhenAwaited()
{
    EventLog log;
    auto inner = [&]() -> Task<int> {
        log.add("inner");
        co_return 5;
    };
    auto outer = [&]() -> Task<int> {
        Task<int> task = inner();
        log.add("made");
        const int value = co_await std::move(task);
        log.add("awaited");
        co_return value;
    };
    QCOMPARE(run(outer()), 5);
    QCOMPARE(log.text(), QStringLiteral("made inner awaited"));
}

void TaskTest::destroyedUnstartedFreesItsArguments()
{
    auto take = [](Tracked) -> Task<> { co_return; };
    {
        const Task<> task = take(Tracked());
        QCOMPARE(Tracked::count(), 1);
    }
    QCOMPARE(Tracked::count(), 0);
}

static Task<int> descend(int depth)
{
    Tracked tracked;
    if (depth == 0)
        throw std::runtime_error("bottom");
    co_return co_await descend(depth - 1) + 1;
}

void TaskTest::resultsAndExceptionsPassThroughEveryLevel()
{
    QCOMPARE(run(outcome(descend(50))), "bottom");
    QCOMPARE(Tracked::count(), 0);
}

void TaskTest::moveOnlyResults()
{
    auto make = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(3); };
    auto viaJob = [&]() -> Task<std::unique_ptr<int>> {
        TaskScope scope;
        co_return co_await scope.spawn(make());
    };
    QCOMPARE(*run(make()), 3);
    QCOMPARE(*run(viaJob()), 3);
}

void TaskTest::millionSynchronousAwaitsKeepTheStackFlat()
{
    auto one = [](int i) -> Task<int> { co_return i & 1; };
    auto sum = [&]() -> Task<int> {
        int total = 0;
        for (int i = 0; i < 1'000'000; ++i)
            total += co_await one(i);
        co_return total;
    };
    QCOMPARE(run(sum()), 500'000);
}

static Task<int> count(int depth)
{
    if (depth == 0) // no ?: here: g++ 14 awaits in both of its branches
        co_return 0;
    co_return co_await count(depth - 1) + 1;
}

void TaskTest::hundredThousandDeepChainKeepsTheStackFlat()
{
    QCOMPARE(run(count(100'000)), 100'000);
}

static Task<> park(int depth)
{
    Tracked tracked;
    if (depth == 0)
        co_await idle();
    else
        co_await park(depth - 1);
}

void TaskTest::deepChainIsDestroyedWithoutRecursion()
{
    TaskScope scope;
    scope.spawn(park(100'000));
    QVERIFY(turnUntil([] { return Tracked::count() == 100'002; }));
    scope.destroyAll();
    QCOMPARE(Tracked::count(), 0);
}

void TaskTest::synchronousAwaitNeverSuspends()
{
    AsyncEvent set;
    set.set();
    AsyncLazy<int> lazy([]() -> Task<int> { co_return 1; });
    auto warm = [&]() -> Task<> { co_await lazy.get(); };
    run(warm());
    auto task = [&]() -> Task<> {
        co_await set.wait();
        co_await lazy.get();
        co_await count(3);
    };
    QCOMPARE(suspensionsOf(task()), 0);
}

void TaskTest::eachYieldSuspendsOnce()
{
    auto task = []() -> Task<> {
        for (int i = 0; i < 5; ++i)
            co_await yieldNow();
    };
    QCOMPARE(suspensionsOf(task()), 5);
}

void TaskTest::emptyTaskIsRefused()
{
    auto task = []() -> Task<> {
        Task<int> once = count(0);
        co_await std::move(once);
        co_await std::move(once);
    };
    QVERIFY(QByteArray::fromStdString(run(outcome(task()))).contains("empty"));
    TaskScope scope;
    QVERIFY_THROWS_EXCEPTION(std::logic_error, scope.spawn(Task<>()));
    QCOMPARE(scope.liveCount(), 0u);
}

void TaskTest::gatherKeepsTheOrder()
{
    auto task = []() -> Task<> {
        TaskScope scope;
        const auto [slow, fast, nothing] =
            co_await gather(scope.spawn(later(5ms, 1)), scope.spawn(later(0ms, QStringLiteral("two"))),
                            scope.spawn(yieldNow()));
        CO_COMPARE(slow, 1);
        CO_COMPARE(fast, QStringLiteral("two"));
        CO_VERIFY(nothing == Done{});
        std::vector<JobHandle<int>> jobs;
        for (int i = 5; i > 0; --i)
            jobs.push_back(scope.spawn(later(std::chrono::milliseconds(i), i)));
        CO_COMPARE(co_await gather(jobs), (std::vector{5, 4, 3, 2, 1}));
        const auto failed = co_await outcome(gather(scope.spawn(later(0ms, 1)), scope.spawn(failLater(0ms))));
        CO_COMPARE(failed, std::string("boom"));
    };
    run(task());
}

void TaskTest::runBlockingIsCancelledWhenTheApplicationQuits()
{
    CancelReason reason = CancelReason::None;
    auto task = [&]() -> Task<> {
        QCoreApplication::quit();
        try {
            co_await idle();
        } catch (const Cancelled &cancelled) {
            reason = cancelled.reason();
        }
    };
    QTimer::singleShot(0, qApp, [&] { runBlocking(task()); });
    QCoreApplication::exec();
    QCOMPARE(reason, CancelReason::Shutdown);
}

QTEST_GUILESS_MAIN(TaskTest)
#include "tst_task.moc"
