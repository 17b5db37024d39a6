// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celltexts.h"
#include "ui/table/jobtablemodel.h"

#include "tests/ui/snapshots.h"
#include "tests/ui/tablerows.h"
#include "ui/table/jobtableview.h"

#include <QAbstractItemModelTester>
#include <QCollator>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::batch;
using test::group;
using test::names;
using test::snapshot;

class TestJobTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestComesFirstAndChildrenFollowTheirParent()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(batch({snapshot(1, u"a"_s, JobState::Queued)}));
        model.apply(batch(group(2, u"g"_s, 2)));
        QCOMPARE(names(model), (QStringList{u"g"_s, u">g child 1"_s, u">g child 2"_s, u"a"_s}));
        QCOMPARE(model.rowOf(JobId(u"job-3"_s)), 1);
        QCOMPARE(model.parentRow(2), 0);
        QCOMPARE(model.childrenOf(JobId(u"job-2"_s)).states.value(JobState::Running), 2);
    }

    void foldingHidesChildrenAndAChangeOfThemChangesNoRow()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(batch(group(1, u"g"_s, 3)));
        model.setExpansion(0, JobTableModel::Expansion::Folded);
        QCOMPARE(names(model), QStringList{u"g"_s});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(batch({snapshot(2, u"g child 1"_s, JobState::Succeeded, u"job-1"_s)}));
        QCOMPARE(changed.count(), 0);
        model.setExpansion(0, JobTableModel::Expansion::Unfolded);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.job(1).state, JobState::Succeeded);
    }

    void progressAloneChangesNoOtherCells()
    {
        JobTableModel model;
        model.apply(batch({snapshot(1, u"a"_s, JobState::Running)}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto columns = [&] {
            const QList<QVariant> last = changed.takeLast();
            return std::pair(Column(last[0].toModelIndex().column()),
                             Column(last[1].toModelIndex().column()));
        };
        JobSnapshot job = snapshot(1, u"a"_s, JobState::Running);
        job.progress = belayer::engine::Progress{1, 2, u"items"_s};
        model.apply(batch({job}));
        QCOMPARE(columns(), std::pair(Column::Progress, Column::Elapsed));
        job.name = u"b"_s;
        model.apply(batch({job}));
        QCOMPARE(columns(), std::pair(Column::Name, Column::Result));
        job.attempt = 2;
        model.apply(batch({job}));
        QCOMPARE(columns(), std::pair(Column::Name, Column::Result));
        job.state = JobState::Succeeded;
        model.apply(batch({job}));
        QCOMPARE(columns(), std::pair(Column::Name, Column::Result));
        QVERIFY(changed.isEmpty());
    }

    void largeGroupsStartFolded()
    {
        JobTableModel model;
        model.apply(batch(group(1, u"g"_s, 100)));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.isParent(0));
    }

    void aChangedSortKeyMovesTheRowAndKeepsTheSelection()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.sort(int(Column::State), Qt::AscendingOrder);
        model.apply(batch({snapshot(1, u"a"_s, JobState::Running), snapshot(2, u"b"_s, JobState::Running)}));
        QCOMPARE(names(model), (QStringList{u"b"_s, u"a"_s}));
        const QPersistentModelIndex b = model.index(0, 0);
        model.apply(batch({snapshot(2, u"b"_s, JobState::Succeeded)}));
        QCOMPARE(names(model), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(b.row(), 1);
    }

    void sortingByNameOrdersTopLevelJobsOnly()
    {
        JobTableModel model;
        model.apply(batch(group(1, u"b"_s, 2) + QList{snapshot(9, u"A"_s, JobState::Queued)}));
        model.sort(int(Column::Name), Qt::AscendingOrder);
        QCOMPARE(names(model), (QStringList{u"A"_s, u"b"_s, u">b child 1"_s, u">b child 2"_s}));
        model.sort(int(Column::Name), Qt::DescendingOrder);
        QCOMPARE(names(model), (QStringList{u"b"_s, u">b child 1"_s, u">b child 2"_s, u"A"_s}));
    }

    void forgottenJobsLeaveAndTheirSlotsServeAgain()
    {
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(batch(group(1, u"g"_s, 2) + QList{snapshot(9, u"a"_s, JobState::Succeeded)}));
        model.apply(batch({snapshot(10, u"new"_s, JobState::Queued)},
                          {JobId(u"job-1"_s), JobId(u"job-2"_s), JobId(u"job-3"_s)}));
        QCOMPARE(names(model), (QStringList{u"new"_s, u"a"_s}));
        QVERIFY(!model.find(JobId(u"job-2"_s)));
        model.apply(batch(group(20, u"h"_s, 2)));
        QCOMPARE(names(model), (QStringList{u"h"_s, u">h child 1"_s, u">h child 2"_s, u"new"_s, u"a"_s}));
        QCOMPARE(model.jobCount(), 5);
    }

    void countsAreOfJobsNotOfTheirGroups()
    {
        JobTableModel model;
        model.apply(batch(group(1, u"g"_s, 3)));
        QCOMPARE(model.counts().running, 3);
        model.apply(batch({snapshot(2, u"g child 1"_s, JobState::Failed, u"job-1"_s)}));
        model.apply(batch({snapshot(3, u"g child 2"_s, JobState::Paused, u"job-1"_s)}));
        QCOMPARE(model.counts().running, 1);
        QCOMPARE(model.counts().paused, 1);
        QCOMPARE(model.counts().live(), 2);
        QCOMPARE(model.counts().failed, 1);
        model.apply(batch({}, {JobId(u"job-2"_s)}));
        QCOMPARE(model.counts().failed, 0);
    }

    void tenThousandChangesAreToldAsOneRange()
    {
        JobTableModel model;
        JobTableView view(&model);
        view.resize(900, 500);
        view.show();
        QList<JobSnapshot> jobs;
        for (quint64 serial = 1; serial <= 10'000; ++serial)
            jobs += snapshot(serial, u"job %1"_s.arg(serial), JobState::Running);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.apply(batch(jobs));
        QCOMPARE(model.rowCount(), 10'000);
        QCOMPARE(inserted.count(), 1);
        for (JobSnapshot &job : jobs)
            job.state = JobState::Succeeded;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(batch(jobs));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 0);
        QCOMPARE(changed[0][1].toModelIndex().row(), 9'999);
        QCOMPARE(model.counts().succeeded, 10'000);
        QVERIFY(!view.grab().isNull());
    }

    void aTextIsCutAsItsCellAndFontHaveRoom()
    {
        CellTexts texts;
        QFont font;
        const QString text = u"a name that is longer than its cell"_s;
        const qreal width = texts.whole(text, font).size().width();
        QCOMPARE(texts.elided(text, font, int(width) + 1).text(), text);
        for (const int room : {60, 90, 60}) {
            QVERIFY(texts.elided(text, font, room).text().endsWith(u'…'));
            QVERIFY(texts.elided(text, font, room).size().width() <= room);
        }
        font.setPointSizeF(2 * font.pointSizeF());
        QVERIFY(texts.whole(text, font).size().width() > 1.5 * width);
    }

    /// A hundred thousand rows in each order stand as a plain comparison of what they show would put them.
    void aHundredThousandRowsSortAndFilterLikeAFew()
    {
        JobTableModel model;
        QRandomGenerator random(2);
        QList<JobSnapshot> jobs;
        for (quint64 serial = 1; serial <= 100'000; ++serial) {
            JobSnapshot job = snapshot(serial, u"nightly build of host %1"_s.arg(random.bounded(50'000)),
                                       JobState(random.bounded(9)));
            job.elapsed = std::chrono::milliseconds(random.bounded(10'000));
            jobs += job;
        }
        model.apply(batch(jobs));
        const auto isOrdered = [&](auto less) {
            for (int row = 1; row < model.rowCount(); ++row) {
                if (less(model.job(row), model.job(row - 1)))
                    return false;
            }
            return model.rowCount() == 100'000;
        };
        QCollator collator{QLocale(QLocale::English)};
        collator.setNumericMode(true);
        model.sort(int(Column::Name), Qt::AscendingOrder);
        QVERIFY(isOrdered([&](auto &a, auto &b) {
            const int difference = collator.compare(a.name, b.name);
            return difference < 0 || (difference == 0 && b.serial < a.serial);
        }));
        model.sort(int(Column::Elapsed), Qt::DescendingOrder);
        QVERIFY(isOrdered(
            [](auto &a, auto &b) { return std::tie(b.elapsed, b.serial) < std::tie(a.elapsed, a.serial); }));
        model.sort(int(Column::State), Qt::AscendingOrder);
        QVERIFY(isOrdered(
            [](auto &a, auto &b) { return std::tie(a.state, b.serial) < std::tie(b.state, a.serial); }));
        model.setFilter(u"state:failed \"host 17\""_s);
        const auto isFound = [](const JobSnapshot &job) {
            return job.state == JobState::Failed && job.name.contains(u"host 17");
        };
        QCOMPARE(qsizetype(model.rowCount()), std::count_if(jobs.cbegin(), jobs.cend(), isFound));
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(isFound(model.job(row)));
    }

    void untrustedNamesAreShownEscaped()
    {
        JobTableModel model;
        model.apply(batch({snapshot(1, u"<b>x</b>\u202E\x1b"_s, JobState::Queued)}));
        const QModelIndex index = model.index(0, int(Column::Name));
        QCOMPARE(index.data().toString(), u"<b>x</b>⟨U+202E⟩^["_s);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"<b>x</b>⟨U+202E⟩^["_s);
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(u"<b>"));
    }

    void screenReadersHearGroupsAndProgressInFull()
    {
        JobTableModel model;
        QList<JobSnapshot> jobs = group(1, u"g"_s, 2);
        jobs[0].progress = Progress{1, 2, u"children"_s};
        model.apply(batch(jobs));
        QVERIFY(
            model.index(0, int(Column::Name)).data(Qt::AccessibleTextRole).toString().contains(u"expanded"));
        QCOMPARE(model.index(0, int(Column::Progress)).data(Qt::AccessibleTextRole).toString(),
                 u"50 %, 1 of 2 jobs"_s);
    }

    /// Whatever happens in whatever order, the rows are those a fresh model would show, and no view is told a
    /// lie.
    void rowsStayTrueThroughEverything()
    {
        QRandomGenerator random(11);
        JobTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        JobTableView view(&model);
        view.show();
        QMap<quint64, JobSnapshot> known;
        quint64 serial = 0;
        QString filter;
        Column column = Column::Started;
        auto order = Qt::DescendingOrder;
        for (int round = 0; round < 400; ++round) {
            SnapshotBatch changes;
            for (int i = random.bounded(5); i > 0; --i) {
                for (const JobSnapshot &job :
                     group(serial + 1, u"g%1"_s.arg(random.bounded(9)), random.bounded(3))) {
                    changes.changed += share(job);
                    serial = job.serial;
                }
            }
            for (JobSnapshot &job : known) {
                if (random.bounded(3) == 0) {
                    job.state = JobState(random.bounded(9));
                    changes.changed += share(job);
                }
            }
            while (known.size() > 60 || (!known.isEmpty() && random.bounded(6) == 0))
                changes.forgotten += known.take(known.firstKey()).id;
            changes.changed.removeIf([&](auto &job) { return changes.forgotten.contains(job->id); });
            for (const SharedSnapshot &job : std::as_const(changes.changed))
                known[job->serial] = *job;
            model.apply(changes);
            if (random.bounded(8) == 0)
                model.setFilter(
                    filter = QStringList{QString(), u"g3"_s, u"running"_s, u"child 2"_s}[random.bounded(4)]);
            if (random.bounded(8) == 0) {
                column = Column(random.bounded(columnCount));
                order = Qt::SortOrder(random.bounded(2));
                model.sort(int(column), order);
            }
            if (model.rowCount() > 0)
                view.selectRow(random.bounded(model.rowCount()));

            JobTableModel fresh;
            fresh.sort(int(column), order);
            fresh.setFilter(filter);
            fresh.apply(batch(known.values()));
            QCOMPARE(names(model), names(fresh));
            QCOMPARE(model.counts().running, fresh.counts().running);
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.rowOf(model.job(row).id), row);
        }
    }
};

QTEST_MAIN(TestJobTableModel)
#include "tst_jobtablemodel.moc"
