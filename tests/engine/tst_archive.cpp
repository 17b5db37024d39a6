// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with a history: what one run leaves and the next one finds.
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "core/engine/process/processtable.h"
#include "tests/engine/testengine.h"

#include <QFile>
#include <QSignalSpy>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

JobSpec named(const char *id, JobSpec spec)
{
    spec.id = JobId(QString::fromLatin1(id));
    return spec;
}

/// One folder, and in it run after run.
class Runs
{
public:
    Runs() { next(); }
    explicit Runs(Engine::Config config) : m_config(std::move(config)) { next(); }

    Engine *operator->() { return m_engine.get(); }
    Engine *get() { return m_engine.get(); }
    QString file(const QString &name = u"history.db"_s) const { return m_folder.filePath(name); }
    void end() { m_engine.reset(); }
    void next()
    {
        end();
        m_config.outputDir = file(u"output"_s);
        m_config.history = {.file = file(), .retryInterval = 50ms};
        m_engine = std::make_unique<Engine>(m_config);
    }
    JobSnapshot run(const JobSpec &spec)
    {
        const Result<JobSnapshot> started = m_engine->submit(spec);
        if (!started)
            qFatal("refused: %s", qUtf8Printable(started.refusal().message));
        return async::runBlocking(m_engine->finished(started->id)).value();
    }
    std::optional<JobSnapshot> lookUp(const JobId &id) { return async::runBlocking(m_engine->lookUp(id)); }
    VerbResult apply(Verb verb, const JobId &id)
    {
        return async::runBlocking(m_engine->applyToHistory(verb, m_engine->apply(verb, {id}))).first();
    }

private:
    QTemporaryDir m_folder;
    Engine::Config m_config;
    std::unique_ptr<Engine> m_engine;
};

bool isAlive(qint64 pid)
{
    const auto row = readProcess(static_cast<pid_t>(pid));
    return row && !row->isZombie;
}

} // namespace

class TstArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProgramStartsWhenTheDiskKnowsItsJob()
    {
        Runs runs;
        JobSpec looker =
            spec(u"command"_s, {{u"shell"_s, u"cat '%1' '%1-wal' | grep -aq its-own-id"_s.arg(runs.file())}});
        looker.id = JobId(u"its-own-id"_s);
        QCOMPARE(runs.run(looker).state, JobState::Succeeded);
    }
    void whatIsNotToBeRecordedIsSeenWhileItIsInMemory()
    {
        Runs runs;
        JobSpec group;
        group.id = JobId(u"passing"_s);
        group.kind = u"group"_s;
        group.children = {named("child", sleepSpec(0))};
        group.recording = Recording::None;
        QCOMPARE(runs.run(group).state, JobState::Succeeded);
        QCOMPARE(runs.run(named("kept", sleepSpec(0))).state, JobState::Succeeded);
        const auto ids = [&runs](const HistoryQuery &query) {
            QStringList found;
            for (const JobSnapshot &job : async::runBlocking(runs->page(query)).jobs)
                found.append(job.id.text());
            return found;
        };
        QCOMPARE(ids({}), (QStringList{u"kept"_s, u"child"_s, u"passing"_s}));
        QCOMPARE(ids({.state = JobState::Failed}), QStringList());
        const VerbResult again = runs.apply(Verb::Retry, group.id);
        QVERIFY(again.answer); // wished for by name, so kept
        runs.next();
        QVERIFY(!runs.lookUp(group.id));
        QVERIFY(!runs.lookUp(JobId(u"child"_s)));
        QVERIFY(runs.lookUp(JobId(u"kept"_s)));
        QVERIFY(runs.lookUp(again.answer->id));
    }
    void retentionThatChangesAppliesAtOnceAndEverywhere()
    {
        Runs runs;
        runs.run(named("earlier", sleepSpec(1)));
        runs.next();
        QTRY_COMPARE(runs->list().size(), 1); // of the run before
        const QString output = runs.run(named("writes", shellSpec(u"echo x"_s))).outputFile;
        QVERIFY(QFile::exists(output));
        runs.run(named("last", sleepSpec(1)));
        QCOMPARE(async::runBlocking(runs->recorded()), Durability::Durable);
        const std::shared_ptr<SnapshotFeed> feed = runs->subscribe();
        feed->take();
        runs->setRetention({.jobs = 1});
        QList<JobId> gone;
        QTRY_VERIFY((gone += feed->take().forgotten).size() == 2);
        QCOMPARE(gone, (QList<JobId>{JobId(u"earlier"_s), JobId(u"writes"_s)}));
        QCOMPARE(runs->list().size(), 1);
        QVERIFY(!runs.lookUp(JobId(u"writes"_s)));
        QVERIFY(runs.lookUp(JobId(u"last"_s)));
        QVERIFY(!QFile::exists(output));
    }
    void diskUseCountsWhatIsOnTheDisk()
    {
        Runs runs;
        QCOMPARE(async::runBlocking(runs->diskUse()).outputFiles, 0);
        runs.run(shellSpec(u"head -c 300000 /dev/zero | tr '\\0' x"_s));
        QCOMPARE(async::runBlocking(runs->recorded()), Durability::Durable);
        const DiskUse use = async::runBlocking(runs->diskUse());
        QCOMPARE(use.outputFiles, 1);
        QVERIFY(use.output >= 300'000 && use.output < 600'000);
        QVERIFY(use.history > 0);
    }
    void commandLearnsItsUsualDuration()
    {
        Runs runs;
        const QString pace = runs.file(u"pace"_s);
        const auto write = [&pace](const QByteArray &seconds) {
            QFile file(pace);
            QVERIFY(file.open(QFile::WriteOnly) && file.write(seconds) == seconds.size());
        };
        const JobSpec spec = shellSpec(u"sleep $(cat %1)"_s.arg(pace));
        const auto run = [&](const JobSpec &job) {
            return async::runBlocking(runs->finished(runs->submit(job)->id)).value().state;
        };
        write("0.05");
        for (int i = 0; i < 2; ++i)
            QCOMPARE(run(spec), JobState::Succeeded);
        JobSpec elsewhere = spec;
        elsewhere.params[u"cwd"_s] = u"/"_s;
        QCOMPARE(run(elsewhere), JobState::Succeeded);
        write("no number"); // a failure says nothing about the duration
        QCOMPARE(run(spec), JobState::Failed);
        write("0.05");
        QCOMPARE(run(spec), JobState::Succeeded);
        runs.next(); // it is not forgotten
        write("60");
        const JobId id = runs->submit(spec)->id;
        QTRY_VERIFY(runs->find(id)->usual);
        const JobSnapshot job = *runs->find(id);
        QCOMPARE(job.usual->runs, 3);
        QVERIFY(job.usual->low >= 50ms && job.usual->low <= job.usual->median &&
                job.usual->median <= job.usual->high);
        QVERIFY(runs->cancel(id));
        async::runBlocking(runs->finished(id));
        QVERIFY(!runs->find(id)->usual);
    }
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
    void whatRanIsInterruptedItsProcessesEndAndNothingIsRunAgain()
    {
        Runs runs;
        const JobSpec command = named("ran", shellSpec(u"setsid sleep 600 & echo $!; exec sleep 600"_s));
        QVERIFY(runs->submit(command));
        QVERIFY(runs->submit(named("waits", [] {
            JobSpec spec = sleepSpec(1);
            spec.delay = 1h;
            return spec;
        }())));
        const auto output = [&] {
            const QString path = runs->find(JobId(u"ran"_s))->outputFile;
            QFile file(path);
            return !path.isEmpty() && file.open(QFile::ReadOnly) ? file.readAll().trimmed() : QByteArray();
        };
        QTRY_VERIFY(!output().isEmpty());
        const qint64 runaway = output().toLongLong();
        QVERIFY(isAlive(runaway));
        QCOMPARE(async::runBlocking(runs->recorded()), Durability::Durable);
        // What a kill would leave is what is on disk now.
        QTemporaryDir other;
        const QString copy = other.filePath(u"history.db"_s);
        QVERIFY(QFile::copy(runs.file(), copy));
        QVERIFY(QFile::copy(runs.file() + u"-wal"_s, copy + u"-wal"_s));

        Engine later({.outputDir = {}, .history = {.file = copy}});
        QTRY_VERIFY(!isAlive(runaway));
        QCOMPARE(async::runBlocking(runs->finished(JobId(u"ran"_s)))->state, JobState::Failed);
        for (const char *id : {"ran", "waits"}) {
            const auto job = async::runBlocking(later.lookUp(JobId(QString::fromLatin1(id))));
            QVERIFY(job);
            QCOMPARE(job->state, JobState::Interrupted);
            QCOMPARE(job->error->code, u"interrupted"_s);
            QVERIFY(!later.find(job->id));
        }
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
    void whatIsForgottenIsNotFoundAndItsIdIsFree()
    {
        Runs runs;
        const JobId id(u"again"_s);
        for (int i = 0; i < 50; ++i) { // the history would answer before it has forgotten, now and then
            const auto started = async::runBlocking(runs->submitKept(named("again", sleepSpec(0))));
            QVERIFY2(started, qPrintable(u"round %1"_s.arg(i)));
            async::runBlocking(runs->finished(id));
            QVERIFY(runs.apply(Verb::Forget, id).answer);
            QVERIFY(!runs.lookUp(id));
        }
    }
    void whatHasLeftMemoryIsStillKnown()
    {
        Runs runs(Engine::Config{.outputDir = {}, .maxFinishedJobs = 1});
        const JobSnapshot first = runs.run(shellSpec(u"echo kept"_s));
        runs.run(sleepSpec(1));
        QVERIFY(!runs->find(first.id));
        const auto found = runs.lookUp(first.id);
        QVERIFY(found);
        QCOMPARE(found->state, JobState::Succeeded);
        QVERIFY(QFile::exists(found->outputFile));
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
    void withoutADiskJobsRunAndTheStatusSaysSo()
    {
        QTemporaryDir folder;
        QFile obstacle(folder.filePath(u"data"_s));
        QVERIFY(obstacle.open(QFile::WriteOnly));
        EngineThread thread(
            {.outputDir = {},
             .history = {.file = obstacle.fileName() + u"/history.db"_s, .retryInterval = 50ms}});
        EngineClient client(thread);
        QTRY_COMPARE(client.historyStatus().mode, HistoryStatus::Mode::MemoryOnly);
        QVERIFY(!client.historyStatus().reason.isEmpty());
        JobId id;
        thread.run([&](Engine &engine) {
            id = engine.submit(sleepSpec(1))->id;
            QCOMPARE(async::runBlocking(engine.recorded()), Durability::MemoryOnly);
            const auto kept = async::runBlocking(engine.submitKept(sleepSpec(1)));
            QVERIFY(kept && kept->durability == Durability::MemoryOnly);
            QCOMPARE(async::runBlocking(engine.finished(id))->state, JobState::Succeeded);
        });
        QSignalSpy news(&client, &EngineClient::historyStatusChanged);
        QVERIFY(obstacle.remove());
        QTRY_COMPARE(client.historyStatus().mode, HistoryStatus::Mode::Durable);
        QTRY_VERIFY(!news.isEmpty());
        thread.run([&](Engine &engine) {
            QCOMPARE(async::runBlocking(engine.recorded()), Durability::Durable);
            const auto kept = async::runBlocking(engine.submitKept(sleepSpec(1)));
            QVERIFY(kept && kept->durability == Durability::Durable);
        });
    }
};

QTEST_GUILESS_MAIN(TstArchive)
#include "tst_archive.moc"
