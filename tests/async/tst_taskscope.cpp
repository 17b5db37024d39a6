// SPDX-License-Identifier: MIT
// Lifetimes: nothing resumes with a dead receiver, at whatever point it dies.
#include "tests/support/coroutinebench.h"

#include <QPointer>

#include <array>
#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class TaskScopeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deathOfTheReceiverDestroysEveryFrame();
    void receiverKilledByItsOwnTask();
    void receiverKilledByAGrandchild();
    void receiverKilledByASiblingsDestructor();
    void ownerHeldByItsOwnTask_data();
    void ownerHeldByItsOwnTask();
    void destroyRunsDestructorsAndNoCatch();
    void destroyedJobsWaiterGetsCancelled();
    void shutdownSaysHowManyItDestroyed();
    void cancelledShutdownDestroysAtOnce();
    void joinWaitsWithoutCancelling();
    void joinEndsWhenTheScopeDies();
    void backgroundTaskStops();
    void backgroundTaskDiesWithItsObject();
};

namespace {

class Receiver : public QObject
{
public:
    Task<> ticker()
    {
        Tracked tracked;
        for (;;) {
            co_await sleepFor(1ms);
            ++m_ticks;
        }
    }
    Task<> pooled()
    {
        Tracked tracked;
        co_await runInThreadPool([] { std::this_thread::sleep_for(2ms); });
        ++m_ticks;
    }
    Task<> nested()
    {
        co_await withTaskGroup([this](TaskGroup &group) -> Task<> {
            Tracked tracked;
            group.spawn(ticker());
            co_await withTimeout(1h, withTaskGroup([this](TaskGroup &inner) -> Task<> {
                                     inner.spawn(ticker());
                                     co_await shielded(idle());
                                 }));
        });
    }
    Task<> deleteSelf()
    {
        Tracked tracked;
        co_await yieldNow();
        delete this;
        co_await yieldNow();
        qFatal("resumed with a dead receiver");
    }
    Task<> deleteSelfDeep()
    {
        Tracked tracked;
        co_await withTaskGroup([this](TaskGroup &group) -> Task<> {
            group.spawn([this]() -> Task<> {
                Tracked local;
                co_await withTaskGroup([this](TaskGroup &inner) -> Task<> {
                    inner.spawn(deleteSelf());
                    co_return;
                });
                qFatal("resumed with a dead receiver");
            });
            co_return;
        });
        qFatal("resumed with a dead receiver");
    }
    TaskScope &tasks() { return m_tasks; }

private:
    Tracked m_tracked;
    int m_ticks = 0;
    TaskScope m_tasks;
};

} // namespace

void TaskScopeTest::deathOfTheReceiverDestroysEveryFrame()
{
    for (int turns = 0; turns < 30; ++turns) {
        auto receiver = std::make_unique<Receiver>();
        receiver->tasks().spawn(receiver->ticker());
        receiver->tasks().spawn(receiver->pooled());
        receiver->tasks().spawn(receiver->nested());
        QTimer wake;
        wake.start(1);
        for (int i = 0; i < turns; ++i)
            turn();
        if (turns % 3 == 2)
            receiver->tasks().cancel();
        receiver.reset();
        QCOMPARE(Tracked::count(), 0);
    }
    QCOMPARE(Scheduler::current()->stats().live, 0u);
}

void TaskScopeTest::receiverKilledByItsOwnTask()
{
    QPointer receiver(new Receiver);
    auto job = receiver->tasks().spawn(receiver->deleteSelf());
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(!receiver);
    QVERIFY(job.isCancelled());
    QCOMPARE(Tracked::count(), 0);
}

void TaskScopeTest::receiverKilledByAGrandchild()
{
    QPointer receiver(new Receiver);
    auto job = receiver->tasks().spawn(receiver->deleteSelfDeep());
    receiver->tasks().spawn(receiver->ticker());
    QVERIFY(turnUntil([&] { return job.isFinished() && Tracked::count() == 0; }));
    QVERIFY(!receiver);
    QCOMPARE(Scheduler::current()->stats().live, 0u);
}

void TaskScopeTest::receiverKilledByASiblingsDestructor()
{
    auto *receiver = new Receiver;
    struct Killer
    {
        explicit Killer(Receiver *r) noexcept : victim(r) {}
        Killer(Killer &&other) noexcept : victim(std::exchange(other.victim, nullptr)) {}
        ~Killer() { delete victim; }
        Receiver *victim;
    };
    TaskScope scope;
    auto job = scope.spawn([](Killer) -> Task<> { co_await idle(); }, Killer(receiver));
    auto ticker = receiver->tasks().spawn(receiver->ticker());
    settle();
    scope.destroyAll();
    QVERIFY(job.isCancelled());
    QVERIFY(ticker.isCancelled());
    QCOMPARE(Tracked::count(), 0);
}

void TaskScopeTest::ownerHeldByItsOwnTask_data()
{
    QTest::addColumn<int>("end");
    QTest::addRow("success") << 0;
    QTest::addRow("failure") << 1;
    QTest::addRow("cancel") << 2;
    QTest::addRow("destroy") << 3;
}

// The frame's last reference keeps the receiver alive, so the receiver, and its scope, dies inside the
// frame's end.
void TaskScopeTest::ownerHeldByItsOwnTask()
{
    QFETCH(const int, end);
    auto receiver = std::make_shared<Receiver>();
    TaskScope *tasks = &receiver->tasks();
    auto sibling = tasks->spawn(receiver->ticker());
    auto job = tasks->spawn(
        [](std::shared_ptr<Receiver>, int how) -> Task<> {
            co_await yieldNow();
            if (how == 1)
                throw std::runtime_error("end");
            if (how >= 2)
                co_await idle();
        },
        std::move(receiver), end);
    auto last = tasks->spawn(idle());
    settle();
    if (end == 2)
        job.cancel();
    if (end == 3)
        tasks->destroyAll();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(sibling.isCancelled());
    QVERIFY(last.isCancelled());
    QCOMPARE(outcomeOf(job),
             (std::array{"ok", "end", "cancelled", "cancelled"}[static_cast<std::size_t>(end)]));
    QCOMPARE(Tracked::count(), 0);
    QCOMPARE(Scheduler::current()->stats().live, 0u);
}

void TaskScopeTest::destroyRunsDestructorsAndNoCatch()
{
    EventLog log;
    struct Logger
    {
        ~Logger() { log.add(name); }
        EventLog &log;
        const char *name;
    };
    TaskScope scope;
    auto leaf = [&]() -> Task<> {
        Logger logger{log, "leaf"};
        try {
            co_await idle();
        } catch (...) {
            log.add("caught");
        }
    };
    auto job = scope.spawn([&]() -> Task<> {
        Logger logger{log, "root"};
        co_await withCleanup(leaf(), [&]() -> Task<> {
            log.add("cleanup");
            co_return;
        });
    });
    settle();
    scope.destroyAll();
    QVERIFY(job.isCancelled());
    QCOMPARE(log.text(), QStringLiteral("leaf root"));
}

void TaskScopeTest::destroyedJobsWaiterGetsCancelled()
{
    TaskScope waiters;
    JobHandle<> job;
    JobHandle<> waiter;
    {
        TaskScope scope;
        job = scope.spawn(idle());
        waiter = waiters.spawn(job);
        settle();
    }
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QVERIFY(waiter.isCancelled());
}

void TaskScopeTest::shutdownSaysHowManyItDestroyed()
{
    auto task = []() -> Task<> {
        TaskScope scope;
        scope.spawn(idle());
        scope.spawn(shielded(idle()));
        scope.spawn(shielded(idle()));
        co_await yieldNow();
        CO_COMPARE(co_await scope.shutdown(3ms), 2);
        CO_COMPARE(scope.liveCount(), 0u);
        CO_COMPARE(Tracked::count(), 0);
    };
    run(task());
}

void TaskScopeTest::cancelledShutdownDestroysAtOnce()
{
    TaskScope victims;
    victims.spawn(shielded(idle()));
    TaskScope scope;
    auto job = scope.spawn(victims.shutdown(std::chrono::hours(1)));
    settle();
    QCOMPARE(victims.liveCount(), 1u);
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(victims.liveCount(), 0u);
}

void TaskScopeTest::joinWaitsWithoutCancelling()
{
    auto task = []() -> Task<> {
        TaskScope scope;
        auto job = scope.spawn(later(2ms, 5));
        co_await scope.join();
        CO_COMPARE(job.result(), 5);
        co_await scope.join(); // of nobody: at once
    };
    run(task());
}

void TaskScopeTest::joinEndsWhenTheScopeDies()
{
    auto victims = std::make_unique<TaskScope>();
    victims->spawn(idle());
    TaskScope scope;
    auto job = scope.spawn(victims->join());
    settle();
    victims.reset();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
}

void TaskScopeTest::backgroundTaskStops()
{
    auto task = []() -> Task<> {
        BackgroundTask<> background(idle(), QStringLiteral("heart"));
        CO_COMPARE(background.handle().name(), QStringLiteral("heart"));
        co_await yieldNow();
        co_await background.stop();
        CO_VERIFY(background.handle().isCancelled());
        BackgroundTask<int> failing(failLater(0ms));
        co_await sleepFor(2ms);
        CO_COMPARE(co_await outcome(failing.stop()), std::string("boom"));
    };
    run(task());
}

void TaskScopeTest::backgroundTaskDiesWithItsObject()
{
    {
        BackgroundTask<> background(idle());
        settle();
        QCOMPARE(Tracked::count(), 1);
    }
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(TaskScopeTest)
#include "tst_taskscope.moc"
