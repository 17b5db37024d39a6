// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/snapshotfeed.h"
#include "tests/engine/testengine.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace Qt::StringLiterals;

namespace {

SharedSnapshot snapshot(quint64 serial, JobState state = JobState::Running)
{
    JobSnapshot s;
    s.id = JobId(QString::number(serial));
    s.serial = serial;
    s.state = state;
    return share(s);
}

} // namespace

class TstSnapshotFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestSnapshotWinsAndOrderIsBySerial()
    {
        SnapshotFeed feed;
        for (int round = 0; round < 100; ++round) {
            feed.put({{snapshot(3)}, {}});
            feed.put({{snapshot(1)}, {}});
        }
        feed.put({{snapshot(3, JobState::Succeeded)}, {}});
        const SnapshotBatch batch = feed.take();
        QCOMPARE(batch.changed.size(), 2);
        QCOMPARE(batch.changed.at(0)->serial, 1U);
        QCOMPARE(batch.changed.at(1)->state, JobState::Succeeded);
        QVERIFY(feed.take().isEmpty());
    }
    void signalsOncePerTake()
    {
        SnapshotFeed feed;
        const QSignalSpy spy(&feed, &SnapshotFeed::changesArrived);
        feed.put({{snapshot(1)}, {}});
        feed.put({{snapshot(2)}, {}});
        QCOMPARE(spy.size(), 1);
        feed.take();
        QCOMPARE(spy.size(), 1);
        feed.put({{}, {snapshot(1)->id}});
        QCOMPARE(spy.size(), 2);
    }
    void forgottenJobsAreToldOnlyToThoseWhoKnewThem()
    {
        SnapshotFeed feed;
        feed.put({{snapshot(1)}, {}});
        feed.put({{}, {snapshot(1)->id}});
        QVERIFY(feed.take().isEmpty());
        feed.put({{snapshot(2)}, {}});
        feed.take();
        feed.put({{}, {snapshot(2)->id}});
        const SnapshotBatch batch = feed.take();
        QVERIFY(batch.changed.isEmpty());
        QCOMPARE(batch.forgotten, QList{snapshot(2)->id});
    }
    void reusedIdIsForgottenAndThenNew()
    {
        SnapshotFeed feed;
        feed.put({{snapshot(1)}, {}});
        feed.take();
        feed.put({{}, {snapshot(1)->id}});
        JobSnapshot again = *snapshot(9);
        again.id = snapshot(1)->id;
        feed.put({{share(again)}, {}});
        const SnapshotBatch batch = feed.take();
        QCOMPARE(batch.forgotten.size(), 1);
        QCOMPARE(batch.changed.size(), 1);
        QCOMPARE(batch.changed.at(0)->serial, 9U);
    }
    void whatNobodyTakesIsOnlyTheNewestOfEachJob()
    {
        SnapshotFeed feed;
        feed.put({{snapshot(1), snapshot(2)}, {}});
        feed.take();
        std::weak_ptr<const JobSnapshot> first;
        for (int round = 0; round < 10'000; ++round) {
            const SharedSnapshot job = snapshot(2);
            if (round == 0)
                first = job;
            feed.put({{job, snapshot(3)}, {}});
        }
        feed.put({{}, {snapshot(1)->id, snapshot(3)->id}});
        feed.put({{snapshot(2, JobState::Succeeded)}, {}});
        QVERIFY(first.expired());
        const SnapshotBatch batch = feed.take();
        QCOMPARE(batch.changed.size(), 1);
        QCOMPARE(batch.changed.at(0)->state, JobState::Succeeded);
        QCOMPARE(batch.forgotten, QList{snapshot(1)->id});
    }
    void readersShareASnapshot()
    {
        TestEngine engine;
        const auto one = engine->subscribe();
        const auto other = engine->subscribe();
        engine.run(sleepSpec(0));
        QList<SharedSnapshot> seen;
        QTRY_VERIFY((seen += one->take().changed, !seen.isEmpty()));
        QCOMPARE(other->take().changed, seen);
    }
    void nothingIsLostBetweenThreads()
    {
        SnapshotFeed feed;
        constexpr quint64 Count = 20'000;
        std::atomic<bool> done = false;
        std::jthread writer([&] {
            for (quint64 i = 1; i <= Count; ++i)
                feed.put({{snapshot(i)}, {}});
            done = true;
        });
        QSet<quint64> seen;
        for (bool last = false; !last;) {
            last = done; // read before the last take
            for (const SharedSnapshot &s : feed.take().changed)
                seen.insert(s->serial);
        }
        QCOMPARE(seen.size(), qsizetype(Count));
    }
    void feedGivesEachJobOnceHoweverOftenItChanged()
    {
        TestEngine engine;
        const JobId before = engine.start(sleepSpec(0));
        const auto feed = engine->subscribe();
        QCOMPARE(feed->take().changed.size(), 1); // what was there already
        QList<JobId> ids;
        for (int i = 0; i < 1'000; ++i)
            ids.append(engine.start(sleepSpec(1)));
        for (const JobId &id : ids)
            engine.end(id);
        QHash<JobId, JobState> seen;
        const auto allFinished = [&] {
            for (const SharedSnapshot &job : feed->take().changed)
                seen.insert(job->id, job->state);
            return std::count_if(seen.begin(), seen.end(), [](JobState s) { return isFinished(s); });
        };
        QTRY_COMPARE(allFinished(), 1'001);
        QVERIFY(seen.contains(before));
    }
    void batchesComeAtMostSixtyTimesASecond()
    {
        TestEngine engine;
        const auto feed = engine->subscribe();
        int batches = 0;
        connect(feed.get(), &SnapshotFeed::changesArrived, this, [&] {
            ++batches;
            feed->take();
        });
        QElapsedTimer timer;
        timer.start();
        JobId last;
        for (int i = 0; i < 300; ++i) { // something changes all the time
            last = engine.start(sleepSpec(i));
            QCoreApplication::processEvents();
        }
        engine.end(last);
        QVERIFY2(batches <= timer.elapsed() / 16 + 2,
                 qPrintable(u"%1 in %2 ms"_s.arg(batches).arg(timer.elapsed())));
        QVERIFY(batches >= 1);
    }
    void feedWithoutAReaderCostsNothing()
    {
        TestEngine engine;
        std::weak_ptr<SnapshotFeed> weak;
        {
            const auto feed = engine->subscribe();
            weak = feed;
        }
        engine.run(sleepSpec(30));
        QVERIFY(weak.expired());
    }
};

QTEST_GUILESS_MAIN(TstSnapshotFeed)
#include "tst_snapshotfeed.moc"
