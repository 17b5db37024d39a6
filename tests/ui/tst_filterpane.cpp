// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/filterpane.h"

#include "tests/ui/snapshots.h"
#include "ui/table/jobtablemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::group;
using test::snapshot;

namespace {

int rowOf(const FilterModel &model, Query::Field field, const QString &value)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.entry(row).field == field && model.entry(row).value == value &&
            !model.entry(row).isHeading())
            return row;
    }
    return -1;
}

JobSnapshot labelled(JobSnapshot job, const QStringList &labels)
{
    job.labels = labels;
    return job;
}

} // namespace

class TestFilterPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Every entry's count is the number of rows that choosing it finds, through whatever happens.
    void countsAreWhatChoosingFinds()
    {
        QRandomGenerator random(4);
        JobTableModel jobs;
        FilterModel filters;
        QAbstractItemModelTester tester(&filters, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QMap<quint64, JobSnapshot> known;
        quint64 serial = 0;
        for (int round = 0; round < 60; ++round) {
            SnapshotBatch batch;
            for (JobSnapshot job : group(serial + 1, u"G %1"_s.arg(random.bounded(3)), random.bounded(4))) {
                job.kind = random.bounded(2) ? u"command"_s : job.kind;
                known[job.serial] = labelled(job, {u"L%1"_s.arg(random.bounded(3)), u"all"_s});
                serial = job.serial;
                batch.changed += share(known[serial]);
            }
            for (JobSnapshot &job : known) {
                if (random.bounded(3) == 0) {
                    job.state = JobState(random.bounded(9));
                    batch.changed += share(job);
                }
            }
            while (known.size() > 40)
                batch.forgotten += known.take(known.firstKey()).id;
            batch.changed.removeIf([&](auto &job) { return batch.forgotten.contains(job->id); });
            jobs.apply(batch);
            filters.setFacets(jobs.facets());
            for (int row = 0; row < filters.rowCount(); ++row) {
                const FilterModel::Entry &entry = filters.entry(row);
                if (entry.isHeading())
                    continue;
                const Query query = parseQuery(filters.chosen(row, FilterModel::Choice::Alone, {}));
                JobIndex plain;
                int matching = 0;
                plain.setQuery(query);
                for (const JobSnapshot &job : std::as_const(known)) {
                    QStringList groups;
                    for (auto up = known.constBegin(); up != known.constEnd(); ++up) {
                        if (up->id == job.parent)
                            groups += up->name;
                    }
                    plain.set(0, job, groups);
                    matching += plain.isMatch(0);
                }
                QCOMPARE(entry.jobs, matching);
            }
        }
    }

    void clickAndKeysWriteTheQuery()
    {
        FilterPane pane;
        auto *model = qobject_cast<FilterModel *>(pane.model());
        pane.resize(200, 600);
        pane.show();
        QSignalSpy chosen(&pane, &FilterPane::queryChosen);
        const auto click = [&](const QString &value, Qt::KeyboardModifiers modifiers) {
            const QModelIndex index = model->index(rowOf(*model, Query::Field::State, value));
            QTest::mouseClick(pane.viewport(), Qt::LeftButton, modifiers, pane.visualRect(index).center());
            return chosen.takeLast()[0].toString();
        };
        QCOMPARE(click(u"failed"_s, {}), u"state:failed"_s);
        pane.setQuery(u"make state:failed"_s);
        QVERIFY(model->isChosen(rowOf(*model, Query::Field::State, u"failed"_s)));
        QCOMPARE(click(u"paused"_s, {}), u"make state:paused"_s);
        QCOMPARE(click(u"paused"_s, Qt::ControlModifier), u"make state:failed,paused"_s);
        QCOMPARE(click(u"failed"_s, {}), u"make"_s);
        QTest::keyClick(&pane, Qt::Key_Home);
        QTest::keyClick(&pane, Qt::Key_Return);
        QCOMPARE(chosen.takeLast()[0].toString(), QString());
        QTest::keyClick(&pane, Qt::Key_Down); // over the heading
        QTest::keyClick(&pane, Qt::Key_Space);
        QCOMPARE(chosen.takeLast()[0].toString(), u"make state:failed,queued"_s);
    }

    void hostileNamesAreShownEscapedAndStillFound()
    {
        const QString name = u"<img src=x>\u202E, \"q\" \x1b[31m"_s;
        JobTableModel jobs;
        jobs.apply({share(QList{labelled(snapshot(1, u"a"_s, JobState::Queued), {name}),
                                snapshot(2, u"b"_s, JobState::Queued)}),
                    {}});
        FilterModel filters;
        filters.setFacets(jobs.facets());
        const int row = rowOf(filters, Query::Field::Label, name);
        QVERIFY(row > 0);
        QVERIFY(!filters.index(row).data().toString().contains(u'\u202E'));
        QVERIFY(!filters.index(row).data(Qt::ToolTipRole).toString().contains(u"<img"));
        QVERIFY(filters.index(row).data(Qt::AccessibleTextRole).toString().contains(u"1 job"));
        jobs.setFilter(filters.chosen(row, FilterModel::Choice::Alone, {}));
        QCOMPARE(jobs.rowCount(), 1);
    }

    void theKeyboardStaysWhereItWasWhenEntriesCome()
    {
        JobTableModel jobs;
        FilterPane pane;
        auto *model = qobject_cast<FilterModel *>(pane.model());
        pane.setCurrentIndex(model->index(rowOf(*model, Query::Field::State, u"failed"_s)));
        jobs.apply({{share(snapshot(1, u"a"_s, JobState::Starting))}, {}});
        pane.setFacets(jobs.facets());
        QVERIFY(rowOf(*model, Query::Field::State, u"starting"_s) > 0);
        QCOMPARE(model->entry(pane.currentIndex().row()).value, u"failed"_s);
    }

    void theFirstCountsAreShownAtOnceAndTheLastInTheEnd()
    {
        JobTableModel jobs;
        FilterPane pane;
        auto *model = qobject_cast<FilterModel *>(pane.model());
        const auto shownJobs = [&] { return model->entry(0).jobs; };
        for (const quint64 serial : {1, 2, 3}) {
            jobs.apply({{share(snapshot(serial, u"a"_s, JobState::Queued))}, {}});
            pane.setFacets(jobs.facets());
            QCOMPARE(shownJobs(), 1);
        }
        QTRY_COMPARE(shownJobs(), 3);
    }
};

QTEST_MAIN(TestFilterPane)
#include "tst_filterpane.moc"
