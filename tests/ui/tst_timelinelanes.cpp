// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinelanes.h"

#include "tests/ui/snapshots.h"

#include <QLocale>
#include <QTest>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime at(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(1'000'000 + ms).toUTC();
}

JobSnapshot ran(quint64 serial, const QString &name, JobState state, qint64 start,
                std::chrono::milliseconds elapsed)
{
    JobSnapshot job = test::snapshot(serial, name, state);
    job.created = at(start);
    job.started = at(start);
    job.elapsed = elapsed;
    job.finished = at(start + elapsed.count());
    return job;
}

} // namespace

class TestTimelineLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void nothingHasNoLanes()
    {
        const Lanes lanes = lanesOf({});
        QVERIFY(lanes.lanes.isEmpty());
        QVERIFY(!lanes.isLive());
    }

    void timesCountFromTheFirstJob()
    {
        const Lanes lanes = lanesOf(
            {ran(1, u"a"_s, JobState::Succeeded, 500, 200ms), ran(2, u"b"_s, JobState::Failed, 100, 50ms)});
        QCOMPARE(lanes.lanes[0].started, std::optional<qint64>(400));
        QCOMPARE(lanes.lanes[0].finished, std::optional<qint64>(600));
        QCOMPARE(lanes.lanes[1].started, std::optional<qint64>(0));
        QCOMPARE(lanes.end(at(99'999)), 600);
    }

    void aLiveJobReachesToNow()
    {
        JobSnapshot job = ran(1, u"a"_s, JobState::Running, 0, 10ms);
        job.finished = {};
        const Lanes lanes = lanesOf({job});
        QVERIFY(!lanes.lanes[0].finished);
        QCOMPARE(lanes.end(at(4'000)), 4'000);
    }

    void theLanesOfARaceStandAsOnThePhoto()
    {
        JobSnapshot race = ran(1, u"race"_s, JobState::Succeeded, 0, 1'300ms);
        race.kind = u"race"_s;
        JobSnapshot winner = ran(2, u"w"_s, JobState::Succeeded, 86'400'000, 1'000ms); // the clock jumped
        JobSnapshot loser = ran(3, u"l"_s, JobState::Cancelled, 0, 1'300ms);
        winner.parent = loser.parent = race.id;
        FinishLine first;
        first.id = winner.id;
        first.started = 5ms;
        first.finished = 1'005ms;
        first.gap = 0ms;
        FinishLine second;
        second.id = loser.id;
        second.started = 5ms;
        second.finished = 1'205ms;
        second.gap = 200ms;
        second.dying = 150ms;
        race.receipt = Receipt();
        race.receipt->finishes = {first, second};
        const Lanes lanes = lanesOf({race, winner, loser});
        QCOMPARE(lanes.lanes[1].depth, 1);
        QCOMPARE(lanes.lanes[1].started, std::optional<qint64>(5));
        QCOMPARE(lanes.lanes[1].finished, std::optional<qint64>(1'005));
        QCOMPARE(laneText(lanes.lanes[1], 0), u"Done, 1.0 s, first"_s);
        QCOMPARE(lanes.lanes[2].toldToEnd, std::optional<qint64>(1'055));
        QCOMPARE(laneText(lanes.lanes[2], 0), u"Cancelled, 1.2 s, 200 ms behind, 150 ms to die"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimelineLanes)
#include "tst_timelinelanes.moc"
