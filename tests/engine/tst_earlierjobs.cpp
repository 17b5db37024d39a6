// SPDX-License-Identifier: GPL-3.0-or-later
// What one run of an engine leaves, and the next one finds and may do with it.
#include "core/engine/archive.h"
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "tests/engine/runs.h"

#include <QFile>
#include <QSignalSpy>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void runAll(Runs &runs, const QList<JobSpec> &specs)
{
    const auto submitted = async::runBlocking(runs->submitAll(specs));
    if (!submitted)
        qFatal("refused: %s", qUtf8Printable(submitted.refusal().message));
    for (const JobSnapshot &job : *submitted)
        async::runBlocking(runs->finished(job.id));
}

/// More than the engine looks for first.
JobSpec bigGroup()
{
    return parentSpec(u"group"_s, QList<JobSpec>(150, sleepSpec(0)));
}

} // namespace

class TstEarlierJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextRunFindsWhatTheLastOneLeft()
    {
        Runs runs;
        const JobSnapshot square = runs.run(spec(u"compute"_s, {{u"n"_s, 12}}));
        const JobSnapshot group = runs.run(parentSpec(u"group"_s, {sleepSpec(1), failingSpec()}));
        const JobSnapshot shell = runs.run(shellSpec(u"echo kept"_s));
        const auto before = runs->list();
        runs.next();
        QTRY_COMPARE(runs->list().size(), before.size());
        for (qsizetype i = 0; i < before.size(); ++i) {
            const JobSnapshot now = runs->list().at(i);
            QCOMPARE(now.id, before.at(i).id);
            QCOMPARE(now.state, before.at(i).state);
            QCOMPARE(now.can, before.at(i).can);
            QCOMPARE(now.parent, before.at(i).parent);
        }
        QCOMPARE(runs.lookUp(square.id)->result, square.result);
        QCOMPARE(runs.lookUp(group.id)->children, group.children);
        QFile output(runs.lookUp(shell.id)->outputFile);
        QVERIFY(output.open(QFile::ReadOnly));
        QCOMPARE(output.readAll(), "kept\n");
        const JobSnapshot next = runs.run(sleepSpec(1));
        QVERIFY(next.serial > before.last().serial);
    }
    void pagesShowEarlierRunsAndTheStateOfThisMoment()
    {
        Runs runs;
        const JobId old = runs.run(shellSpec(u"exit 3"_s)).id;
        runs.next();
        const JobId sleeps = runs->submit(named("sleeps", sleepSpec(600'000)))->id;
        const auto ids = [&](const HistoryQuery &query) {
            QList<JobId> found;
            for (const JobSnapshot &job : async::runBlocking(runs->page(query)).jobs)
                found.append(job.id);
            return found;
        };
        QTRY_COMPARE(ids({.state = JobState::Running}), QList<JobId>{sleeps});
        QCOMPARE(ids({}), (QList<JobId>{sleeps, old}));
        QCOMPARE(ids({.state = JobState::Failed}), QList<JobId>{old});
        QCOMPARE(ids({.kind = u"sleep"_s}), QList<JobId>{sleeps});
        QCOMPARE(ids({.text = u"exit"_s}), QList<JobId>{old});
        const HistoryPage first = async::runBlocking(runs->page({.limit = 1}));
        QCOMPARE(first.jobs.first().id, sleeps);
        QVERIFY(first.jobs.first().can.testFlag(Verb::Cancel)); // as the job is now, not as it was stored
        QCOMPARE(ids({.before = first.next}), QList<JobId>{old});
        QVERIFY(runs->cancel(sleeps));
        async::runBlocking(runs->finished(sleeps));
        QCOMPARE(ids({.state = JobState::Running}), QList<JobId>{});
        QCOMPARE(ids({.state = JobState::Cancelled}), QList<JobId>{sleeps});
    }
    void aRequestIsFoundAsItWasSent()
    {
        Runs runs;
        JobSpec spec = named("mine", sleepSpec(1));
        spec.requestDigest = "digest"_ba;
        runs.run(spec);
        runs.next();
        const auto request = [&](const JobId &id) { return async::runBlocking(runs->lookUpRequest(id)); };
        QCOMPARE(request(spec.id)->requestDigest, spec.requestDigest);
        QCOMPARE(request(spec.id)->id, spec.id);
        const auto again = runs.apply(Verb::Retry, spec.id).answer;
        QVERIFY(again);
        QCOMPARE(request(again->id)->requestDigest, QByteArray());
        QVERIFY(!request(JobId(u"unknown"_s)));
    }
    void jobMayWaitForOneOfAnEarlierRun()
    {
        Runs runs;
        runs.run(named("good", sleepSpec(0)));
        runs.run(named("bad", failingSpec()));
        runs.next();
        const auto submit = [&runs](const char *id, After::When when) {
            JobSpec later = sleepSpec(0);
            later.after = {{JobId(QString::fromLatin1(id)), when}};
            return async::runBlocking(runs->submitKept(later));
        };
        const auto end = [&runs](const Result<Submitted> &submitted) {
            return async::runBlocking(runs->finished(submitted->job.id)).value();
        };
        QCOMPARE(end(submit("good", After::When::Success)).state, JobState::Succeeded);
        QCOMPARE(end(submit("bad", After::When::Failure)).state, JobState::Succeeded);
        QCOMPARE(end(submit("bad", After::When::Finished)).state, JobState::Succeeded);
        const JobSnapshot unmet = end(submit("bad", After::When::Success));
        QCOMPARE(unmet.state, JobState::Cancelled);
        QCOMPARE(unmet.error->code, u"after_not_met"_s);
        QVERIFY(unmet.error->message.contains(u"(bad) is failed"_s));
        const auto unknown = submit("nobody", After::When::Finished);
        QVERIFY(!unknown);
        QCOMPARE(unknown.refusal().field, u"after[0].id"_s);
    }
    void aClientsJobMayWaitForOneOfAnEarlierRun()
    {
        QTemporaryDir folder;
        const Engine::Config config{.outputDir = folder.filePath(u"output"_s),
                                    .history = {.file = folder.filePath(u"history.db"_s)}};
        {
            EngineThread thread(config);
            EngineClient client(thread);
            std::optional<JobSnapshot> answer;
            client.submit(named("first", sleepSpec(0)),
                          [&answer](const Result<JobSnapshot> &result) { answer = *result; });
            QTRY_VERIFY(answer);
        }
        EngineThread thread(config);
        EngineClient client(thread);
        JobSpec later = named("second", sleepSpec(0));
        later.after = {{JobId(u"first"_s), After::When::Finished}};
        QSignalSpy refused(&client, &EngineClient::refused);
        client.submit(later);
        later.after = {{JobId(u"nobody"_s), After::When::Finished}};
        client.submit(later);
        QHash<JobId, JobState> seen;
        const auto state = [&] {
            for (const SharedSnapshot &job : client.feed()->take().changed)
                seen.insert(job->id, job->state);
            return seen.value(JobId(u"second"_s), JobState::Queued);
        };
        QTRY_COMPARE(state(), JobState::Succeeded);
        QTRY_COMPARE(refused.size(), 1);
    }
    void aReaderThatCameBeforeHearsOfEarlierJobs()
    {
        Runs runs;
        const JobId id = runs.run(sleepSpec(1)).id;
        runs.next();
        const auto feed = runs->subscribe();
        QList<SharedSnapshot> seen;
        QTRY_VERIFY((seen += feed->take().changed, !seen.isEmpty()));
        QCOMPARE(seen.first()->id, id);
    }
    void theLastThousandAreFound()
    {
        Runs runs;
        runAll(runs, QList<JobSpec>(900, sleepSpec(0)) + QList{bigGroup()});
        const QList<JobSnapshot> before = runs->list();
        runs.next();
        QTRY_VERIFY(runs->isEarlierKnown());
        QCOMPARE(runs->list().size(), 1'000);
        for (qsizetype i = 0; i < 1'000; ++i)
            QCOMPARE(runs->list().at(i).id, before.at(before.size() - 1'000 + i).id);
    }
    void theNewestAreFoundFirstAndWhatIsDroppedThenStaysAway()
    {
        Runs runs;
        runAll(runs, QList{sleepSpec(0), bigGroup()} + QList<JobSpec>(20, sleepSpec(0)));
        const QList<JobSnapshot> before = runs->list();
        runs.end();
        const async::ThreadPool pool(1);
        Archive archive({.file = runs.file()});
        QList<qsizetype> sizes;
        connect(&archive, &Archive::earlierFound, this, [&](const QList<SharedSnapshot> &found) {
            sizes.append(found.size());
            QVERIFY(!archive.isEarlierKnown());
            for (const qsizetype root :
                 {0, 1}) // of the second page; the group's last children were of the first
                QVERIFY(archive.dropEarlier(before.at(root).serial).isEmpty());
        });
        archive.meetEarlierRuns(pool);
        QTRY_VERIFY(archive.isEarlierKnown());
        QCOMPARE(sizes, QList<qsizetype>{20});
        QCOMPARE(archive.earlier().size(), 20u);
    }
    void anEngineMayEndBeforeAllAreFound()
    {
        Runs runs;
        runAll(runs, QList<JobSpec>(150, sleepSpec(0)));
        runs.next();
        QTRY_VERIFY(!runs->list().isEmpty());
        runs.next();
        QTRY_COMPARE(runs->list().size(), 150);
    }
    void anIdOfAnEarlierRunIsTaken()
    {
        Runs runs;
        runs.run(named("mine", sleepSpec(1)));
        runs.next();
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(1), named("mine", sleepSpec(1))});
        const auto conflict = async::runBlocking(runs->submitKept(group));
        QVERIFY(!conflict);
        QCOMPARE(conflict.refusal().code, Refusal::Code::Conflict);
        QCOMPARE(conflict.refusal().field, u"children[1].id"_s);
        QVERIFY(async::runBlocking(runs->idInHistory(JobId(u"mine"_s))));
        group.children[1].id = JobId(u"yours"_s);
        QVERIFY(!async::runBlocking(runs->idInHistory(JobId(u"yours"_s))));
        QVERIFY(async::runBlocking(runs->submitKept(group)));
    }
    void whatIsRefusedAnyhowDoesNotAskTheHistory()
    {
        Runs runs(Engine::Config{.outputDir = {}, .maxLiveJobs = 10});
        runs.run(named("mine", sleepSpec(1)));
        runs.next();
        QList<JobSpec> children;
        for (int i = 0; i < 10; ++i)
            children.append(named(i == 0 ? "mine" : qPrintable(u"child-%1"_s.arg(i)), sleepSpec(1)));
        const JobSpec group = parentSpec(u"group"_s, children); // one too many, and one whose id is taken
        QCOMPARE(async::runBlocking(runs->submitKept(group)).refusal().code, Refusal::Code::QueueFull);
    }
    void aThousandIdsAreLookedUpTogether()
    {
        Runs runs;
        QList<JobSpec> children;
        for (int i = 0; i < 1'000; ++i)
            children.append(named(qPrintable(u"child-%1"_s.arg(i)), sleepSpec(0)));
        JobSpec group = parentSpec(u"group"_s, children);
        const auto first = async::runBlocking(runs->submitKept(group));
        QVERIFY(first);
        async::runBlocking(runs->finished(first->job.id));
        runs.next();
        for (int i = 0; i < 999; ++i)
            group.children[i].id = JobId(u"other-%1"_s.arg(i));
        QCOMPARE(async::runBlocking(runs->submitKept(group)).refusal().field, u"children[999].id"_s);
    }
    void jobsOfEarlierRunsAreRetriedAndForgotten()
    {
        Runs runs;
        const JobSnapshot first = runs.run(shellSpec(u"echo kept"_s));
        JobSpec tree = parentSpec(u"group"_s, {named("a", sleepSpec(1)), named("b", sleepSpec(1))});
        tree.children[1].after = {{JobId(u"a"_s)}};
        const JobSnapshot group = runs.run(tree);
        runs.next();
        QTRY_COMPARE(runs->list().size(), 4);
        const auto again = runs.apply(Verb::Retry, group.id);
        QVERIFY(again.answer);
        QVERIFY(again.answer->id != group.id);
        QCOMPARE(again.answer->attempt, 2);
        QCOMPARE(again.answer->children.size(), 2);
        QCOMPARE(async::runBlocking(runs->finished(again.answer->id))->state, JobState::Succeeded);
        QVERIFY(async::runBlocking(runs->lookUpSpec(first.id))->name.isEmpty());

        QCOMPARE(runs.apply(Verb::Cancel, first.id).answer.refusal().code, Refusal::Code::WrongState);
        QCOMPARE(runs.apply(Verb::Forget, JobId(u"a"_s)).answer.refusal().code, Refusal::Code::WrongState);
        QCOMPARE(runs.apply(Verb::Forget, JobId(u"x"_s)).answer.refusal().code, Refusal::Code::NotFound);
        const auto feed = runs->subscribe();
        (void)feed->take();
        QVERIFY(QFile::exists(first.outputFile));
        QVERIFY(runs.apply(Verb::Forget, first.id).answer);
        QVERIFY(runs.apply(Verb::Forget, group.id).answer);
        const QList<JobId> gone{first.id, group.id, JobId(u"a"_s), JobId(u"b"_s)};
        QCOMPARE(feed->take().forgotten, gone);
        QTRY_VERIFY(!QFile::exists(first.outputFile));
        QTRY_VERIFY(!runs.lookUp(first.id));
        QCOMPARE(runs->list().size(), 3);
    }
    void aClientsVerbsReachEarlierJobs()
    {
        QTemporaryDir folder;
        const Engine::Config config{.outputDir = folder.path(),
                                    .history = {.file = folder.filePath(u"history.db"_s)}};
        JobId id;
        {
            EngineThread thread(config);
            thread.run([&](Engine &engine) { id = engine.submit(sleepSpec(60'000))->id; });
        }
        EngineThread thread(config);
        EngineClient client(thread);
        std::optional<JobSpec> again;
        client.specOf(id, [&](const std::optional<JobSpec> &spec) { again = spec; });
        QTRY_VERIFY(again);
        QCOMPARE(again->params.value(u"duration_ms"_s).toInt(), 60'000);
        QList<VerbResult> results;
        client.apply(Verb::Retry, {id, JobId(u"x"_s)},
                     [&](const QList<VerbResult> &answers) { results = answers; });
        QTRY_COMPARE(results.size(), 2);
        QVERIFY(results.first().answer);
        QCOMPARE(results.last().answer.refusal().code, Refusal::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TstEarlierJobs)
#include "tst_earlierjobs.moc"
