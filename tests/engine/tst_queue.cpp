// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testengine.h"

#include <time.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

/// Takes a place until it is cancelled or has slept.
JobSpec work(const QString &name, qint64 milliseconds = 0)
{
    JobSpec job = spec(u"compute"_s, {{u"n"_s, 2}, {u"work_ms"_s, milliseconds}});
    job.name = name;
    job.id = JobId(name);
    return job;
}

JobSpec waitingFor(JobSpec job, const QStringList &ids, After::When when = After::When::Success)
{
    for (const QString &id : ids)
        job.after.append({JobId(id), when});
    return job;
}

/// An engine with one place, taken by the job "first" until it is cancelled.
class FullEngine : public TestEngine
{
public:
    FullEngine() : TestEngine(Engine::Config{.outputDir = {}, .maxRunning = 1})
    {
        start(work(u"first"_s, 60'000));
    }
    JobId queue(const QString &name, int priority = 0)
    {
        JobSpec job = work(name);
        job.priority = priority;
        return start(job);
    }
    QString order()
    {
        QMap<std::pair<int, qint64>, QString> names;
        for (const JobSnapshot &job : (*this)->list()) {
            if (job.waiting)
                names.insert({-job.priority, job.queueOrder}, job.name);
        }
        return QStringList(names.values()).join(u' ');
    }
    /// The order in which they really start, once there is a place.
    QString startOrder()
    {
        (void)(*this)->cancel(JobId(u"first"_s));
        QList<JobSnapshot> jobs = (*this)->list();
        for (JobSnapshot &job : jobs)
            job = end(job.id);
        jobs.removeFirst();
        std::sort(jobs.begin(), jobs.end(),
                  [](const JobSnapshot &a, const JobSnapshot &b) { return a.startedAt < b.startedAt; });
        QStringList names;
        for (const JobSnapshot &job : jobs)
            names.append(job.name);
        return names.join(u' ');
    }
};

QString waitsFor(TestEngine &engine, const JobId &id)
{
    const auto waiting = engine->find(id)->waiting;
    return waiting ? waiting->code : QString();
}

} // namespace

class TstQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsBeyondTheLimitWaitInOrder()
    {
        FullEngine engine;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            QCOMPARE(waitsFor(engine, engine.queue(name)), u"engine_limit"_s);
        QCOMPARE(engine.startOrder(), u"a b c"_s);
    }
    void limitChangesWhileJobsRun()
    {
        FullEngine engine;
        const JobId second = engine.start(work(u"second"_s, 60'000));
        const JobId third = engine.start(work(u"third"_s));
        engine->setMaxRunning(2);
        QTRY_COMPARE(engine.state(second), JobState::Running);
        QCOMPARE(waitsFor(engine, third), u"engine_limit"_s);
        engine->setMaxRunning(1); // takes nothing away from those that run
        (void)engine->cancel(second);
        engine.end(second);
        QCOMPARE(engine.state(JobId(u"first"_s)), JobState::Running);
        QCOMPARE(waitsFor(engine, third), u"engine_limit"_s);
        engine->setMaxRunning(0);
        QCOMPARE(engine.end(third).state, JobState::Succeeded);
        (void)engine->cancel(JobId(u"first"_s));
    }
    void jobsThatOnlyWaitTakeNoPlace()
    {
        FullEngine engine;
        JobSpec inner = parentSpec(u"group"_s, {sleepSpec(1), parentSpec(u"race"_s, {sleepSpec(1)})});
        QCOMPARE(engine.run(inner).state, JobState::Succeeded);
    }
    void noMoreRunThanTheLimit()
    {
        TestEngine engine(Engine::Config{.outputDir = {}, .maxRunning = 3});
        QList<JobId> ids;
        for (int i = 0; i < 50; ++i)
            ids.append(engine.start(work(u"%1"_s.arg(i), 1)));
        int most = 0;
        const auto finished = [&] {
            const QList<JobSnapshot> jobs = engine->list();
            most = std::max(most, int(std::count_if(jobs.begin(), jobs.end(), [](const JobSnapshot &job) {
                                return job.state == JobState::Running;
                            })));
            return std::all_of(jobs.begin(), jobs.end(),
                               [](const JobSnapshot &job) { return isFinished(job.state); });
        };
        while (!finished())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCOMPARE(most, 3);
    }
    void higherPriorityStartsFirst()
    {
        FullEngine engine;
        engine.queue(u"low"_s, -5);
        engine.queue(u"a"_s);
        engine.queue(u"high"_s, 5);
        engine.queue(u"b"_s);
        QCOMPARE(engine.order(), u"high a b low"_s);
        QCOMPARE(engine.startOrder(), u"high a b low"_s);
    }
    void priorityOfAParentCountsForItsChildren()
    {
        FullEngine engine;
        engine.queue(u"a"_s, 4);
        JobSpec child = work(u"child"_s);
        child.priority = 2;
        JobSpec group = parentSpec(u"group"_s, {child});
        group.priority = 3;
        engine.start(group);
        QTRY_COMPARE(waitsFor(engine, child.id), u"engine_limit"_s);
        QCOMPARE(engine->find(child.id)->priority, 5);
        QCOMPARE(engine.order(), u"child a"_s);
    }
    void childrenGoWhereTheirParentWasMoved()
    {
        FullEngine engine;
        engine.queue(u"high"_s, 7);
        JobSpec group = parentSpec(u"group"_s, {work(u"child"_s)});
        group.delay = 1h;
        const JobId id = engine.start(group);
        engine->move({id}, Where::Top);
        QVERIFY(engine->forceStart(id));
        QTRY_COMPARE(waitsFor(engine, JobId(u"child"_s)), u"engine_limit"_s);
        QCOMPARE(engine->find(JobId(u"child"_s))->priority, 7);
    }
    void childrenStartByPriorityToo()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {work(u"a"_s), work(u"b"_s), work(u"c"_s)});
        group.maxParallel = 1;
        group.children[2].priority = 1;
        const JobSnapshot ended = engine.run(group);
        QCOMPARE(ended.receipt->finishes.at(0).name, u"c"_s);
        QCOMPARE(ended.receipt->finishes.at(1).name, u"a"_s);
    }
    void childrenBeyondMaxParallelSaySo()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(0)});
        group.name = u"narrow"_s;
        group.maxParallel = 1;
        const JobId id = engine.start(group);
        const JobId second = engine->find(id)->children.at(1);
        QCOMPARE(waitsFor(engine, second), u"parent"_s);
        QTRY_COMPARE(waitsFor(engine, second), u"group_limit"_s);
        QCOMPARE(engine->find(second)->waiting->message, u"“narrow” runs at most 1 at a time"_s);
    }

    void delayedJobStartsWhenItIsOver()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(0);
        job.delay = 30ms;
        const auto begin = std::chrono::steady_clock::now();
        const JobId id = engine.start(job);
        QCOMPARE(waitsFor(engine, id), u"delay"_s);
        QVERIFY(*engine->find(id)->waiting->until >= begin + 30ms);
        const JobSnapshot ended = engine.end(id);
        QCOMPARE(ended.state, JobState::Succeeded);
        QVERIFY(ended.startedAt >= begin + 30ms);
    }
    void aSnapshotTellsWhoseEndsAreStillMissing()
    {
        FullEngine engine;
        engine.queue(u"a"_s);
        engine.queue(u"b"_s);
        const JobId waiter =
            engine.start(waitingFor(work(u"waiter"_s), {u"a"_s, u"b"_s}, After::When::Finished));
        const auto missing = [&] { return engine->find(waiter)->after; };
        const After a{JobId(u"a"_s), After::When::Finished};
        const After b{JobId(u"b"_s), After::When::Finished};
        QCOMPARE(missing(), (QList<After>{a, b}));
        const auto feed = engine->subscribe();
        (void)feed->take();
        (void)engine->cancel(a.id);
        QCOMPARE(missing(), QList<After>{b});
        bool isTold = false;
        QTRY_VERIFY(isTold |= std::ranges::any_of(feed->take().changed, [&](const SharedSnapshot &job) {
                        return job->id == waiter && job->after == QList<After>{b};
                    }));
        (void)engine->forceStart(waiter);
        QCOMPARE(missing(), QList<After>());
    }
    void jobStartsAfterTheOnesItWaitsFor()
    {
        TestEngine engine;
        const JobId first = engine.start(work(u"first"_s, 20));
        const JobId second = engine.start(waitingFor(work(u"second"_s), {u"first"_s}));
        const JobId third = engine.start(waitingFor(work(u"third"_s), {u"first"_s, u"second"_s}));
        QCOMPARE(waitsFor(engine, third), u"after"_s);
        QCOMPARE(engine->find(third)->waiting->message,
                 u"waits for “first” to succeed, “second” to succeed"_s);
        const JobSnapshot last = engine.end(third);
        QCOMPARE(last.state, JobState::Succeeded);
        QVERIFY(engine->find(second)->startedAt >= engine->find(first)->startedAt + 20ms);
        QVERIFY(last.startedAt >= engine->find(second)->startedAt);
        const JobId late = engine.start(waitingFor(work(u"late"_s), {u"third"_s})); // it has ended already
        QCOMPARE(engine.end(late).state, JobState::Succeeded);
    }
    void childrenMayWaitForEachOther()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {waitingFor(work(u"c"_s), {u"b"_s}),
                                                waitingFor(work(u"b"_s), {u"a"_s}), work(u"a"_s, 5)});
        group.maxParallel = 1; // who waits for another takes no place
        const JobSnapshot ended = engine.run(group);
        QCOMPARE(ended.state, JobState::Succeeded);
        QStringList names;
        for (const FinishLine &line : ended.receipt->finishes)
            names.append(line.name);
        QCOMPARE(names.join(u' '), u"a b c"_s);
    }
    void whatCanNeverStartIsCancelledWithItsReason()
    {
        TestEngine engine;
        JobSpec bad = failingSpec();
        bad.id = JobId(u"bad"_s);
        bad.name = u"bad"_s;
        engine.start(bad);
        QList<JobId> chain;
        QString before = u"bad"_s;
        for (int i = 0; i < 2'000; ++i) { // far longer than a stack of calls could be
            chain.append(engine.start(waitingFor(work(u"chain-%1"_s.arg(i)), {before})));
            before = chain.last().text();
        }
        const JobId other = engine.start(waitingFor(work(u"other"_s), {u"bad"_s}, After::When::Failure));
        const JobId any = engine.start(waitingFor(work(u"any"_s), {u"bad"_s}, After::When::Finished));
        const JobSnapshot last = engine.end(chain.last());
        QCOMPARE(last.state, JobState::Cancelled);
        QCOMPARE(last.error->code, u"after_not_met"_s);
        QCOMPARE(last.receipt->reason, std::optional(EndReason::AfterNotMet));
        QCOMPARE(engine->find(chain.first())->error->message,
                 u"“bad” (bad) is failed, and this job was to start only after it has succeeded"_s);
        QCOMPARE(engine.end(other).state, JobState::Succeeded);
        QCOMPARE(engine.end(any).state, JobState::Succeeded);
        const JobSnapshot late = engine.run(waitingFor(work(u"late"_s), {u"any"_s}, After::When::Failure));
        QCOMPARE(late.state, JobState::Cancelled);
    }
    void thousandWaitersAreReleasedByOneEnd()
    {
        TestEngine engine;
        engine.start(work(u"gate"_s, 60'000));
        for (int i = 0; i < 1'000; ++i)
            engine.start(waitingFor(sleepSpec(0), {u"gate"_s}, After::When::Finished));
        QVERIFY(engine->cancel(JobId(u"gate"_s)));
        const auto allDone = [&] {
            const QList<JobSnapshot> jobs = engine->list();
            return std::count_if(jobs.begin(), jobs.end(),
                                 [](const JobSnapshot &job) { return job.state == JobState::Succeeded; });
        };
        QTRY_COMPARE(allDone(), 1'000);
    }

    /// By the time of the thread, because the machine may be busy.
    void thousandWhoWaitForAnEndHearOfItWithinATenthOfASecondsWork()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(60'000));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        int released = 0;
        async::TaskScope scope;
        for (int i = 0; i < 1'000; ++i) {
            scope.spawn([](Engine &all, JobId job, int *count) -> async::Task<> {
                co_await all.finished(std::move(job));
                ++*count;
            }(*engine, id, &released));
        }
        QCoreApplication::processEvents();
        QCOMPARE(released, 0);
        const auto cpuTime = [] {
            timespec time{};
            ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
        };
        const auto before = cpuTime();
        QVERIFY(engine->cancel(id));
        while (released < 1'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const auto took = cpuTime() - before;
        QVERIFY2(took < 100ms, qPrintable(QString::number(took.count())));
    }

    void movedJobsKeepTheirOrderAndTakeThePlaceAskedFor()
    {
        FullEngine engine;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
            engine.queue(name);
        const auto ids = [](const QStringList &names) {
            QList<JobId> list;
            for (const QString &name : names)
                list.append(JobId(name));
            return list;
        };
        engine->move(ids({u"c"_s, u"d"_s}), Where::Top);
        QCOMPARE(engine.order(), u"c d a b e"_s);
        engine->move(ids({u"c"_s, u"a"_s}), Where::Bottom);
        QCOMPARE(engine.order(), u"d b e c a"_s);
        engine->move(ids({u"a"_s, u"c"_s}), Where::Before, JobId(u"b"_s));
        QCOMPARE(engine.order(), u"d a c b e"_s);
        engine->move(ids({u"e"_s, u"d"_s}), Where::After, JobId(u"a"_s));
        QCOMPARE(engine.order(), u"a e d c b"_s);
        engine->move(ids({u"a"_s}), Where::After, JobId(u"a"_s)); // changes nothing
        engine.queue(u"new"_s);
        QCOMPARE(engine.order(), u"a e d c b new"_s);
        QCOMPARE(engine.startOrder(), u"a e d c b new"_s);
    }
    void movingTakesOverThePriority()
    {
        FullEngine engine;
        engine.queue(u"high"_s, 10);
        engine.queue(u"a"_s);
        engine.queue(u"low"_s, -10);
        engine->move({JobId(u"low"_s)}, Where::Top);
        QCOMPARE(engine.order(), u"low high a"_s);
        QCOMPARE(engine->find(JobId(u"low"_s))->priority, 10);
        engine->move({JobId(u"high"_s)}, Where::After, JobId(u"a"_s));
        QCOMPARE(engine.order(), u"low a high"_s);
        QCOMPARE(engine.startOrder(), u"low a high"_s);
    }
    void thereIsAlwaysRoomBetweenTwo()
    {
        FullEngine engine;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            engine.queue(name);
        for (int i = 0; i < 50; ++i) { // each halves the room after a
            engine->move({JobId(i % 2 == 0 ? u"c"_s : u"b"_s)}, Where::After, JobId(u"a"_s));
            QCOMPARE(engine.order(), i % 2 == 0 ? u"a c b"_s : u"a b c"_s);
        }
        QCOMPARE(engine.startOrder(), u"a b c"_s);
    }
    void onlyWhatWaitsCanBeMoved()
    {
        FullEngine engine;
        QTRY_COMPARE(engine.state(JobId(u"first"_s)), JobState::Running);
        engine.queue(u"a"_s);
        const auto results =
            engine->move({JobId(u"a"_s), JobId(u"first"_s), JobId(u"none"_s)}, Where::Bottom);
        QVERIFY(results.at(0).answer);
        QCOMPARE(results.at(1).answer.refusal().code, Refusal::Code::WrongState);
        QCOMPARE(results.at(2).answer.refusal().code, Refusal::Code::NotFound);
        QCOMPARE(engine->apply(Verb::Move, {JobId(u"a"_s)}).at(0).answer.refusal().code,
                 Refusal::Code::Invalid); // whereto?
        QCOMPARE(engine->move({JobId(u"a"_s)}, Where::Before, JobId(u"first"_s)).at(0).answer.refusal().code,
                 Refusal::Code::WrongState);
    }

    void forcedStartSkipsLimitDelayAndWaits()
    {
        FullEngine engine;
        JobSpec job = waitingFor(work(u"forced"_s), {u"first"_s});
        job.delay = 1h;
        const JobId id = engine.start(job);
        QVERIFY(engine->find(id)->can.testFlag(Verb::ForceStart));
        QVERIFY(engine->forceStart(id));
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
        QCOMPARE(engine->forceStart(id).refusal().code, Refusal::Code::WrongState);
        engine.queue(u"next"_s);
        QCOMPARE(waitsFor(engine, JobId(u"next"_s)), u"engine_limit"_s); // the place is still taken
    }
    void forcedChildStartsBesideMaxParallel()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(60'000), sleepSpec(0)});
        group.maxParallel = 1;
        const JobId id = engine.start(group);
        const QList<JobId> children = engine->find(id)->children;
        QVERIFY(!engine->forceStart(children.at(1))); // its parent has not begun
        QTRY_COMPARE(waitsFor(engine, children.at(1)), u"group_limit"_s);
        QVERIFY(engine->forceStart(children.at(1)));
        QTRY_COMPARE(engine.state(children.at(1)), JobState::Running);
        QVERIFY(engine->cancel(children.at(0)));
        QTRY_COMPARE(engine.state(children.at(0)), JobState::Cancelled);
        QCOMPARE(waitsFor(engine, children.at(2)), u"group_limit"_s); // one still runs
        QVERIFY(engine->cancel(children.at(1)));
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
    }
    void stopLeavesTheQueuedQueued()
    {
        FullEngine engine;
        engine.queue(u"a"_s);
        engine.start(waitingFor(work(u"b"_s), {u"first"_s})); // that will be cancelled
        JobSpec late = work(u"c"_s);
        late.delay = 1h;
        engine.start(late);
        async::runBlocking(engine->stop(10s));
        QCOMPARE(engine.state(JobId(u"first"_s)), JobState::Cancelled);
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            QCOMPARE(engine.state(JobId(name)), JobState::Queued);
    }
};

QTEST_GUILESS_MAIN(TstQueue)
#include "tst_queue.moc"
