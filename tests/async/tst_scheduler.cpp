// SPDX-License-Identifier: MIT
// The run loop among Qt's events, and what can be seen of it.
#include "tests/support/coroutinebench.h"

#include <QScopeGuard>
#include <QSemaphore>

#include <memory>

using namespace belayer::async;
using namespace belayer::bench;

class SchedulerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readyQueueIsFair();
    void endlessReadyWorkLeavesTheEventLoopAlive();
    void endlessSynchronousAwaitsLeaveTheEventLoopAlive();
    void slowResumesRespectTheSlice();
    void nestedEventLoopKeepsTasksRunning();
    void nestedEventLoopServesNewTimers();
    void blockingRunHearsWakeUpsPostedBeforeIt();
    void idleLoopSleeps();
    void snapshotShowsTheTree();
    void snapshotShowsTheUsersLineInsideCombinators();
    void slicedSnapshotEqualsTheWhole();
    void slicedSnapshotTakesAThousandRowsATurnAtMost();
    void slicedSnapshotSurvivesChanges();
    void statsCount();
    void wakeUpsAreBatched();
};

void SchedulerTest::readyQueueIsFair()
{
    EventLog log;
    auto child = [&](const char *name) -> Task<> {
        for (int i = 0; i < 3; ++i) {
            log.add(name);
            co_await yieldNow();
        }
    };
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn(child("a"));
        group.spawn(child("b"));
        co_return;
    }));
    QCOMPARE(log.text(), QStringLiteral("a b a b a b"));
}

void SchedulerTest::endlessReadyWorkLeavesTheEventLoopAlive()
{
    TickCounter ticks;
    auto spin = [&]() -> Task<> {
        while (ticks.ticks() < 5)
            co_await yieldNow();
    };
    run(spin());
    QVERIFY(ticks.ticks() >= 5);
}

void SchedulerTest::endlessSynchronousAwaitsLeaveTheEventLoopAlive()
{
    TickCounter ticks;
    AsyncEvent set;
    set.set();
    auto spin = [&]() -> Task<> {
        while (ticks.ticks() < 5)
            co_await set.wait();
    };
    run(spin());
    QVERIFY(ticks.ticks() >= 5);
}

void SchedulerTest::slowResumesRespectTheSlice()
{
    // Each resume takes longer than the slice: after a few the event loop must have had its turns.
    TickCounter ticks;
    int resumes = 0;
    auto slow = [&]() -> Task<> {
        for (; resumes < 20; ++resumes) {
            const auto end = std::chrono::steady_clock::now() + 3ms;
            while (std::chrono::steady_clock::now() < end) {}
            co_await yieldNow();
        }
    };
    run(slow());
    QVERIFY(ticks.ticks() >= 15);
}

void SchedulerTest::nestedEventLoopKeepsTasksRunning()
{
    int ticks = 0;
    auto ticker = [&]() -> Task<> {
        for (int i = 0; i < 5; ++i) {
            co_await sleepFor(1ms);
            ++ticks;
        }
    };
    int seen = 0;
    auto modal = [&]() -> Task<> { // what QDialog::exec does
        QEventLoop loop;
        QTimer poll;
        connect(&poll, &QTimer::timeout, &loop, [&] {
            if (ticks >= 7)
                loop.quit();
        });
        poll.start(1);
        loop.exec();
        seen = ticks;
        co_return;
    };
    auto ready = [&]() -> Task<> {
        ++ticks;
        co_return;
    };
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn(modal());
        group.spawn(ready()); // was ready when the dialog opened
        group.spawn(ready());
        group.spawn(ticker());
        co_return;
    }));
    QCOMPARE(seen, 7);
}

void SchedulerTest::nestedEventLoopServesNewTimers()
{
    auto task = []() -> Task<> {
        TaskScope scope;
        auto sleeper = scope.spawn(later(2ms, 1));
        while (!sleeper.isFinished())
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        co_return;
    };
    run(task());
}

// Ordinary code, called by Qt from a posted event, waits for a task while the loop's own wake-up lies behind
// that event in Qt's queue.
void SchedulerTest::blockingRunHearsWakeUpsPostedBeforeIt()
{
    QEventLoop outer;
    QTimer rescue; // ends the wait in any case
    rescue.setSingleShot(true);
    connect(&rescue, &QTimer::timeout, this,
            [this] { QMetaObject::invokeMethod(this, [] {}, Qt::QueuedConnection); });
    int result = 0;
    QMetaObject::invokeMethod(
        &outer,
        [&] {
            rescue.start(10s);
            result = runBlocking(later(0ms, 7));
            outer.quit();
        },
        Qt::QueuedConnection);
    TaskScope scope;
    scope.spawn(idle()); // posts the wake-up
    outer.exec();
    QCOMPARE(result, 7);
    QVERIFY(rescue.isActive());
}

void SchedulerTest::idleLoopSleeps()
{
    TaskScope scope;
    scope.spawn(idle());
    settle();
    const auto before = Scheduler::current()->stats().batches;
    QEventLoop loop;
    QTimer::singleShot(50, &loop, &QEventLoop::quit);
    loop.exec();
    QCOMPARE(Scheduler::current()->stats().batches, before);
}

void SchedulerTest::snapshotShowsTheTree()
{
    AsyncEvent event;
    unsigned line = 0;
    TaskScope scope;
    auto parent = scope.spawn(withTaskGroup([&](TaskGroup &group) -> Task<> {
                                  group.spawn(
                                      [&]() -> Task<> {
                                          line = __LINE__ + 1;
                                          co_await event.wait();
                                      },
                                      QStringLiteral("child"));
                                  co_await sleepFor(1h);
                              }),
                              QStringLiteral("parent"));
    const auto mayEnd = std::make_shared<QSemaphore>(); // the body still runs when the snapshot is taken
    const auto atTheEnd = qScopeGuard([mayEnd] { mayEnd->release(); });
    scope.spawn(runInThreadPool([mayEnd] { mayEnd->acquire(); }), QStringLiteral("pool"));
    const auto before = std::chrono::steady_clock::now();
    settle();
    scope.spawn(idle(), QStringLiteral("queued"));
    const auto rows = Scheduler::current()->snapshot();
    QCOMPARE(rows.size(), 4u);
    const TaskInfo &top = rows[0];
    const TaskInfo &child = rows[1];
    QCOMPARE(top.id, parent.id());
    QCOMPARE(top.name, QStringLiteral("parent"));
    QCOMPARE(top.parentId, 0u);
    QCOMPARE(top.depth, 0);
    QCOMPARE(top.state, JobState::Waiting);
    QCOMPARE(QByteArray(top.waitingOn), "timer");
    QCOMPARE(child.name, QStringLiteral("child"));
    QCOMPARE(child.parentId, top.id);
    QCOMPARE(child.depth, 1);
    QCOMPARE(QByteArray(child.waitingOn), "event");
    QCOMPARE(child.line, line);
    QVERIFY(QByteArray(child.file).endsWith("tst_scheduler.cpp"));
    QVERIFY(QByteArray(child.function).contains("snapshotShowsTheTree"));
    QVERIFY(child.since <= std::chrono::steady_clock::now());
    QVERIFY(child.since + 1s >= before);
    QCOMPARE(rows[2].name, QStringLiteral("pool"));
    QCOMPARE(rows[3].state, JobState::Queued);
    QVERIFY(!rows[3].waitingOn);
}

void SchedulerTest::snapshotShowsTheUsersLineInsideCombinators()
{
    TaskScope scope;
    unsigned line = 0;
    scope.spawn([&]() -> Task<> {
        line = __LINE__ + 1;
        co_await withTimeout(1h, sleepFor(1h));
    });
    settle();
    const auto rows = Scheduler::current()->snapshot();
    QCOMPARE(rows.size(), 1u);
    QCOMPARE(rows[0].line, line);
    QCOMPARE(QByteArray(rows[0].waitingOn), "timer");
}

static void spawnFamilies(TaskScope &scope, int families)
{
    for (int i = 0; i < families; ++i)
        scope.spawn(withTaskGroup([](TaskGroup &group) -> Task<> {
            for (int child = 0; child < 9; ++child)
                group.spawn(idle());
            co_return;
        }));
}

void SchedulerTest::slicedSnapshotEqualsTheWhole()
{
    TaskScope scope;
    spawnFamilies(scope, 10'000);
    QVERIFY(turnUntil([] { return Tracked::count() == 90'000; }));
    TickCounter ticks;
    const auto sliced = run(Scheduler::current()->snapshotInSlices());
    QVERIFY(ticks.ticks() > 2); // the event loop had its turns meanwhile
    const auto whole = Scheduler::current()->snapshot();
    std::size_t same = 0;
    for (const TaskInfo &row : sliced) { // sliced also holds the job that made it
        if (same < whole.size() && row.id == whole[same].id && row.parentId == whole[same].parentId &&
            row.depth == whole[same].depth)
            ++same;
    }
    QCOMPARE(whole.size(), 100'000u);
    QCOMPARE(same, whole.size());
}

void SchedulerTest::slicedSnapshotTakesAThousandRowsATurnAtMost()
{
    TaskScope scope;
    spawnFamilies(scope, 10'000);
    QVERIFY(turnUntil([] { return Tracked::count() == 90'000; }));
    const SingleStep singleStep;
    const auto before = Scheduler::current()->stats().batches;
    auto snapshot = scope.spawn(Scheduler::current()->snapshotInSlices());
    QVERIFY(turnUntil([&] { return snapshot.isFinished(); }));
    const auto turns = Scheduler::current()->stats().batches - before;
    QVERIFY(snapshot.result().size() >= 100'000);
    QVERIFY(snapshot.result().size() / turns < 1000);
}

void SchedulerTest::slicedSnapshotSurvivesChanges()
{
    auto stable = std::make_unique<TaskScope>();
    auto doomed = std::make_unique<TaskScope>();
    spawnFamilies(*stable, 200);
    spawnFamilies(*doomed, 400);
    spawnFamilies(*stable, 200);
    QVERIFY(turnUntil([] { return Tracked::count() == 7200; }));
    const SingleStep singleStep;
    TaskScope scope;
    auto snapshot = scope.spawn(Scheduler::current()->snapshotInSlices());
    for (int i = 0; i < 6; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!snapshot.isFinished());
    std::vector<std::uint64_t> throughout;
    doomed.reset();
    for (const TaskInfo &row : Scheduler::current()->snapshot())
        throughout.push_back(row.id);
    spawnFamilies(*stable, 1);
    QVERIFY(turnUntil([&] { return snapshot.isFinished(); }));
    std::vector<std::uint64_t> ids;
    for (const TaskInfo &row : snapshot.result())
        ids.push_back(row.id);
    std::sort(ids.begin(), ids.end());
    QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    for (const std::uint64_t id : throughout)
        QVERIFY(std::binary_search(ids.begin(), ids.end(), id));
}

void SchedulerTest::statsCount()
{
    settle();
    const auto before = Scheduler::current()->stats();
    TaskScope scope;
    for (int i = 0; i < 10; ++i)
        scope.spawn(yieldNow());
    QCOMPARE(Scheduler::current()->stats().live, before.live + 10);
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    const auto after = Scheduler::current()->stats();
    QCOMPARE(after.spawned, before.spawned + 10);
    QCOMPARE(after.finished, before.finished + 10);
    QCOMPARE(after.live, before.live);
    QCOMPARE(after.resumes, before.resumes + 20);
}

void SchedulerTest::wakeUpsAreBatched()
{
    settle();
    const auto before = Scheduler::current()->stats();
    TaskScope scope;
    for (int i = 0; i < 100; ++i)
        scope.spawn(yieldNow());
    Scheduler::current()->setTimeSlice(1s);
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    Scheduler::current()->setTimeSlice(2ms);
    QCOMPARE(Scheduler::current()->stats().batches, before.batches + 1);
}

QTEST_GUILESS_MAIN(SchedulerTest)
#include "tst_scheduler.moc"
