// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent>

using namespace belayer::async;
using namespace belayer::bench;

class QFutureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void awaitsResults();
    void awaitsExceptions();
    void moveOnlyResults();
    void cancelledFuturesNeverHang_data();
    void cancelledFuturesNeverHang();
    void cancelledContinuationNeverHangs();
    void promiseThatDiesWithoutAWord();
    void cancellingTheTaskCancelsTheFuture();
    void runningComputationIsWaitedFor();
    void otherWatchersGoOn();
    void toFutureGivesResultErrorAndCancellation();
    void cancellingTheFutureCancelsTheJob();
    void destroyedJobEndsItsFuture();
    void progressIsCarriedOut();
    void progressOfAnAwaitedFutureIsCarriedThrough();
    void futuresInsideFutures();
};

template<class T> static Task<T> await(QFuture<T> future)
{
    co_return co_await std::move(future);
}

void QFutureTest::awaitsResults()
{
    QCOMPARE(run(await(QtConcurrent::run([] { return 5; }))), 5);
    run(await(QtConcurrent::run([] {})));
    QPromise<int> ready;
    ready.start();
    ready.addResult(6);
    ready.finish();
    QCOMPARE(run(await(ready.future())), 6);
}

void QFutureTest::awaitsExceptions()
{
    QCOMPARE(run(outcome(await(QtConcurrent::run([]() -> int { throw std::runtime_error("far"); })))), "far");
    QCOMPARE(run(outcome(await(QtFuture::makeExceptionalFuture<int>(
                 std::make_exception_ptr(std::runtime_error("ready")))))),
             "ready");
}

void QFutureTest::moveOnlyResults()
{
    auto value = run(await(QtConcurrent::run([] { return std::make_unique<int>(8); })));
    QCOMPARE(*value, 8);
}

void QFutureTest::cancelledFuturesNeverHang_data()
{
    QTest::addColumn<bool>("started");
    QTest::addColumn<bool>("before");
    QTest::addRow("never started, before") << false << true;
    QTest::addRow("started and never finished, before") << true << true;
    QTest::addRow("never started, while waiting") << false << false;
    QTest::addRow("started and never finished, while waiting") << true << false;
}

void QFutureTest::cancelledFuturesNeverHang()
{
    QFETCH(const bool, started);
    QFETCH(const bool, before);
    QPromise<int> promise;
    if (started)
        promise.start();
    QFuture<int> future = promise.future();
    if (before)
        future.cancel();
    TaskScope scope;
    auto job = scope.spawn(future);
    settle();
    future.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    promise.start();
    promise.finish();
}

void QFutureTest::cancelledContinuationNeverHangs()
{
    QPromise<int> promise;
    promise.start();
    QFuture<int> future = promise.future().then([](int value) { return value + 1; });
    TaskScope scope;
    auto job = scope.spawn(future);
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    promise.addResult(1);
    promise.finish();
}

void QFutureTest::promiseThatDiesWithoutAWord()
{
    auto promise = std::make_unique<QPromise<int>>();
    promise->start();
    TaskScope scope;
    auto job = scope.spawn(promise->future());
    settle();
    promise.reset();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
}

void QFutureTest::cancellingTheTaskCancelsTheFuture()
{
    QPromise<int> promise;
    promise.start();
    QFuture<int> future = promise.future();
    TaskScope scope;
    auto job = scope.spawn(future);
    settle();
    job.cancel(CancelReason::Timeout);
    QVERIFY(turnUntil([&] { return future.isCanceled(); }));
    promise.finish(); // a producer that heeds it
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.cancelReason(), CancelReason::Timeout);
}

void QFutureTest::runningComputationIsWaitedFor()
{
    auto ended = std::make_shared<std::atomic<bool>>(false);
    auto begun = std::make_shared<std::atomic<bool>>(false);
    QFuture<void> future = QtConcurrent::run([=](QPromise<void> &promise) {
        *begun = true;
        while (!promise.isCanceled())
            QThread::yieldCurrentThread();
        *ended = true;
    });
    TaskScope scope;
    auto job = scope.spawn(future);
    settle();
    QVERIFY(turnUntil([&] { return begun->load(); }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QVERIFY(*ended);
}

void QFutureTest::otherWatchersGoOn()
{
    QPromise<int> promise;
    promise.start();
    QFutureWatcher<int> watcher;
    int seen = 0;
    connect(&watcher, &QFutureWatcherBase::finished, &watcher, [&] { seen = watcher.result(); });
    watcher.setFuture(promise.future());
    QFuture<int> then = promise.future().then([](int value) { return value * 2; });
    TaskScope scope;
    auto job = scope.spawn(promise.future());
    settle();
    promise.addResult(4);
    promise.finish();
    QVERIFY(turnUntil([&] { return job.isFinished() && seen; }));
    QCOMPARE(job.result(), 4);
    QCOMPARE(seen, 4);
    QCOMPARE(then.result(), 8);
}

void QFutureTest::toFutureGivesResultErrorAndCancellation()
{
    TaskScope scope;
    QFuture<int> good = toFuture(later(1ms, 3), scope, QStringLiteral("good"));
    QFuture<int> bad = toFuture(failLater(1ms), scope);
    QFuture<void> nothing = toFuture(sleepFor(1ms), scope);
    QFuture<void> gone = toFuture(idle(), scope);
    QVERIFY(turnUntil([&] { return good.isFinished() && bad.isFinished() && nothing.isFinished(); }));
    QCOMPARE(good.result(), 3);
    QVERIFY(!nothing.isCanceled());
    QCOMPARE(run(outcome(await(bad))), "boom");
    scope.cancel();
    QVERIFY(turnUntil([&] { return gone.isFinished(); }));
    QVERIFY(gone.isCanceled());
}

void QFutureTest::cancellingTheFutureCancelsTheJob()
{
    TaskScope scope;
    QFuture<void> future = toFuture(idle(), scope);
    QVERIFY(turnUntil([] { return Tracked::count() == 1; }));
    future.cancel();
    QVERIFY(turnUntil([&] { return future.isFinished(); }));
    QCOMPARE(Tracked::count(), 0);
    QFuture<void> early = toFuture(idle(), scope);
    early.cancel(); // before it began
    QVERIFY(turnUntil([&] { return early.isFinished(); }));
    QCOMPARE(Tracked::count(), 0);
}

void QFutureTest::destroyedJobEndsItsFuture()
{
    QFuture<int> running;
    QFuture<int> queued;
    {
        TaskScope scope;
        running = toFuture(later(1h, 1), scope);
        settle();
        queued = toFuture(later(1h, 1), scope);
    }
    QVERIFY(running.isFinished());
    QVERIFY(running.isCanceled());
    QVERIFY(queued.isFinished());
    QVERIFY(queued.isCanceled());
}

void QFutureTest::progressIsCarriedOut()
{
    AsyncEvent go;
    TaskScope scope;
    QFuture<void> future = toFuture(withTaskGroup([&](TaskGroup &group) -> Task<> {
                                        group.spawn([&]() -> Task<> { // a job below counts too
                                            co_await reportProgress(3, 0, 10, QStringLiteral("three"));
                                            co_await go.wait();
                                        });
                                        co_return;
                                    }),
                                    scope);
    settle();
    QCOMPARE(future.progressValue(), 3);
    QCOMPARE(future.progressMaximum(), 10);
    QCOMPARE(future.progressText(), QStringLiteral("three"));
    go.set();
    QVERIFY(turnUntil([&] { return future.isFinished(); }));
    auto nobodyLooks = []() -> Task<> { co_await reportProgress(1, 0, 2); };
    QCOMPARE(suspensionsOf(nobodyLooks()), 0);
}

void QFutureTest::progressOfAnAwaitedFutureIsCarriedThrough()
{
    QPromise<void> inner;
    inner.start();
    inner.setProgressRange(0, 100);
    TaskScope scope;
    QFuture<void> outer = toFuture(inner.future(), scope);
    settle();
    inner.setProgressValue(40);
    QVERIFY(turnUntil([&] { return outer.progressValue() == 40; }));
    QCOMPARE(outer.progressMaximum(), 100);
    inner.finish();
    QVERIFY(turnUntil([&] { return outer.isFinished(); }));
}

void QFutureTest::futuresInsideFutures()
{
    TaskScope scope;
    QFuture<int> deep = toFuture(await(toFuture(await(toFuture(later(1h, 1), scope)), scope)), scope);
    settle();
    deep.cancel();
    QVERIFY(turnUntil([&] { return deep.isFinished() && scope.liveCount() == 0; }));
    QVERIFY(deep.isCanceled());
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(QFutureTest)
#include "tst_qfuture.moc"
