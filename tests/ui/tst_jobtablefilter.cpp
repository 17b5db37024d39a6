// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter leaves in the table.
#include "tests/ui/tablerows.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::batch;
using test::group;
using test::names;
using test::snapshot;

class TestJobTableFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilterKeepsParentsOfWhatItFinds()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(batch(group(1, u"alpha"_s, 2) + group(10, u"beta"_s, 2)));
        model.setExpansion(model.rowOf(JobId(u"job-10"_s)), JobTableModel::Expansion::Folded);
        model.setFilter(u"  CHILD   beta 2 "_s);
        QCOMPARE(names(model), (QStringList{u"beta"_s, u">beta child 2"_s}));
        QVERIFY(model.isOpen(0));
        model.setFilter({});
        QCOMPARE(model.rowCount(), 4);
    }

    void theFilterFindsStatesAndFollowsThem()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(batch({snapshot(1, u"a"_s, JobState::Running), snapshot(2, u"b"_s, JobState::Failed)}));
        model.setFilter(u"failed"_s);
        QCOMPARE(names(model), QStringList{u"b"_s});
        model.apply(batch({snapshot(1, u"a"_s, JobState::Failed)}));
        QCOMPARE(names(model), (QStringList{u"b"_s, u"a"_s}));
    }

    void queriesFindWhatTheySay_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("label") << u"label:NIGHTLY"_s << QStringList{u"a"_s};
        QTest::newRow("not a part of a label") << u"label:night"_s << QStringList();
        QTest::newRow("text in a label") << u"night"_s << QStringList{u"a"_s};
        QTest::newRow("either") << u"label:nightly,weekly"_s << QStringList{u"b"_s, u"a"_s};
        QTest::newRow("not") << u"-label:nightly -group:g -state:running"_s << QStringList{u"b"_s};
        QTest::newRow("group") << u"group:g"_s << QStringList{u"g"_s, u">g child 1"_s};
        QTest::newRow("waiting") << u"state:waiting"_s << QStringList{u"b"_s};
        QTest::newRow("waiting is queued") << u"state:queued"_s << QStringList{u"b"_s};
        QTest::newRow("kind") << u"kind:sleep state:done"_s << QStringList{u"a"_s};
        QTest::newRow("took") << u"took:>5m"_s << QStringList{u"a"_s};
        QTest::newRow("took less") << u"took:<=5m label:nightly"_s << QStringList();
        QTest::newRow("id") << u"id:job-1"_s << QStringList{u"g"_s, u">g child 1"_s};
        QTest::newRow("unreadable") << u"state:purple label:weekly"_s << QStringList{u"b"_s};
    }

    void queriesFindWhatTheySay()
    {
        QFETCH(QString, query);
        QFETCH(QStringList, found);
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        JobSnapshot a = snapshot(1, u"a"_s, JobState::Succeeded);
        a.id = JobId(u"first"_s);
        a.labels = {u"nightly"_s};
        a.elapsed = 301s;
        JobSnapshot b = snapshot(2, u"b"_s, JobState::Queued);
        b.labels = {u"weekly"_s};
        b.waiting = Waiting{u"after"_s, u"waits for “a”"_s, {}};
        model.apply(batch(QList{a, b} + group(10, u"g"_s, 1)));
        QCOMPARE(model.index(model.rowOf(b.id), int(Column::State)).data().toString(), u"Waiting"_s);
        model.setFilter(query);
        QCOMPARE(names(model), found);
        QCOMPARE(model.filterProblem().isEmpty(), !query.contains(u"purple"));
        JobTableModel later; // the same, one by one
        later.setFilter(query);
        later.apply(batch({a}));
        later.apply(batch({b}));
        later.apply(batch(group(10, u"g"_s, 1)));
        QCOMPARE(names(later), found);
    }

    void aFilterUnfoldsWhatItFindsUntilTheUserFoldsIt()
    {
        JobTableModel model;
        QList<JobSnapshot> jobs = group(1, u"g"_s, 20);
        jobs[0].state = jobs[7].state = JobState::Failed;
        model.apply(batch(jobs));
        QCOMPARE(model.rowCount(), 1);
        model.setFilter(u"state:failed"_s);
        QCOMPARE(names(model), (QStringList{u"g"_s, u">g child 7"_s}));
        model.setExpansion(0, JobTableModel::Expansion::Folded);
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({});
        QVERIFY(!model.isOpen(0));
    }
};

QTEST_MAIN(TestJobTableFilter)
#include "tst_jobtablefilter.moc"
