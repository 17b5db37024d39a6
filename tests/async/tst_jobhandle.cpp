// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class JobHandleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyWaitersGetTheResult();
    void everyWaiterGetsTheError();
    void cancelledWaiterLeavesTheJobAlone();
    void droppingHandlesChangesNothing();
    void framesDieAtCompletionResultsStay();
    void handlesMayDieOnAnotherThread();
    void emptyHandleIsRefused();
    void handleOfAnotherThreadIsRefused();
    void seenErrorIsNotLogged();
    void deadWaiterLeavesTheQueue();
};

void JobHandleTest::manyWaitersGetTheResult()
{
    AsyncEvent go;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<std::string> {
        co_await go.wait();
        co_return "value";
    });
    std::vector<JobHandle<std::string>> waiters;
    for (int i = 0; i < 5; ++i)
        waiters.push_back(scope.spawn(job));
    settle();
    go.set();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    for (const auto &waiter : waiters)
        QCOMPARE(waiter.result(), "value");
    QCOMPARE(job.result(), "value");
}

void JobHandleTest::everyWaiterGetsTheError()
{
    TaskScope scope;
    auto job = scope.spawn(failLater(0ms));
    auto first = scope.spawn(job);
    auto second = scope.spawn(job);
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(outcomeOf(first), "boom");
    QCOMPARE(outcomeOf(second), "boom");
    QVERIFY(job.isFailed());
}

void JobHandleTest::cancelledWaiterLeavesTheJobAlone()
{
    AsyncEvent go;
    TaskScope scope;
    auto job = scope.spawn(go.wait());
    auto waiter = scope.spawn(job);
    settle();
    waiter.cancel();
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QVERIFY(waiter.isCancelled());
    QVERIFY(!job.isFinished());
    go.set();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.state(), JobState::Succeeded);
}

void JobHandleTest::droppingHandlesChangesNothing()
{
    bool ended = false;
    TaskScope scope;
    scope.spawn([&]() -> Task<> {
        co_await sleepFor(1ms);
        ended = true;
    });
    QVERIFY(turnUntil([&] { return ended; }));
}

void JobHandleTest::framesDieAtCompletionResultsStay()
{
    TaskScope scope;
    auto job = scope.spawn(
        [](Tracked) -> Task<int> {
            Tracked local;
            co_await yieldNow();
            co_return 1;
        },
        Tracked());
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(Tracked::count(), 0);
    QCOMPARE(job.result(), 1);
}

void JobHandleTest::handlesMayDieOnAnotherThread()
{
    TaskScope scope;
    for (int round = 0; round < 10'000; ++round) {
        auto job = scope.spawn(later(0ms, std::string(100, 'x')));
        std::thread other([copy = job] { copy.cancel(); });
        if (round % 2)
            job = {};
        QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
        job = {};
        other.join();
    }
}

void JobHandleTest::emptyHandleIsRefused()
{
    auto task = []() -> Task<> { co_await JobHandle<>(); };
    QVERIFY(QByteArray::fromStdString(run(outcome(task()))).contains("empty"));
}

void JobHandleTest::handleOfAnotherThreadIsRefused()
{
    TaskScope scope;
    auto job = scope.spawn(idle());
    std::string result;
    std::thread([&] {
        auto task = [&]() -> Task<> { co_await job; };
        QEventLoop loop;
        result = runBlocking(outcome(task()));
    }).join();
    QVERIFY(QByteArray::fromStdString(result).contains("own thread"));
}

void JobHandleTest::seenErrorIsNotLogged()
{
    static int warnings;
    warnings = 0;
    const auto previous =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++warnings; });
    {
        TaskScope scope;
        auto job = scope.spawn(failLater(0ms));
        turnUntil([&] { return job.isFinished(); });
        (void)job.error();
    }
    qInstallMessageHandler(previous);
    QCOMPARE(warnings, 0);
}

void JobHandleTest::deadWaiterLeavesTheQueue()
{
    AsyncEvent go;
    TaskScope jobs;
    auto job = jobs.spawn(go.wait());
    {
        TaskScope waiters;
        waiters.spawn(job);
        waiters.spawn(job);
        settle();
    }
    go.set();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
}

QTEST_GUILESS_MAIN(JobHandleTest)
#include "tst_jobhandle.moc"
