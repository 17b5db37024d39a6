// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/processtable.h"
#include "tests/engine/testengine.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>

#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

async::Task<> logEnd(Engine &engine, JobId id, QStringList &log)
{
    const auto job = co_await engine.finished(id);
    log.append(job->name);
}

/// The order in which jobs end, by name.
class EndLog
{
public:
    void watch(Engine &engine, const JobId &id)
    {
        m_scope.spawn(logEnd(engine, id, names));
        const QList<JobId> children = engine.find(id)->children;
        for (const JobId &child : children)
            watch(engine, child);
    }
    QStringList names;

private:
    async::TaskScope m_scope;
};

JobSpec named(JobSpec spec, const QString &name)
{
    spec.name = name;
    return spec;
}

int countIn(const QList<JobSnapshot> &jobs, JobState state)
{
    return static_cast<int>(
        std::count_if(jobs.begin(), jobs.end(), [&](const JobSnapshot &j) { return j.state == state; }));
}

} // namespace

class TstEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sleepRunsToItsEnd()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(sleepSpec(5));
        QCOMPARE(job.state, JobState::Succeeded);
        QVERIFY(job.elapsed >= 5ms);
        QVERIFY(job.created.isValid() && job.created <= job.started && job.started <= job.finished);
        QCOMPARE(job.progress, (Progress{5, 5, u"ms"_s}));
        QCOMPARE(job.result, QVariant(qint64(5)));
        QCOMPARE(job.can, Verb::Retry | Verb::Forget);
    }
    void cancelIsIdempotentUntilTheEnd()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(60'000));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QCOMPARE(engine->cancel(id)->state, JobState::Cancelling);
        QCOMPARE(engine->cancel(id)->state, JobState::Cancelling);
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QCOMPARE(engine->cancel(id).refusal().code, Refusal::Code::WrongState);
        QCOMPARE(engine->cancel(JobId(u"none"_s)).refusal().code, Refusal::Code::NotFound);
    }
    void queuedJobIsCancelledWithoutRunning()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(60'000));
        QCOMPARE(engine->cancel(id)->state, JobState::Cancelled);
        QVERIFY(!engine.end(id).started.isValid());
    }
    void computeIsExactOrOutOfRange()
    {
        TestEngine engine;
        QCOMPARE(engine.run(spec(u"compute"_s, {{u"n"_s, qint64(-3037000499)}})).result,
                 QVariant(Q_INT64_C(9223372030926249001)));
        QCOMPARE(engine.run(failingSpec()).error->code, u"out_of_range"_s);
    }
    void computeIsCancelledInTheMiddleOfItsWork()
    {
        TestEngine engine;
        const JobId id = engine.start(spec(u"compute"_s, {{u"n"_s, 2}, {u"work_ms"_s, 60'000}}));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QVERIFY(engine->cancel(id));
        const JobSnapshot job = engine.end(id);
        QCOMPARE(job.state, JobState::Cancelled);
        QVERIFY(job.elapsed < 30s);
    }

    void groupGivesItsChildrensResultsInOrder()
    {
        TestEngine engine;
        const JobSnapshot group =
            engine.run(parentSpec(u"group"_s, {sleepSpec(20), spec(u"compute"_s, {{u"n"_s, 3}})}));
        QCOMPARE(group.state, JobState::Succeeded);
        QCOMPARE(group.result.toMap().value(u"values"_s).toList(), (QVariantList{qint64(20), qint64(9)}));
        QCOMPARE(group.progress, (Progress{2, 2, u"children"_s}));
    }
    void failingChildCancelsSiblingsAndEndsBeforeItsGroup()
    {
        TestEngine engine;
        EndLog log;
        const JobId id = engine.start(named(
            parentSpec(u"group"_s, {named(sleepSpec(60'000), u"slow"_s), named(failingSpec(), u"bad"_s)}),
            u"group"_s));
        log.watch(*engine, id);
        const JobSnapshot group = engine.end(id);
        QCOMPARE(group.state, JobState::Failed);
        QCOMPARE(group.error->code, u"child_failed"_s);
        QVERIFY(group.error->message.contains(u"bad"_s));
        QCOMPARE(engine.state(group.children.at(0)), JobState::Cancelled);
        QTRY_COMPARE(log.names, (QStringList{u"bad"_s, u"slow"_s, u"group"_s}));
    }
    void settlingGroupRunsAllAndCollectsTheErrors()
    {
        TestEngine engine;
        const JobSnapshot group =
            engine.run(parentSpec(u"group"_s, {failingSpec(), sleepSpec(10), failingSpec()}, Policy::Settle));
        QCOMPARE(group.state, JobState::Failed);
        QCOMPARE(group.error->code, u"children_failed"_s);
        QVERIFY(group.error->message.startsWith(u"2 of 3 children failed"_s));
        QCOMPARE(engine.state(group.children.at(1)), JobState::Succeeded);
    }
    void cancelledChildIsNoFailure()
    {
        TestEngine engine;
        const JobId id = engine.start(parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(20)}));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QVERIFY(engine->cancel(engine->find(id)->children.at(0)));
        const JobSnapshot group = engine.end(id);
        QCOMPARE(group.state, JobState::Succeeded);
        QCOMPARE(group.result.toMap().value(u"cancelled"_s).toInt(), 1);
    }
    void groupOfNothingButCancelledFails()
    {
        TestEngine engine;
        const JobId id = engine.start(parentSpec(u"group"_s, {sleepSpec(60'000)}));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QVERIFY(engine->cancel(engine->find(id)->children.at(0)));
        QCOMPARE(engine.end(id).error->code, u"children_cancelled"_s);
    }
    void groupNeverExceedsMaxParallel()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, QList<JobSpec>(12, sleepSpec(3)));
        group.maxParallel = 3;
        const JobId id = engine.start(group);
        int most = 0;
        while (!isFinished(engine.state(id))) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            most = std::max(most, countIn(engine->list(), JobState::Running) - 1);
        }
        QCOMPARE(engine.state(id), JobState::Succeeded);
        QCOMPARE(most, 3);
    }
    void childCancelledInTheQueueNeverRuns()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(20), sleepSpec(60'000), sleepSpec(1)});
        group.maxParallel = 1;
        const JobId id = engine.start(group);
        const QList<JobId> children = engine->find(id)->children;
        QTRY_COMPARE(engine.state(children.at(0)), JobState::Running);
        QCOMPARE(engine->cancel(children.at(1))->state, JobState::Cancelled);
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
        QVERIFY(!engine->find(children.at(1))->started.isValid());
        QCOMPARE(engine.state(children.at(2)), JobState::Succeeded);
    }
    void childCancelledBeforeItsParentBeganIsCounted()
    {
        TestEngine engine;
        const JobSpec inner = parentSpec(u"group"_s, {sleepSpec(1), sleepSpec(1)});
        JobSpec outer = parentSpec(u"group"_s, {sleepSpec(60'000), inner});
        outer.maxParallel = 1;
        const JobId id = engine.start(outer);
        const QList<JobId> children = engine->find(id)->children;
        QTRY_COMPARE(engine.state(children.at(0)), JobState::Running);
        QVERIFY(engine->cancel(engine->find(children.at(1))->children.at(0)));
        QVERIFY(engine->cancel(children.at(0)));
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
        const JobSnapshot group = *engine->find(children.at(1));
        QCOMPARE(group.result.toMap().value(u"cancelled"_s).toInt(), 1);
        QCOMPARE(group.progress->done, 2);
    }
    void cancelledParentEndsAfterItsChildren()
    {
        TestEngine engine;
        EndLog log;
        JobSpec group =
            named(parentSpec(u"group"_s,
                             {named(sleepSpec(60'000), u"a"_s),
                              named(parentSpec(u"race"_s, {named(sleepSpec(60'000), u"b"_s)}), u"race"_s),
                              named(sleepSpec(60'000), u"never"_s)}),
                  u"group"_s);
        group.maxParallel = 2;
        const JobId id = engine.start(group);
        log.watch(*engine, id);
        QTRY_COMPARE(countIn(engine->list(), JobState::Running), 4);
        QVERIFY(engine->cancel(id));
        QCOMPARE(countIn(engine->list(), JobState::Cancelling), 4); // at once, all of them
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QCOMPARE(countIn(engine->list(), JobState::Cancelled), 5);
        QTRY_COMPARE(log.names.size(), 5);
        QCOMPARE(log.names.first(), u"never"_s);
        QVERIFY(log.names.indexOf(u"b"_s) < log.names.indexOf(u"race"_s));
        QCOMPARE(log.names.last(), u"group"_s);
    }

    void raceJoinsItsLosersBeforeItReports()
    {
        TestEngine engine;
        EndLog log;
        JobSpec stubborn = named(shellSpec(u"trap '' TERM; while :; do sleep 600; done"_s), u"stubborn"_s);
        stubborn.grace = 100ms;
        const JobId id = engine.start(
            named(parentSpec(u"race"_s, {stubborn, named(sleepSpec(50), u"quick"_s)}), u"race"_s));
        log.watch(*engine, id);
        const JobSnapshot race = engine.end(id);
        QCOMPARE(race.state, JobState::Succeeded);
        const QVariantMap winner = race.result.toMap();
        QCOMPARE(winner.value(u"index"_s).toInt(), 1);
        QCOMPARE(winner.value(u"id"_s).toString(), race.children.at(1).text());
        QCOMPARE(winner.value(u"name"_s).toString(), u"quick"_s);
        QCOMPARE(winner.value(u"value"_s).toLongLong(), 50);
        QCOMPARE(engine.state(race.children.at(0)), JobState::Cancelled);
        QTRY_COMPARE(log.names, (QStringList{u"quick"_s, u"stubborn"_s, u"race"_s}));
    }
    void graceOfTheEngineIsForJobsWithoutOne()
    {
        TestEngine engine(Engine::Config{.outputDir = {}, .grace = 600s});
        const JobSpec stubborn = shellSpec(u"trap '' TERM; echo up; while :; do sleep 600; done"_s);
        const JobId id = engine.start(stubborn);
        QTRY_VERIFY(QFileInfo(engine->find(id)->outputFile).size() > 0);
        engine->setGrace(50ms); // for one that runs already, too
        (void)engine->cancel(id);
        const JobSnapshot job = engine.end(id);
        QCOMPARE(job.state, JobState::Cancelled);
        QVERIFY(!engine->specOf(id)->grace);
    }
    void raceForSuccessOutlivesFailures()
    {
        TestEngine engine;
        const JobSnapshot race = engine.run(parentSpec(u"race"_s, {failingSpec(), sleepSpec(20)}));
        QCOMPARE(race.result.toMap().value(u"index"_s).toInt(), 1);
        const JobSnapshot lost = engine.run(parentSpec(u"race"_s, {failingSpec(), failingSpec()}));
        QCOMPARE(lost.state, JobState::Failed);
        QCOMPARE(lost.error->code, u"no_winner"_s);
    }
    void raceForTheFirstFinishMayFail()
    {
        TestEngine engine;
        const JobSnapshot race =
            engine.run(parentSpec(u"race"_s, {sleepSpec(60'000), failingSpec()}, Policy::FirstFinish));
        QCOMPARE(race.state, JobState::Failed);
        QCOMPARE(race.error->code, u"child_failed"_s);
        QCOMPARE(engine.state(race.children.at(0)), JobState::Cancelled);
    }

    void takenIdIsRefusedAndNothingChanges()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(0);
        job.id = JobId(u"mine"_s);
        QCOMPARE(engine.run(job).id, job.id);
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(0), job});
        const Result<JobSnapshot> again = engine->submit(group);
        QCOMPARE(again.refusal().code, Refusal::Code::Conflict);
        QCOMPARE(again.refusal().field, u"children[1].id"_s);
        QCOMPARE(engine->list().size(), 1);
    }
    void queueIsBounded()
    {
        TestEngine engine(Engine::Config{.outputDir = {}, .maxLiveJobs = 3});
        const JobId id = engine.start(parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(60'000)}));
        const Result<JobSnapshot> refused = engine->submit(sleepSpec(0));
        QCOMPARE(refused.refusal().code, Refusal::Code::QueueFull);
        QVERIFY(refused.refusal().message.contains(u'3'));
        QVERIFY(engine->cancel(id));
        engine.end(id);
        QVERIFY(engine->submit(sleepSpec(0)));
    }
    void oldestFinishedTreesAreForgottenWithTheirOutput()
    {
        TestEngine engine(Engine::Config{.outputDir = {}, .maxFinishedJobs = 3});
        const auto feed = engine->subscribe();
        const JobSnapshot first = engine.run(shellSpec(u"echo x"_s));
        QVERIFY(QFile::exists(first.outputFile));
        qsizetype delivered = 0;
        QTRY_VERIFY((delivered += feed->take().changed.size()) > 0);
        const JobSnapshot group = engine.run(parentSpec(u"group"_s, {sleepSpec(0)}));
        QVERIFY(engine->find(first.id));
        const JobSnapshot last = engine.run(sleepSpec(0));
        QVERIFY(!engine->find(first.id));
        QVERIFY(!QFile::exists(first.outputFile));
        QList<JobId> forgotten;
        QTRY_VERIFY((forgotten += feed->take().forgotten).contains(first.id));
        QVERIFY(engine->find(group.id) && engine->find(group.children.at(0)) && engine->find(last.id));
        engine.run(sleepSpec(0));
        QVERIFY(!engine->find(group.children.at(0)));
        QCOMPARE(engine->list().size(), 2);
    }
    void retryIsANewJobWithTheNextAttempt()
    {
        TestEngine engine;
        JobSpec spec = parentSpec(u"group"_s, {failingSpec(), sleepSpec(0)}, Policy::Settle);
        spec.id = JobId(u"group"_s);
        spec.children[0].id = JobId(u"child"_s);
        spec.labels = {u"nightly"_s};
        const JobId id = engine.start(spec);
        QCOMPARE(engine->retry(id).refusal().code, Refusal::Code::WrongState);
        const JobSnapshot first = engine.end(id);
        QCOMPARE(engine->retry(first.children.at(0)).refusal().code, Refusal::Code::WrongState);
        const Result<JobSnapshot> retried = engine->retry(id);
        QVERIFY(retried);
        QVERIFY(retried->id != id && retried->attempt == 2 && retried->serial > first.serial);
        const JobSnapshot second = engine.end(retried->id);
        QCOMPARE(second.error->code, u"children_failed"_s);
        QCOMPARE(second.name, first.name);
        QCOMPARE(second.labels, first.labels);
        QCOMPARE(engine->find(second.children.at(0))->attempt, 2);
        QCOMPARE(engine->retry(JobId(u"none"_s)).refusal().code, Refusal::Code::NotFound);
    }
    void listIsInOrderOfSubmissionChildrenAfterTheirParent()
    {
        TestEngine engine;
        engine.start(named(sleepSpec(0), u"a"_s));
        engine.start(named(parentSpec(u"group"_s, {named(sleepSpec(0), u"c"_s)}), u"b"_s));
        engine.start(named(sleepSpec(0), u"d"_s));
        QStringList names;
        for (const JobSnapshot &job : engine->list())
            names.append(job.name);
        QCOMPARE(names.join(u' '), u"a b c d"_s);
    }
    void waitersAreIndependentOfTheJob()
    {
        TestEngine engine;
        QVERIFY(!async::runBlocking(engine->finished(JobId(u"none"_s))));
        const JobId id = engine.start(sleepSpec(60'000));
        async::TaskScope scope;
        const auto impatient = scope.spawn(engine->finished(id));
        const auto patient = scope.spawn(engine->finished(id));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        impatient.cancel();
        QTRY_VERIFY(impatient.isFinished());
        QVERIFY(impatient.isCancelled());
        QCOMPARE(engine.state(id), JobState::Running);
        QVERIFY(engine->cancel(id));
        QTRY_VERIFY(patient.isFinished());
        QCOMPARE(patient.result()->state, JobState::Cancelled);
    }

    void stopEndsEverythingAndRefusesMore()
    {
        TestEngine engine;
        QList<JobId> ids;
        for (int i = 0; i < 1'000; ++i)
            ids.append(engine.start(sleepSpec(60'000)));
        for (int i = 0; i < 20; ++i)
            ids.append(engine.start(parentSpec(u"group"_s, {shellSpec(u"sleep 600"_s), sleepSpec(60'000)})));
        QTRY_COMPARE(engine.state(ids.last()), JobState::Running);
        async::runBlocking(engine->stop(10s));
        QCOMPARE(countIn(engine->list(), JobState::Cancelled), 1'060);
        QCOMPARE(engine->submit(sleepSpec(0)).refusal().code, Refusal::Code::ShuttingDown);
        async::runBlocking(engine->stop(0ms)); // nothing left: at once
    }
    void quitWithTenThousandJobsLeavesNoProcess()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, QList<JobSpec>(998, sleepSpec(600'000)));
        for (int i = 0; i < 10; ++i) // 9,990 jobs
            engine.start(group);
        QList<JobId> processes;
        for (int i = 0; i < 10; ++i)
            processes.append(engine.start(shellSpec(u"setsid sleep 600 & sleep 600"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(countIn(engine->list(), JobState::Running), 10'000, 60'000);
        QCOMPARE(engine->submit(sleepSpec(0)).refusal().code, Refusal::Code::QueueFull);
        async::runBlocking(engine->stop(10s));
        QCOMPARE(countIn(engine->list(), JobState::Cancelled), 10'000);
        QCOMPARE(childrenOf(::getpid()).size(), size_t(0));
    }
    void destroyedEngineReleasesItsWaiters()
    {
        std::optional<TestEngine> engine(std::in_place);
        const JobId id = engine->start(parentSpec(u"group"_s, {sleepSpec(60'000)}));
        QTRY_COMPARE(engine->state(id), JobState::Running);
        async::TaskScope scope;
        const auto waiter = scope.spawn((*engine)->finished(id));
        QCoreApplication::processEvents();
        engine.reset();
        QTRY_VERIFY(waiter.isFinished());
        QCOMPARE(waiter.result()->state, JobState::Interrupted);
    }
};

QTEST_GUILESS_MAIN(TstEngine)
#include "tst_engine.moc"
