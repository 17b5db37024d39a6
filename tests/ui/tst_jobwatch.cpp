// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/jobwatch.h"

#include "tests/ui/snapshots.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace belayer::engine;
using namespace belayer::ui;
using namespace belayer::ui::test;

namespace {

struct Bench
{
    SnapshotFeed feed;
    JobWatch watch{&feed};
    QSignalSpy changes{&watch, &JobWatch::activityChanged};
    QList<QStringList> finished; ///< the names of each time

    Bench()
    {
        QObject::connect(&watch, &JobWatch::jobsFinished, &watch, [this](const QList<SharedSnapshot> &jobs) {
            QStringList names;
            for (const SharedSnapshot &job : jobs)
                names += job->name;
            finished += names;
        });
    }
    void put(const QList<JobSnapshot> &jobs)
    {
        feed.put({share(jobs), {}});
        watch.look();
    }
};

JobSnapshot ended(quint64 serial, const QString &name, JobState state = JobState::Succeeded,
                  std::chrono::seconds ago = {})
{
    JobSnapshot job = snapshot(serial, name, state);
    job.finished = QDateTime::currentDateTimeUtc().addSecs(-ago.count());
    return job;
}

} // namespace

class tst_JobWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTheJobsThatDoTheWork()
    {
        Bench bench;
        QList<JobSnapshot> jobs = group(1, u"group"_s, 3);
        jobs[1].state = JobState::Paused;
        jobs[2].state = JobState::Queued;
        bench.put(jobs);
        const Activity &activity = bench.watch.activity();
        QCOMPARE(activity.running, 1);
        QCOMPARE(activity.paused, 1);
        QCOMPARE(activity.queued, 1);
        bench.feed.put({{}, {jobs[3].id}});
        bench.watch.look();
        QCOMPARE(activity.running, 0);
        QVERIFY(!activity.isIdle());
    }

    void tellsOfTopLevelJobsOnlyAndOnce()
    {
        Bench bench;
        QList<JobSnapshot> jobs = group(1, u"group"_s, 1);
        bench.put(jobs + QList{snapshot(7, u"alone"_s, JobState::Running)});
        jobs[1].state = JobState::Failed;
        bench.put({jobs[1]});
        QVERIFY(bench.finished.isEmpty());
        jobs[0].state = JobState::Failed;
        bench.put({jobs[0], snapshot(7, u"alone"_s, JobState::Cancelled)});
        QCOMPARE(bench.finished, (QList<QStringList>{{u"group"_s, u"alone"_s}}));
        bench.put({jobs[0]}); // said again, as when its children are forgotten
        QCOMPARE(bench.finished.size(), 1);
        QVERIFY(bench.watch.activity().isIdle());
    }

    void tellsOfAJobThatWasOverBeforeTheNextLookAndOfNoneOfEarlierRuns()
    {
        Bench bench;
        bench.put({ended(1, u"yesterday"_s, JobState::Failed, std::chrono::hours(24))});
        bench.put({ended(5, u"quick"_s)});
        bench.put({ended(2, u"also yesterday"_s, JobState::Failed, std::chrono::hours(24))});
        QCOMPARE(bench.finished, (QList<QStringList>{{u"quick"_s}}));
    }

    void progressIsOfAllSinceTheLastRest()
    {
        Bench bench;
        const auto at = [](JobSnapshot job, qint64 done) {
            job.progress = Progress{done, 100, u"items"_s};
            return job;
        };
        const JobSnapshot first = snapshot(1, u"first"_s, JobState::Running);
        const JobSnapshot second = snapshot(2, u"second"_s, JobState::Running);
        bench.put({first});
        QCOMPARE(bench.watch.activity().percent, -1);
        bench.put({at(first, 50), at(second, 0)});
        QCOMPARE(bench.watch.activity().percent, 25);
        bench.put({ended(1, u"first"_s)});
        QCOMPARE(bench.watch.activity().percent, 50); // and not back to nothing
        bench.put({ended(2, u"second"_s)});
        QCOMPARE(bench.watch.activity().percent, -1);
        bench.put({at(snapshot(3, u"third"_s, JobState::Running), 10)});
        QCOMPARE(bench.watch.activity().percent, 10);
    }

    void knowsWhatCanBePausedAndResumed()
    {
        Bench bench;
        JobSnapshot running = snapshot(1, u"running"_s, JobState::Running);
        running.can = Verb::Pause | Verb::Cancel;
        JobSnapshot child = snapshot(2, u"child"_s, JobState::Running, running.id.text());
        child.can = Verb::Pause;
        bench.put({running, child});
        QVERIFY(bench.watch.activity().canPause);
        QVERIFY(!bench.watch.activity().canResume);
        QCOMPARE(bench.watch.jobsThatCan(Verb::Pause), QList{running.id});
    }

    void saysNothingWhereNothingHasChanged()
    {
        Bench bench;
        bench.put({snapshot(1, u"job"_s, JobState::Running)});
        QCOMPARE(bench.changes.count(), 1);
        bench.put({snapshot(1, u"job"_s, JobState::Running)});
        QCOMPARE(bench.changes.count(), 1);
    }

    void looksByItselfAfterAChange()
    {
        Bench bench;
        bench.feed.put({{share(snapshot(1, u"job"_s, JobState::Running))}, {}});
        QTRY_COMPARE(bench.watch.activity().running, 1);
        bench.feed.put({{share(snapshot(2, u"next"_s, JobState::Running))}, {}});
        QTRY_COMPARE(bench.watch.activity().running, 2);
    }
};

QTEST_GUILESS_MAIN(tst_JobWatch)
#include "tst_jobwatch.moc"
