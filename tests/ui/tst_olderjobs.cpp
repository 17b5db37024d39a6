// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowbench.h"

#include "core/engine/history/history.h"
#include "ui/table/historysearch.h"

#include <belayer/async.h>

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <optional>

using namespace belayer;
using namespace belayer::ui;
using namespace belayer::ui::test;
using engine::JobState;

namespace {

engine::JobRecord oldJob(int number, const QString &name)
{
    engine::JobRecord record;
    record.spec = squareSpec(name, 3);
    record.job.serial = quint64(number);
    record.job.id = engine::JobId(u"old-%1"_s.arg(number));
    record.job.kind = record.spec.kind;
    record.job.name = name;
    record.job.state = JobState::Succeeded;
    record.job.created = record.job.started = record.job.finished = QDateTime::currentDateTimeUtc();
    return record;
}

/// Job 7 failed, 1,990 to 2,009 are a group and its children, so that a page can end among them.
void fill(const QString &file, int jobs)
{
    engine::History history({.file = file});
    for (int number = 1; number <= jobs; ++number) {
        engine::JobRecord record = oldJob(number, u"old %1"_s.arg(number));
        if (number == 7) {
            record.job.state = JobState::Failed;
            record.job.error = engine::JobError{u"failed"_s, u"the quicksilver quota is used up"_s};
        } else if (number == 1'990) {
            record.job.kind = record.spec.kind = u"group"_s;
            for (int child = 1'991; child < 2'010; ++child)
                record.job.children += engine::JobId(u"old-%1"_s.arg(child));
        } else if (number > 1'990 && number < 2'010) {
            record.job.parent = engine::JobId(u"old-1990"_s);
        }
        history.record(record);
    }
    QCOMPARE(async::runBlocking(history.flushed()), engine::Durability::Durable);
}

/// How many rows the model had when the widget was painted first.
class PaintWatch : public QObject
{
public:
    PaintWatch(QWidget &widget, const JobTableModel &model) : m_model(model)
    {
        widget.installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_rows)
            m_rows = m_model.rowCount();
        return false;
    }
    int rows() const { return m_rows.value_or(-1); }

private:
    const JobTableModel &m_model;
    std::optional<int> m_rows;
};

struct Bench : WindowBench
{
    explicit Bench(int jobs = 3'000)
        : WindowBench(Keep::History, [jobs](const QString &file) { fill(file, jobs); })
    {
    }

    QLabel *text = find<QLabel>(&window, u"olderText"_s);
    QLineEdit *filter = find<QLineEdit>(&window, u"filter"_s);

    /// The jobs of the start are there, and that the history has more is known.
    bool hasBegun() { return model->jobCount() > 900 && action(u"loadAllOlder"_s)->isEnabled(); }
    bool isLoading() { return action(u"stopLoading"_s)->isEnabled(); }
    QToolButton *link(const QString &name)
    {
        for (auto *button : find<QWidget>(&window, u"olderFooter"_s)->findChildren<QToolButton *>()) {
            if (button->defaultAction() == action(name))
                return button;
        }
        return nullptr;
    }
    bool isNewestFirst()
    {
        QList<quint64> serials;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->parentRow(row) < 0)
                serials += model->job(row).serial;
        }
        return std::is_sorted(serials.rbegin(), serials.rend()) &&
               std::adjacent_find(serials.begin(), serials.end()) == serials.end();
    }
};

} // namespace

class OlderJobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untilTheHistoryIsOpenNothingIsSaidOfIt()
    {
        EngineBench bench(EngineBench::Keep::History);
        QSettings settings(bench.path(u"settings.ini"_s), QSettings::IniFormat);
        const MainWindow window(bench.client, settings);
        const auto *text = find<QLabel>(&window, u"olderText"_s);
        QCOMPARE(text->text(), u"0 job(s)"_s);
        QTRY_COMPARE(text->text(), u"0 job(s) · all jobs are shown"_s);
    }

    void theWindowIsPaintedBeforeItsFirstJobs()
    {
        EngineBench bench(EngineBench::Keep::History, [](const QString &file) { fill(file, 20); });
        QTRY_COMPARE(bench.client.historyStatus().mode, engine::HistoryStatus::Mode::Durable);
        QSettings settings(bench.path(u"settings.ini"_s), QSettings::IniFormat);
        MainWindow window(bench.client, settings);
        const auto *model = window.findChild<JobTableModel *>();
        PaintWatch watch(*find<JobTableView>(&window, u"jobTable"_s)->viewport(), *model);
        for (auto *part : window.findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            part->setHidden(part != window.centralWidget()); // which may cover all of the window then
        window.show();
        QTRY_COMPARE(model->rowCount(), 20);
        QCOMPARE(watch.rows(), 0);
    }

    void theLinkBringsThePageBefore()
    {
        Bench bench;
        // A group that the engine's own page cuts comes whole with the next one.
        QTRY_VERIFY(bench.hasBegun());
        const int before = bench.model->jobCount();
        click(bench.link(u"loadOlder"_s));
        QTRY_VERIFY(!bench.isLoading());
        QVERIFY(bench.model->jobCount() > before);
        QVERIFY(bench.model->jobCount() <= 2'000);
        QVERIFY(bench.isNewestFirst());
        QVERIFY(bench.link(u"loadOlder"_s)->isVisible());
    }

    void allAreLoadedByKeysWithoutDuplicates()
    {
        Bench bench;
        QTRY_VERIFY(bench.hasBegun());
        QTest::keyClick(&bench.window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(bench.model->jobCount(), 3'000);
        QTRY_VERIFY(!bench.isLoading());
        QVERIFY(bench.isNewestFirst());
        QCOMPARE(bench.text->text(), u"3,000 job(s) · all jobs are shown"_s);
        QVERIFY(!bench.action(u"loadOlder"_s)->isEnabled());
        const engine::JobSnapshot *group = bench.model->find(engine::JobId(u"old-1990"_s));
        QVERIFY(group);
        QCOMPARE(bench.model->childrenOf(group->id).states.value(JobState::Succeeded), 19);
    }

    void aLoadCanBeStoppedAndGoneOnWith()
    {
        Bench bench(6'000);
        QTRY_VERIFY(bench.hasBegun());
        const int before = bench.model->jobCount();
        bool wasStopped = false; // by the first page that comes: a moment later all may be there
        connect(bench.model, &JobTableModel::applied, &bench.window, [&] {
            if (!wasStopped && bench.model->jobCount() > before) {
                wasStopped = true;
                QVERIFY(bench.link(u"stopLoading"_s)->isVisible());
                click(bench.link(u"stopLoading"_s));
            }
        });
        bench.action(u"loadAllOlder"_s)->trigger();
        QTRY_VERIFY(wasStopped);
        QVERIFY(!bench.isLoading());
        QVERIFY(bench.model->jobCount() < 6'000);
        bench.action(u"loadAllOlder"_s)->trigger();
        QTRY_VERIFY(!bench.isLoading());
        QCOMPARE(bench.model->jobCount(), 6'000);
        QVERIFY(bench.isNewestFirst());
    }

    void theHistoryIsSearchedForTheTextOfAnError()
    {
        Bench bench;
        QTRY_VERIFY(bench.hasBegun());
        const int before = bench.model->jobCount();
        bench.filter->setText(u"quicksilver state:failed took:<1h"_s);
        QVERIFY(!bench.table->isVisible());
        for (QAbstractButton *button : bench.window.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && qobject_cast<QPushButton *>(button) &&
                button->text() == u"Search the history too")
                click(button);
        }
        QTRY_COMPARE(bench.model->rowCount(), 1);
        QTRY_VERIFY(!bench.isLoading());
        QVERIFY(bench.table->isVisible());
        QCOMPARE(bench.cell(0, Column::Name), u"old 7"_s);
        QCOMPARE(bench.model->jobCount(), before + 1);
        QVERIFY(!bench.action(u"searchHistory"_s)->isEnabled());
        bench.filter->setText(u"state:failed"_s);
        QVERIFY(bench.action(u"searchHistory"_s)->isEnabled());
    }

    void aFilterLoadsNothingByItself()
    {
        Bench bench;
        bench.filter->setText(u"quicksilver"_s);
        QTRY_VERIFY(bench.hasBegun());
        QVERIFY(!bench.isLoading());
        QVERIFY(!bench.model->find(engine::JobId(u"old-7"_s)));
    }

    void whatWasLoadedIsRetriedAndForgotten()
    {
        Bench bench;
        QTRY_VERIFY(bench.hasBegun());
        bench.action(u"loadAllOlder"_s)->trigger();
        QTRY_COMPARE(bench.model->jobCount(), 3'000);
        QVERIFY(bench.table->selectJob(engine::JobId(u"old-3"_s)));
        QTest::keyClick(&bench.window, Qt::Key_F5);
        QTRY_COMPARE(bench.model->jobCount(), 3'001);
        QCOMPARE(bench.model->job(0).attempt, 2);
        QVERIFY(bench.table->selectJob(engine::JobId(u"old-3"_s)));
        bool wasAsked = false;
        answerBox(u"Forget"_s, &wasAsked);
        bench.action(u"forget"_s)->trigger();
        QVERIFY(wasAsked);
        QTRY_VERIFY(!bench.model->find(engine::JobId(u"old-3"_s)));
        QCOMPARE(bench.model->jobCount(), 3'000);
    }

    void aForgetByAnotherClientTakesTheWholeTree()
    {
        Bench bench;
        QTRY_VERIFY(bench.hasBegun());
        bench.action(u"loadAllOlder"_s)->trigger();
        QTRY_COMPARE(bench.model->jobCount(), 3'000);
        engine::EngineClient other(bench.thread());
        other.apply(engine::Verb::Forget, {engine::JobId(u"old-1990"_s)});
        QTRY_COMPARE(bench.model->jobCount(), 2'980);
        // Something is missing now; as far as the window can know, the history has it.
        QVERIFY(bench.action(u"loadOlder"_s)->isEnabled());
        bench.action(u"loadOlder"_s)->trigger();
        QTRY_VERIFY(!bench.isLoading());
        QCOMPARE(bench.model->jobCount(), 2'980);
        QVERIFY(!bench.action(u"loadOlder"_s)->isEnabled());
    }

    void aFirstStartOffersNothing()
    {
        WindowBench bench(WindowBench::Keep::History);
        bench.client.submit(squareSpec(u"first"_s, 2));
        QTRY_VERIFY(bench.is(u"first"_s, JobState::Succeeded));
        QVERIFY(!bench.action(u"loadOlder"_s)->isEnabled());
        QCOMPARE(find<QLabel>(&bench.window, u"olderText"_s)->text(), u"1 job(s) · all jobs are shown"_s);
    }

    void theFocusStaysInTheFooter()
    {
        Bench bench;
        QTRY_VERIFY(bench.hasBegun());
        bench.link(u"loadAllOlder"_s)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(bench.link(u"loadAllOlder"_s), Qt::Key_Space);
        QVERIFY(bench.link(u"stopLoading"_s)->hasFocus());
        QTRY_VERIFY(!bench.isLoading());
    }

    void theHistoryIsAskedWhatItCanBeAsked()
    {
        engine::KindInfo compute;
        compute.name = u"compute"_s;
        const auto search = [&](const QString &text) { return historySearch(parseQuery(text), {compute}); };
        const engine::HistoryQuery all =
            search(u"two words state:failed kind:COMPUTE label:Nightly took:>5m -not group:g"_s);
        QCOMPARE(all.text, u"two words"_s);
        QCOMPARE(all.state, JobState::Failed);
        QCOMPARE(all.kind, u"compute"_s);
        QCOMPARE(all.label, u"Nightly"_s);
        const engine::HistoryQuery none = search(u"state:failed,cancelled kind:a,b -label:x -state:done"_s);
        QVERIFY(!none.state);
        QVERIFY(none.kind.isEmpty() && none.label.isEmpty() && none.text.isEmpty());
    }
};

QTEST_MAIN(OlderJobsTest)
#include "tst_olderjobs.moc"
