// SPDX-License-Identifier: MIT
// The snippets of the README beyond the lesson do what it says.
#include "tests/examples/tools.h"
#include "tests/support/coroutinebench.h"
#include "tests/support/loopthread.h"

using namespace belayer::bench;
using namespace belayer::examples;

class Tools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ownTimeoutIsAnAnswer();
    void outerCancellationIsNoTimeout();
    void fileIsClosedHoweverWritingEnds();
    void skippedPreviewLetsTheTaskGoOn();
    void objectsTasksDieWithIt();
    void collectingGroupReportsAllErrors();
    void depositsDoNotInterleave();
    void signalGivesItsArguments();
    void futuresGoBothWays();
    void processEndsWithItsCode();
    void otherThreadsLoopIsAsked();
    void snapshotShowsWhatATaskWaitsFor();
};

void Tools::ownTimeoutIsAnAnswer()
{
    QCOMPARE(run(answerOrGiveUp(later(1h, u"late"_s), 1ms)), u"no answer"_s);
    QCOMPARE(run(answerOrGiveUp(later(0ms, u"here"_s), 1h)), u"here"_s);
}

void Tools::outerCancellationIsNoTimeout()
{
    TaskScope scope;
    auto job = scope.spawn(answerOrGiveUp(later(1h, u"late"_s), 1h));
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
}

void Tools::fileIsClosedHoweverWritingEnds()
{
    int closed = 0;
    const auto close = [](int *count) -> Task<> {
        co_await sleepFor(1ms);
        ++*count;
    };
    const auto write = [](bool fails) -> Task<> {
        co_await sleepFor(1ms);
        if (fails)
            throw std::runtime_error("disk full");
    };
    QCOMPARE(run(outcome(writeFile(write(false), close(&closed)))), "ok");
    QCOMPARE(closed, 1);
    QCOMPARE(run(outcome(writeFile(write(true), close(&closed)))), "disk full");
    QCOMPARE(closed, 2);
    TaskScope scope;
    auto job = scope.spawn(writeFile(idle(), close(&closed)));
    settle();
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(closed, 3);
}

void Tools::skippedPreviewLetsTheTaskGoOn()
{
    Preview preview;
    TaskScope scope;
    auto job = scope.spawn(preview.show(later(1h, u"picture"_s)));
    settle();
    preview.skip();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.state(), JobState::Succeeded);
    QCOMPARE(job.result(), u"skipped"_s);
}

void Tools::objectsTasksDieWithIt()
{
    const auto live = Scheduler::current()->stats().live;
    {
        belayer::examples::Clock clock;
        clock.start();
        QVERIFY(turnUntil([&] { return clock.ticks() > 1; }));
        QCOMPARE(Scheduler::current()->stats().live, live + 1);
    }
    QCOMPARE(Scheduler::current()->stats().live, live);
}

void Tools::collectingGroupReportsAllErrors()
{
    int survived = 0;
    const auto errors = run(withTaskGroup(
        [&](TaskGroup &group) -> Task<std::size_t> {
            group.spawn(failLater(1ms, "first"));
            group.spawn(failLater(2ms, "second"));
            group.spawn([&]() -> Task<> {
                co_await sleepFor(5ms);
                ++survived;
            });
            co_await group.join();
            co_return group.errors().size();
        },
        TaskGroup::OnExit::Join, TaskGroup::OnError::Collect));
    QCOMPARE(errors, 2U);
    QCOMPARE(survived, 1);
}

void Tools::depositsDoNotInterleave()
{
    Account account;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i = 0; i < 10; ++i)
            group.spawn(account.deposit(5));
        co_return;
    }));
    QCOMPARE(account.balance(), 50);
}

void Tools::signalGivesItsArguments()
{
    QObject object;
    TaskScope scope;
    auto job = scope.spawn(nextName(&object));
    settle();
    object.setObjectName(u"Ada"_s);
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.result(), u"Ada"_s);
    auto sender = std::make_unique<QObject>();
    auto orphan = scope.spawn(nextName(sender.get()));
    settle();
    sender.reset();
    QVERIFY(turnUntil([&] { return orphan.isFinished(); }));
    QCOMPARE(outcomeOf(orphan), "signal sender destroyed");
}

void Tools::futuresGoBothWays()
{
    QPromise<int> promise;
    promise.start();
    TaskScope scope;
    auto job = scope.spawn(doubled(promise.future()));
    settle();
    promise.addResult(21);
    promise.finish();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(job.result(), 42);

    QFuture<int> future = toFuture(countTo(5), scope);
    QVERIFY(turnUntil([&] { return future.isFinished(); }));
    QCOMPARE(future.result(), 5);
    QCOMPARE(future.progressValue(), 5);

    QFuture<void> endless = toFuture(idle(), scope);
    settle();
    endless.cancel();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; })); // the future's cancel reached the job
}

void Tools::processEndsWithItsCode()
{
#ifdef BELAYER_WITHOUT_QPROCESS
    QSKIP("QProcess does not run under ThreadSanitizer");
#endif
    QCOMPARE(run(exitCodeOf(u"sh"_s, {u"-c"_s, u"exit 3"_s})), 3);
    QCOMPARE(run(outcome(exitCodeOf(u"/nowhere/at/all"_s, {}))), "the program did not end well");
}

void Tools::otherThreadsLoopIsAsked()
{
    const LoopThread there;
    const auto askedThere = [](Scheduler *where) -> Task<bool> {
        const QThread *home = QThread::currentThread();
        const QThread *other = co_await runOn(where, [] { return QThread::currentThread(); });
        co_return other != home &&QThread::currentThread() == home;
    };
    QVERIFY(run(askedThere(there.scheduler())));
}

void Tools::snapshotShowsWhatATaskWaitsFor()
{
    AsyncEvent door;
    TaskScope scope;
    scope.spawn([](AsyncEvent *event) -> Task<> { co_await event->wait(); }(&door), u"visitor"_s);
    settle();
    const auto rows = Scheduler::current()->snapshot();
    const auto row = std::find_if(rows.begin(), rows.end(), [](auto &r) { return r.name == u"visitor"_s; });
    QVERIFY(row != rows.end());
    QCOMPARE(row->state, JobState::Waiting);
    QCOMPARE(QString::fromLatin1(row->waitingOn), u"event"_s);
    QVERIFY(QString::fromLatin1(row->file).endsWith(u"tst_tools.cpp"_s));
    QVERIFY(row->line > 0);
    door.set();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
}

QTEST_GUILESS_MAIN(Tools)
#include "tst_tools.moc"
