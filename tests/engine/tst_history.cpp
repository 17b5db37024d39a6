// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/historybench.h"

#include "core/engine/history/jobwriter.h"

#include <QDir>
#include <QSignalSpy>

#include <sys/stat.h>
#include <unistd.h>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using Mode = HistoryStatus::Mode;

namespace {

int modeOf(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0
               ? static_cast<int>(status.st_mode & 07777)
               : -1;
}

QList<JobRecord> queuedRecords(quint64 first, quint64 last)
{
    QList<JobRecord> records;
    for (quint64 serial = first; serial <= last; ++serial)
        records.append(queuedRecord(serial));
    return records;
}

JobRecord child(quint64 serial, const JobRecord &parent)
{
    JobRecord record = succeeded(queuedRecord(serial));
    record.job.parent = parent.job.id;
    return record;
}

/// A finished group whose children have the serials after its own.
QList<JobRecord> finishedGroup(quint64 serial, int children)
{
    QList<JobRecord> records{succeeded(queuedRecord(serial))};
    records[0].job.kind = records[0].spec.kind = u"group"_s;
    for (int i = 1; i <= children; ++i) {
        records.append(child(serial + static_cast<quint64>(i), records[0]));
        records[0].job.children.append(records.last().job.id);
    }
    return records;
}

} // namespace

class TstHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshHistoryBeginsAtZero()
    {
        TestHistory history;
        const HistoryOpened opened = history.open();
        QCOMPARE(opened.lastSerial, quint64(0));
        QVERIFY(opened.leftovers.isEmpty());
        QVERIFY(history.page().jobs.isEmpty());
        QTRY_COMPARE(history.mode(), Mode::Durable);
    }
    void acknowledgedJobsAreThereInTheNextRun()
    {
        TestHistory history;
        history.open();
        QCOMPARE(history.store({succeeded(queuedRecord(1)), failed(queuedRecord(2), u"exit code 3"_s)}),
                 Durability::Durable);
        history.close();
        QCOMPARE(history.open().lastSerial, quint64(2));
        QCOMPARE(history.serials(), (QList<quint64>{2, 1}));
        const JobRecord job = *history.find(u"job-2"_s);
        QCOMPARE(job.job.state, JobState::Failed);
        QCOMPARE(job.job.error, (JobError{u"exit_code"_s, u"exit code 3"_s}));
        QCOMPARE(job.job.exitCode, 3);
        QCOMPARE(job.job.elapsed, 2000ms);
        QVERIFY(!history.find(u"job-3"_s));
    }
    void durationsOfAlikeJobsComeBackNewestFirst()
    {
        TestHistory history;
        history.open();
        const auto run = [](quint64 serial, qint64 likeness, std::chrono::milliseconds elapsed) {
            JobRecord record = succeeded(queuedRecord(serial));
            record.job.elapsed = elapsed;
            record.job.paused = 100ms;
            record.likeness = likeness;
            return record;
        };
        history.store({queuedRecord(1), queuedRecord(3)});
        history.store({run(1, 7, 1100ms), run(2, 8, 9100ms), run(3, 7, 1300ms), run(4, 7, 1400ms),
                       succeeded(queuedRecord(5))});
        QCOMPARE(wait(history->runs(7, 2)), (QList<std::chrono::milliseconds>{1300ms, 1200ms}));
        QCOMPARE(wait(history->runs(9, 2)), QList<std::chrono::milliseconds>());
        history->forget({4});
        QTRY_COMPARE(wait(history->runs(7, 20)), (QList<std::chrono::milliseconds>{1200ms, 1000ms}));
    }
    void newestRecordOfAJobWins()
    {
        TestHistory history;
        history.open();
        const JobRecord queued = queuedRecord(1);
        QCOMPARE(history.store({queued, running(queued), succeeded(queued)}),
                 Durability::Durable); // one batch
        QCOMPARE(history.page().jobs.at(0).state, JobState::Succeeded);
        QCOMPARE(history->status().rows, quint64(1));
        history.store({queuedRecord(2)}); // and across batches
        history.store({running(queuedRecord(2))});
        history.store({failed(queuedRecord(2), u"lost"_s)});
        QCOMPARE(history.page().jobs.at(0).state, JobState::Failed);
        QCOMPARE(history.serials({.text = u"lost"_s}), QList<quint64>{2});
    }
    void recordsReachTheDiskWithoutAnybodyWaiting()
    {
        TestHistory history;
        history.open();
        history->record(queuedRecord(1));
        QTRY_COMPARE(history->status().rows, quint64(1));
        for (const JobRecord &record : queuedRecords(2, 1301))
            history->record(record);
        QTRY_COMPARE(history->status().rows, quint64(1301));
        QVERIFY(history->status().commits <= 4);
    }
    void destructionCommitsWhatWaits()
    {
        TestHistory history;
        history.open();
        history->record(succeeded(queuedRecord(1)));
        history.close();
        history.open();
        QCOMPARE(history.serials(), QList<quint64>{1});
    }
    void destructionRightAfterTheStartLosesNothing()
    {
        TestHistory history;
        auto early = std::make_unique<History>(history.config());
        early->record(succeeded(queuedRecord(1)));
        early.reset();
        history.open();
        QCOMPARE(history.serials(), QList<quint64>{1});
    }
    void waiterForTheDiskCanBeCancelled()
    {
        TestHistory history;
        history.open();
        async::TaskScope scope;
        history->record(queuedRecord(1));
        const auto waiter = scope.spawn(history->flushed());
        waiter.cancel();
        QTRY_VERIFY(waiter.isFinished());
        QTRY_COMPARE(history.serials(), QList<quint64>{1});
    }

    void pagesFollowEachOtherByKey()
    {
        TestHistory history;
        history.open();
        history.store(queuedRecords(1, 25));
        QList<quint64> seen;
        HistoryQuery query{.limit = 10};
        for (int pages = 1;; ++pages) {
            const HistoryPage page = history.page(query);
            for (const JobSnapshot &job : page.jobs)
                seen.append(job.serial);
            if (!page.next) {
                QCOMPARE(pages, 3);
                break;
            }
            query.before = page.next;
            history.store(
                {queuedRecord(100 + static_cast<quint64>(pages))}); // what comes meanwhile shifts nothing
        }
        QCOMPARE(seen.size(), 25);
        for (qsizetype i = 0; i < seen.size(); ++i)
            QCOMPARE(seen.at(i), static_cast<quint64>(25 - i));
    }
    void pageOfAllThereIsHasNoNext()
    {
        TestHistory history;
        history.open();
        history.store(queuedRecords(1, 10));
        QVERIFY(!history.page({.limit = 10}).next);
    }
    void filtersNarrowAPage()
    {
        TestHistory history;
        history.open();
        const QList<JobRecord> group = finishedGroup(1, 2);
        JobRecord labelled = failed(queuedRecord(4), u"exit code 1"_s);
        labelled.job.labels = labelled.spec.labels = {u"nightly"_s, u"video"_s};
        history.store(group + QList{labelled, queuedRecord(5)});

        QCOMPARE(history.serials({.state = JobState::Succeeded}), (QList<quint64>{3, 2, 1}));
        QCOMPARE(history.serials({.kind = u"group"_s}), QList<quint64>{1});
        QCOMPARE(history.serials({.label = u"nightly"_s}), QList<quint64>{4});
        QCOMPARE(history.serials({.label = u"night"_s}), QList<quint64>{});
        QCOMPARE(history.serials({.parent = JobId(u"job-1"_s)}), (QList<quint64>{3, 2}));
        QCOMPARE(history.serials({.parent = JobId()}), (QList<quint64>{5, 4, 1}));
        QCOMPARE(history.serials({.before = 5,
                                  .state = JobState::Failed,
                                  .kind = u"command"_s,
                                  .label = u"video"_s,
                                  .parent = JobId(),
                                  .text = u"exit clip"_s}),
                 QList<quint64>{4});
        QCOMPARE(history.serials({.state = JobState::Succeeded, .label = u"video"_s}), QList<quint64>{});
    }
    void groupShowsItsChildrenAndGivesBackItsTree()
    {
        TestHistory history;
        history.open();
        const QList<JobRecord> group = finishedGroup(1, 3);
        history.store(group);
        QCOMPARE(history.page({.kind = u"group"_s}).jobs.at(0).children, group.at(0).job.children);
        const JobSpec spec = *wait(history->spec(JobId(u"job-1"_s)));
        QCOMPARE(spec.kind, u"group"_s);
        QCOMPARE(spec.children.size(), 3);
        QCOMPARE(spec.children.at(2).name, u"process_item(4)"_s);
        QVERIFY(!wait(history->spec(JobId(u"none"_s))));
    }
    void countsAreByState()
    {
        TestHistory history;
        history.open();
        history.store({succeeded(queuedRecord(1)), succeeded(queuedRecord(2)), queuedRecord(3)});
        QCOMPARE(wait(history->counts()), (StateCounts{{JobState::Queued, 1}, {JobState::Succeeded, 2}}));
    }

    void searchFindsNameParametersAndError_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<quint64>>("found");
        QTest::newRow("name") << u"process_item(2"_s << QList<quint64>{2};
        QTest::newRow("argument, part of a word") << u"clip-00000"_s << QList<quint64>{3, 2, 1};
        QTest::newRow("several words, any order") << u"000003 enc"_s << QList<quint64>{3};
        QTest::newRow("error") << u"permission"_s << QList<quint64>{3};
        QTest::newRow("any case, no accents") << u"PÉRMISSION"_s << QList<quint64>{3};
        QTest::newRow("only what begins so") << u"ermission"_s << QList<quint64>{};
        QTest::newRow("operators are plain text") << u"clip OR nothing"_s << QList<quint64>{};
        QTest::newRow("quotes") << u"\"clip\" \""_s << QList<quint64>{3, 2, 1};
        QTest::newRow("no word at all") << u"-- *"_s << QList<quint64>{};
        QTest::newRow("nothing asked") << u"  "_s << QList<quint64>{3, 2, 1};
    }
    void searchFindsNameParametersAndError()
    {
        QFETCH(QString, text);
        QFETCH(QList<quint64>, found);
        TestHistory history;
        history.open();
        history.store({queuedRecord(1), queuedRecord(2), queuedRecord(3)});
        history.store({failed(queuedRecord(3), u"permission denied"_s)});
        QCOMPARE(history.serials({.text = text}), found);
    }
    void searchGoesOnOverThePartsOfTheIndex()
    {
        TestHistory history;
        history.open();
        QList<quint64> expected;
        for (quint64 part = 0; part < 4; ++part) {
            for (quint64 i = 1; i <= 3; ++i) {
                history->record(queuedRecord(part * 65536 + i));
                expected.prepend(part * 65536 + i);
            }
        }
        QCOMPARE(wait(history->flushed()), Durability::Durable);
        QCOMPARE(history.serials({.text = u"clip"_s}), expected);
        const HistoryPage page = history.page({.limit = 5, .text = u"clip"_s});
        QCOMPARE(page.jobs.size(), 5);
        QCOMPARE(history.serials({.before = page.next, .text = u"clip"_s}), expected.mid(5));
    }

    void whatAnEarlierRunLeftIsInterrupted()
    {
        TestHistory history;
        history.open();
        const ProcessId process{4711, 123456};
        history.store({queuedRecord(1), running(queuedRecord(2), process), succeeded(queuedRecord(3))});
        history.close();

        const HistoryOpened opened = history.open();
        QCOMPARE(opened.lastSerial, quint64(3));
        QCOMPARE(opened.leftovers.size(), 2);
        QCOMPARE(opened.leftovers.at(1).id, JobId(u"job-2"_s));
        QCOMPARE(opened.leftovers.at(1).process, process);
        QTRY_COMPARE(history.mode(), Mode::Durable);
        const QList<JobSnapshot> jobs = history.page().jobs;
        QCOMPARE(jobs.at(0).state, JobState::Succeeded);
        QCOMPARE(jobs.at(1).state, JobState::Interrupted);
        QCOMPARE(jobs.at(1).error->code, u"interrupted"_s);
        QVERIFY(jobs.at(1).error->message.contains(u"while the job ran"_s));
        QVERIFY(jobs.at(2).error->message.contains(u"before the job began"_s));
        QVERIFY(jobs.at(2).finished.isValid());
        QCOMPARE(history.serials({.text = u"interrupted ended began"_s}), QList<quint64>{});
        QCOMPARE(history.serials({.text = u"belayer began"_s}), QList<quint64>{1});
    }
    void processesAreGivenBackUntilTheyAreReaped()
    {
        TestHistory history;
        history.open();
        history.store({running(queuedRecord(1), ProcessId{4711, 1})});
        history.close();
        QCOMPARE(history.open().leftovers.size(), 1); // killed before it could reap
        history.close();
        const HistoryOpened opened = history.open();
        QCOMPARE(opened.leftovers.size(), 1);
        QCOMPARE(opened.leftovers.at(0).process, (ProcessId{4711, 1}));
        history->leftoversReaped({1});
        history.close();
        QVERIFY(history.open().leftovers.isEmpty());
    }
    void processesOfAnotherBootAreNoneOfOurs()
    {
        TestHistory history;
        history.open();
        history.store({running(queuedRecord(1), ProcessId{4711, 1})});
        history.close();
        runSql(history.file(), {u"UPDATE job SET boot='another'"_s});
        const HistoryOpened opened = history.open();
        QCOMPARE(opened.leftovers.size(), 1);
        QVERIFY(!opened.leftovers.at(0).process);
    }

    void forgottenJobsAreGoneWithTheirTreesAndOutputs()
    {
        TestHistory history;
        history.open();
        QList<JobRecord> group = finishedGroup(1, 600); // more than one slice of work
        group[5].job.outputFile = history.folder() + u"/output.log"_s;
        QFile output(group.at(5).job.outputFile);
        QVERIFY(output.open(QFile::WriteOnly));
        history.store(group + QList{queuedRecord(700), succeeded(queuedRecord(701))});
        history->forget({1, 700});
        QTRY_COMPARE(history.serials(), (QList<quint64>{701, 700})); // 700 has not finished
        QVERIFY(!output.exists());
        QCOMPARE(history.serials({.text = u"clip"_s}), (QList<quint64>{701, 700}));
        QCOMPARE(history.serials({.label = u"x"_s}), QList<quint64>{});
    }
    void jobForgottenRightAfterItsLastRecordStaysForgotten()
    {
        TestHistory history;
        history.open();
        history->record(succeeded(queuedRecord(1)));
        history->forget({1});
        history.close();
        history.open();
        QCOMPARE(history.serials(), QList<quint64>{});
    }
    void surplusGoesOldestFirst()
    {
        TestHistory history;
        history.config().retention.jobs = 1000;
        QList<JobRecord> records;
        for (quint64 serial = 1; serial <= 1010; ++serial)
            records.append(succeeded(queuedRecord(serial)));
        history.open();
        history.store(records);
        history.close();
        history.open();
        QTRY_COMPARE(wait(history->counts()).value(JobState::Succeeded), 1000);
        QVERIFY(!history.find(u"job-10"_s));
        QVERIFY(history.find(u"job-11"_s));
    }
    void oldJobsGoOnceTheyHaveFinished()
    {
        TestHistory history;
        history.config().retention.age = std::chrono::hours(24);
        history.config().sweepInterval = 10ms;
        QList<JobRecord> records{queuedRecord(1), succeeded(queuedRecord(2)), succeeded(queuedRecord(3))};
        for (JobRecord &record : records)
            record.job.created = QDateTime::currentDateTimeUtc().addDays(-3);
        records[1].job.finished = QDateTime::currentDateTimeUtc().addDays(-2);
        history.open();
        history.store(records);
        QTRY_COMPARE(history.serials(), (QList<quint64>{3, 1}));
    }

    void onlyTheOwnerCanReadAnything()
    {
        const mode_t before = ::umask(0);
        TestHistory history;
        history.open();
        history.store({queuedRecord(1)});
        ::umask(before);
        QCOMPARE(modeOf(history.folder()), 0700);
        for (const char *suffix : {"", "-wal", "-shm", ".lock"})
            QCOMPARE(modeOf(history.file() + QLatin1StringView(suffix)), 0600);
    }
    void laxFilesAreTakenFromOthers()
    {
        TestHistory history;
        history.open();
        history.close();
        QVERIFY(QFile::setPermissions(history.file(), QFile::Permissions(0x6666)));
        const mode_t before = ::umask(0777);
        history.open();
        QCOMPARE(history.store({queuedRecord(1)}), Durability::Durable);
        ::umask(before);
        for (const char *suffix : {"", "-wal", "-shm", ".lock"})
            QCOMPARE(modeOf(history.file() + QLatin1StringView(suffix)), 0600);
    }
    void diskIsAskedForTheWholePromise()
    {
        TestHistory history;
        history.open();
        history.store({queuedRecord(1)});
        const QVariantList values =
            runSql(history.file(), {u"PRAGMA journal_mode"_s, u"PRAGMA application_id"_s,
                                    u"PRAGMA user_version"_s, u"PRAGMA integrity_check"_s});
        QCOMPARE(values, (QVariantList{u"wal"_s, 0x426c7972, 3, u"ok"_s}));
    }
};

QTEST_GUILESS_MAIN(TstHistory)
#include "tst_history.moc"
