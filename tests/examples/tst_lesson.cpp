// SPDX-License-Identifier: MIT
// The lesson's snippets and exercises do what the lesson says, and end however their jobs end.
#include "tests/examples/lesson.h"
#include "tests/examples/pipeline.h"
#include "tests/examples/resourcemanager.h"
#include "tests/examples/taskmanager.h"
#include "tests/support/coroutinebench.h"

using namespace belayer::bench;
using namespace belayer::examples;

class Lesson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupGathersItsResults();
    void backgroundTaskLivesAsLongAsTheBody();
    void backgroundTaskDiesWithItsObject();
    void firstTaskWinsTheRace();
    void slowMirrorBeatsOneThatIsDown();
    void poolComputes();
    void cancelReachesWorkInThePool();
    void coordinatorHearsOfTheEnd();
    void lazyValueIsComputedOnceUntilReset();
    void managerTellsHowAJobEnded();
    void managersWaiterDoesNotHangOnACancelledJob();
    void impatientWaiterLeavesTheManagersJobAlone();
    void managerShutsDownWithWaiters();
    void pipelineHandlesAllAndSumsUpOnce();
    void failingStageEndsThePipelineAndItsWaiters();
    void resourcesShowWhatTheyWaitFor();
    void shutdownWaitsForCleanupsAndDestroysTheStubborn();
};

void Lesson::groupGathersItsResults()
{
    QCOMPARE(run(processItems()), (std::vector{10, 20, 30}));
}

void Lesson::backgroundTaskLivesAsLongAsTheBody()
{
    int beats = 0;
    const auto live = Scheduler::current()->stats().live;
    QCOMPARE(run(workWithHeartbeat(&beats)), 200);
    QVERIFY(beats >= 3);
    QCOMPARE(Scheduler::current()->stats().live, live);
}

void Lesson::backgroundTaskDiesWithItsObject()
{
    const auto live = Scheduler::current()->stats().live;
    {
        Monitor monitor;
        QVERIFY(turnUntil([&] { return monitor.beats() > 0; }));
    }
    QCOMPARE(Scheduler::current()->stats().live, live);
    Monitor stopped;
    run(stopped.stop());
    QCOMPARE(Scheduler::current()->stats().live, live);
}

void Lesson::firstTaskWinsTheRace()
{
    QCOMPARE(run(raceTasks()), u"Task 1 won!"_s);
}

void Lesson::slowMirrorBeatsOneThatIsDown()
{
    const auto result = run(firstGoodMirror());
    QCOMPARE(result.index, 1U);
    QCOMPARE(result.value, u"far"_s);
}

void Lesson::poolComputes()
{
    QCOMPARE(run(compute(12)), 144);
}

void Lesson::cancelReachesWorkInThePool()
{
    std::atomic<int> rounds = 0; // outlives the work, which is waited for
    TaskScope scope;
    auto job = scope.spawn(runInThreadPool(countUntilStopped, &rounds));
    QVERIFY(turnUntil([&] { return rounds > 0; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
}

void Lesson::coordinatorHearsOfTheEnd()
{
    QCOMPARE(run(coordinatedJob()), u"Job completed"_s);
}

void Lesson::lazyValueIsComputedOnceUntilReset()
{
    Catalogue catalogue;
    QVERIFY(!catalogue.isReady());
    const auto both = run(withTaskGroup([&](TaskGroup &group) -> Task<std::vector<QString>> {
        co_return co_await gather(std::vector{group.spawn(catalogue.data()), group.spawn(catalogue.data())});
    }));
    QCOMPARE(both, (std::vector{u"result 1"_s, u"result 1"_s}));
    QVERIFY(catalogue.isReady());
    catalogue.reset();
    QVERIFY(!catalogue.isReady());
    QCOMPARE(run(catalogue.data()), u"result 2"_s);
    QCOMPARE(catalogue.computations(), 2);
}

void Lesson::managerTellsHowAJobEnded()
{
    TaskManager manager;
    const auto succeed = []() -> Task<> { co_await sleepFor(1ms); };
    const auto fail = []() -> Task<> {
        co_await sleepFor(1ms);
        throw std::runtime_error("disk full");
    };
    QVERIFY(manager.create(u"good"_s, succeed()));
    QVERIFY(manager.create(u"bad"_s, fail()));
    QVERIFY(!manager.create(u"good"_s, fail()));
    QCOMPARE(run(manager.wait(u"good"_s)), TaskManager::Status::Completed);
    QCOMPARE(run(manager.wait(u"good"_s)), TaskManager::Status::Completed); // and later still
    QCOMPARE(run(manager.wait(u"bad"_s)), TaskManager::Status::Failed);
    QCOMPARE(run(manager.wait(u"none"_s)), TaskManager::Status::NotFound);
}

void Lesson::managersWaiterDoesNotHangOnACancelledJob()
{
    TaskManager manager;
    manager.create(u"long"_s, idle());
    TaskScope waiters;
    auto waiter = waiters.spawn(manager.wait(u"long"_s));
    settle();
    QVERIFY(!waiter.isFinished());
    manager.cancel(u"long"_s);
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QCOMPARE(waiter.result(), TaskManager::Status::Cancelled);
    manager.cancel(u"none"_s); // nothing to cancel, nothing happens
}

void Lesson::impatientWaiterLeavesTheManagersJobAlone()
{
    AsyncEvent goOn;
    TaskManager manager;
    manager.create(u"job"_s, [](AsyncEvent *event) -> Task<> { co_await event->wait(); }(&goOn));
    TaskScope waiters;
    auto waiter = waiters.spawn(manager.wait(u"job"_s));
    settle();
    waiter.cancel();
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QVERIFY(waiter.isCancelled());
    goOn.set();
    QCOMPARE(run(manager.wait(u"job"_s)), TaskManager::Status::Completed);
}

void Lesson::managerShutsDownWithWaiters()
{
    TaskManager manager;
    manager.create(u"long"_s, idle());
    TaskScope waiters;
    auto waiter = waiters.spawn(manager.wait(u"long"_s));
    settle();
    QCOMPARE(run(manager.shutdown(10s)), 0); // nothing had to be destroyed
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QCOMPARE(waiter.result(), TaskManager::Status::Cancelled);
}

void Lesson::pipelineHandlesAllAndSumsUpOnce()
{
    Pipeline pipeline(50, [](int number) { return number * number; });
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn(pipeline.run());
        CO_COMPARE(co_await pipeline.total(), 42925L); // asked for while it runs
    }));
    QCOMPARE(run(pipeline.total()), 42925L);
    QCOMPARE(pipeline.totalsComputed(), 1);
}

void Lesson::failingStageEndsThePipelineAndItsWaiters()
{
    Pipeline pipeline(50, [](int number) {
        if (number == 7)
            throw std::runtime_error("7 is too odd");
        return number;
    });
    TaskScope waiters;
    auto waiter = waiters.spawn(pipeline.total());
    const auto live = Scheduler::current()->stats().live;
    QCOMPARE(run(outcome(pipeline.run())), "7 is too odd");
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    QCOMPARE(outcomeOf(waiter), "the pipeline ended early");
    QVERIFY(Scheduler::current()->stats().live < live); // no stage is left
}

void Lesson::resourcesShowWhatTheyWaitFor()
{
    AsyncEvent refill;
    ResourceManager manager;
    manager.start(u"cache"_s, [](AsyncEvent *event) -> Task<> { co_await event->wait(); }(&refill));
    manager.start(u"heart"_s, idle());
    settle();
    auto status = manager.status();
    QCOMPARE(status.size(), 2);
    QCOMPARE(status[0].name, u"cache"_s);
    QCOMPARE(status[0].state, JobState::Waiting);
    QCOMPARE(status[0].waitingOn, u"event"_s);
    QCOMPARE(status[1].waitingOn, u"timer"_s);
    refill.set();
    manager.cancel(u"heart"_s);
    settle();
    status = manager.status();
    QCOMPARE(status[0].state, JobState::Succeeded);
    QCOMPARE(status[1].state, JobState::Cancelled);
    QVERIFY(status[0].waitingOn.isEmpty());
}

void Lesson::shutdownWaitsForCleanupsAndDestroysTheStubborn()
{
    const int tracked = Tracked::count();
    ResourceManager manager;
    bool isFlushed = false;
    manager.start(u"log"_s, withCleanup(idle(), [&isFlushed]() -> Task<> {
                      co_await sleepFor(1ms);
                      isFlushed = true;
                  }));
    manager.start(u"stubborn"_s, shielded(idle()));
    settle();
    QCOMPARE(run(manager.shutdown(50ms)), 1);
    QVERIFY(isFlushed);
    QCOMPARE(Tracked::count(), tracked);
}

QTEST_GUILESS_MAIN(Lesson)
#include "tst_lesson.moc"
