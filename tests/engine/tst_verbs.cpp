// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testprocesses.h"

#include <QFile>

#include <random>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

JobSpec computeSpec(qint64 milliseconds)
{
    return spec(u"compute"_s, {{u"n"_s, 3}, {u"work_ms"_s, milliseconds}});
}

QList<JobState> statesOf(TestEngine &engine, const QList<JobId> &ids)
{
    QList<JobState> states;
    for (const JobId &id : ids)
        states.append(engine.state(id));
    return states;
}

/// Any of the things a job can be, small and quick, or longer than the test.
JobSpec randomSpec(std::minstd_rand &random, int depth)
{
    const auto choice = random() % (depth > 0 ? 8 : 6);
    JobSpec job;
    switch (choice) {
    case 0: job = sleepSpec(60'000); break;
    case 1: job = sleepSpec(qint64(random() % 5)); break;
    case 2: job = computeSpec(qint64(random() % 5)); break;
    case 3: job = computeSpec(60'000); break;
    case 4:
        job = failingSpec();
        job.retries = {.count = int(random() % 3), .backoff = std::chrono::milliseconds(random() % 4)};
        break;
    case 5:
        job = sleepSpec(60'000);
        job.timeout = std::chrono::milliseconds(1 + random() % 10);
        job.retries = {.count = int(random() % 2), .backoff = 1ms};
        break;
    default:
        job = spec(choice == 6 ? u"group"_s : u"race"_s);
        for (auto i = random() % 4 + 1; i > 0; --i)
            job.children.append(randomSpec(random, depth - 1));
        if (choice == 6)
            job.maxParallel = int(random() % 3);
        if (choice == 6 && random() % 2)
            job.policy = Policy::Settle;
        break;
    }
    job.delay = std::chrono::milliseconds(random() % 4 == 0 ? random() % 10 : 0);
    job.priority = int(random() % 5) - 2;
    return job;
}

const QList<Verb> AllVerbs{Verb::Cancel,     Verb::Retry, Verb::Pause, Verb::Resume,
                           Verb::ForceStart, Verb::Move,  Verb::Forget};

} // namespace

class TstVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausedSleepStandsStill()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(200));
        engine.untilBegun(id);
        const Result<JobSnapshot> paused = engine->pause(id);
        QCOMPARE(paused->state, JobState::Paused);
        QCOMPARE(paused->can, Verb::Cancel | Verb::Resume);
        async::runBlocking(async::sleepFor(300ms)); // longer than it would have slept
        QCOMPARE(engine.state(id), JobState::Paused);
        QCOMPARE(engine->resume(id)->state, JobState::Running);
        const JobSnapshot ended = engine.end(id);
        QCOMPARE(ended.state, JobState::Succeeded);
        QVERIFY(ended.paused >= 299ms);
        QVERIFY(ended.elapsed - ended.paused >= 199ms);
    }
    void pausedWorkInThePoolStandsStill()
    {
        TestEngine engine;
        const JobId id =
            engine.start(computeSpec(500)); // in another thread: it must not end before the pause
        engine.untilBegun(id);
        QVERIFY(engine->pause(id));
        async::runBlocking(async::sleepFor(600ms));
        QCOMPARE(engine.state(id), JobState::Paused);
        QVERIFY(engine->resume(id));
        QCOMPARE(engine.end(id).result, QVariant(qint64(9)));
    }
    void pausedProcessesAreStoppedAndGoOn()
    {
        TestEngine engine;
        const QString count = engine.folder() + u"/count"_s;
        // Ticks in a grandchild of another session, too.
        const JobId id = engine.start(
            shellSpec(u"setsid sh -c 'while :; do echo x >> %1; sleep 0.005; done' & wait"_s.arg(count)));
        const auto size = [&] { return QFile(count).size(); };
        QTRY_VERIFY(size() > 0);
        QVERIFY(engine->pause(id));
        QTRY_VERIFY(areAllStoppedBelow(::getpid()));
        const qint64 before = size();
        async::runBlocking(async::sleepFor(100ms));
        QCOMPARE(size(), before);
        QVERIFY(engine->resume(id));
        QTRY_VERIFY(size() > before);
        QVERIFY(engine->pause(id));
        QVERIFY(engine->cancel(id)); // reaches the stopped, too
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
    }
    void pauseReachesWhatIsStartedMeanwhile()
    {
        // Leaves the group right after its like were looked for, which takes a while among many.
        TestEngine engine;
        JobSpec job = shellSpec(u"for i in $(seq 100); do sleep 600 & done; "
                                "while :; do setsid sleep 600 & sleep 0.001; done"_s);
        job.grace = 100ms;
        const JobId id = engine.start(job);
        bool areMany = false; // to be kept: while they start and end, a look may miss some
        QTRY_VERIFY(areMany = areMany || namesBelow(::getpid()).count(u"sleep"_s) > 110);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(engine->pause(id));
            QTRY_VERIFY(areAllStoppedBelow(::getpid()));
            QVERIFY(engine->resume(id));
            async::runBlocking(async::sleepFor(std::chrono::milliseconds(i))); // another moment each time
        }
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void pausedGroupHoldsAllBelowAndStartsNoMore()
    {
        TestEngine engine;
        JobSpec inner = parentSpec(u"race"_s, {sleepSpec(60'000)});
        JobSpec group = parentSpec(u"group"_s, {inner, sleepSpec(500), sleepSpec(0)});
        group.maxParallel = 2;
        const JobId id = engine.start(group);
        const QList<JobId> children = engine->find(id)->children;
        const JobId deepest = engine->find(children.at(0))->children.at(0);
        engine.untilBegun(deepest);
        QVERIFY(engine->pause(id));
        QCOMPARE(engine.state(deepest), JobState::Paused);
        QCOMPARE(engine->find(deepest)->can, Verbs(Verb::Cancel)); // it is held from above
        QVERIFY(!engine->resume(deepest));
        async::runBlocking(async::sleepFor(600ms));
        QVERIFY(!isFinished(engine.state(children.at(2))));
        QVERIFY(engine->resume(id));
        QCOMPARE(engine.state(deepest), JobState::Running);
        QTRY_COMPARE(engine.state(children.at(2)), JobState::Succeeded);
        QVERIFY(engine->pause(id));
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QCOMPARE(engine.state(deepest), JobState::Cancelled);
    }
    void childFreedByAnotherWaitsForItsPausedParent()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(0)});
        group.name = u"held"_s;
        group.maxParallel = 1;
        const JobId id = engine.start(group);
        const QList<JobId> children = engine->find(id)->children;
        QTRY_COMPARE(engine.state(children.at(0)), JobState::Running);
        QVERIFY(engine->pause(id));
        QVERIFY(engine->cancel(children.at(0)));
        QTRY_COMPARE(engine.state(children.at(0)), JobState::Cancelled);
        const JobSnapshot held = *engine->find(children.at(1));
        QCOMPARE(held.waiting->message, u"waits for “held” to be resumed"_s);
        QVERIFY(!held.can.testFlag(Verb::ForceStart));
        QVERIFY(engine->resume(id));
        QCOMPARE(engine.end(id).state, JobState::Succeeded);
    }

    void forgottenJobIsGoneWithItsOutput()
    {
        TestEngine engine;
        const auto feed = engine->subscribe();
        const JobSnapshot job = engine.run(shellSpec(u"echo x"_s));
        qsizetype delivered = 0;
        QTRY_VERIFY((delivered += feed->take().changed.size()) > 0);
        QCOMPARE(engine->forget(job.id)->id, job.id);
        QVERIFY(!engine->find(job.id));
        QVERIFY(!QFile::exists(job.outputFile));
        QList<JobId> gone;
        QTRY_VERIFY((gone += feed->take().forgotten).contains(job.id));
        QCOMPARE(engine->forget(job.id).refusal().code, Refusal::Code::NotFound);
        const JobSnapshot group = engine.run(parentSpec(u"group"_s, {sleepSpec(0)}));
        const Result<JobSnapshot> child = engine->forget(group.children.at(0));
        QCOMPARE(child.refusal().message,
                 u"job %1 belongs to %2; forget that"_s.arg(group.children.at(0).text(), group.id.text()));
        QVERIFY(engine->forget(group.id));
        QVERIFY(engine->list().isEmpty());
    }
    void verbsForManyAnswerForEach()
    {
        TestEngine engine;
        const JobId a = engine.start(sleepSpec(60'000));
        const JobId b = engine.start(sleepSpec(60'000));
        const JobId done = engine.run(sleepSpec(0)).id;
        QTRY_COMPARE(engine.state(b), JobState::Running);
        const auto paused = engine->apply(Verb::Pause, {a, done, JobId(u"none"_s), b});
        QCOMPARE(paused.size(), 4);
        QCOMPARE(paused.at(0).answer->state, JobState::Paused);
        QCOMPARE(paused.at(1).id, done);
        QCOMPARE(paused.at(1).answer.refusal().code, Refusal::Code::WrongState);
        QCOMPARE(paused.at(2).answer.refusal().code, Refusal::Code::NotFound);
        QCOMPARE(paused.at(3).answer->state, JobState::Paused);
        engine->apply(Verb::Resume, {a, b});
        QCOMPARE(statesOf(engine, {a, b}), (QList{JobState::Running, JobState::Running}));
        engine->apply(Verb::Cancel, {a, b});
        engine.end(a);
        engine.end(b);
        const auto forgotten = engine->apply(Verb::Forget, {a, b, done});
        QVERIFY(forgotten.at(2).answer);
        QVERIFY(engine->list().isEmpty());
    }
    void specOfAJobRunsAgainEdited()
    {
        TestEngine engine;
        JobSpec first = computeSpec(0);
        first.id = JobId(u"first"_s);
        JobSpec second = computeSpec(0);
        second.name = u"mine"_s;
        second.after = {{JobId(u"first"_s)}};
        JobSpec group = parentSpec(u"group"_s, {first, second});
        group.after = {{engine.run(sleepSpec(0)).id}};
        const JobSnapshot ended = engine.run(group);
        std::optional<JobSpec> again = engine->specOf(ended.id);
        QVERIFY(again->id.isEmpty() && again->name.isEmpty() && again->after.isEmpty());
        QCOMPARE(again->children.at(1).name, u"mine"_s);
        QCOMPARE(again->children.at(1).after.at(0).id, again->children.at(0).id);
        QVERIFY(again->children.at(0).id != first.id);
        again->children[0].params.insert(u"n"_s, 5);
        const JobSnapshot edited = engine.run(*again);
        QCOMPARE(edited.result.toMap().value(u"values"_s).toList(), (QVariantList{qint64(25), qint64(9)}));
        QCOMPARE(engine->find(edited.children.at(0))->name, u"Square of 5"_s);
        QVERIFY(!engine->specOf(JobId(u"none"_s)));
        QCOMPARE(engine.end(engine->retry(ended.id)->id).state, JobState::Succeeded);
    }

    /// Whatever is asked of whom, when: what a snapshot offers is accepted, all else refused, and what has
    /// finished stays as it is. (An illegal move would fail an assertion.)
    void offeredVerbsAndOnlyThoseAreAccepted()
    {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            std::minstd_rand random(seed);
            TestEngine engine(Engine::Config{.outputDir = {}, .maxRunning = 4});
            QHash<JobId, JobState> ends;
            for (int step = 0; step < 400; ++step) {
                if (random() % 4 == 0) {
                    JobSpec job = randomSpec(random, 2);
                    const QList<JobSnapshot> known = engine->list();
                    if (!known.isEmpty() && random() % 3 == 0)
                        job.after = {
                            {known.at(qsizetype(random()) % known.size()).id, After::When(random() % 3)}};
                    engine.start(job);
                }
                for (auto turns = random() % 3; turns > 0; --turns)
                    QCoreApplication::processEvents();
                const QList<JobSnapshot> jobs = engine->list();
                if (jobs.isEmpty())
                    continue;
                const JobSnapshot job = jobs.at(qsizetype(random()) % jobs.size());
                const Verb verb = AllVerbs.at(qsizetype(random() % 7));
                const bool isRepeatedCancel = verb == Verb::Cancel && job.state == JobState::Cancelling;
                const Result<JobSnapshot> answer =
                    verb == Verb::Move ? engine->move({job.id}, Where(random() % 2)).at(0).answer
                                       : engine->apply(verb, {job.id}).at(0).answer;
                const QString what =
                    u"seed %1 step %2 verb %3 state %4"_s.arg(seed).arg(step).arg(int(verb)).arg(
                        stateWord(job.state));
                QVERIFY2(bool(answer) == (job.can.testFlag(verb) || isRepeatedCancel), qPrintable(what));
                if (!answer)
                    QCOMPARE(answer.refusal().code, Refusal::Code::WrongState);
                for (const JobSnapshot &each : engine->list()) {
                    if (ends.contains(each.id))
                        QVERIFY2(each.state == ends.value(each.id), qPrintable(what));
                    else if (isFinished(each.state))
                        ends.insert(each.id, each.state);
                }
            }
            const QList<JobSnapshot> left = engine->list();
            for (const JobSnapshot &job : left)
                (void)engine->cancel(job.id);
            for (const JobSnapshot &job : left)
                QVERIFY(isFinished(engine.end(job.id).state));
        }
    }
};

QTEST_GUILESS_MAIN(TstVerbs)
#include "tst_verbs.moc"
