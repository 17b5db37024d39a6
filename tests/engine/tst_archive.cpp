// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with a history: what is recorded, kept and missed.
#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"
#include "core/engine/process/processtable.h"
#include "tests/engine/runs.h"

#include <QFile>
#include <QSignalSpy>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

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
