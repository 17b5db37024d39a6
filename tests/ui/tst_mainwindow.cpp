// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "core/engine/demojobs.h"
#include "tests/ui/windowbench.h"
#include "ui/banner.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/runcommanddialog.h"
#include "ui/newjob/scopedialog.h"
#include "ui/output/outputview.h"
#include "ui/table/jobtableview.h"
#include "ui/verbs/mainactions.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolBar>
#include <QToolButton>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using Bench = test::WindowBench;
using test::answerBox;
using test::click;
using test::find;
using test::forever;
using test::parentSpec;
using test::sleepSpec;
using test::squareSpec;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstPaintIsToldOnce()
    {
        test::EngineBench bench;
        QSettings settings(bench.path(u"settings.ini"_s), QSettings::IniFormat);
        MainWindow window(bench.client, settings);
        QSignalSpy painted(&window, &MainWindow::painted);
        for (int times = 0; times < 2; ++times) {
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QTRY_VERIFY(!painted.isEmpty());
            for (int turn = 0; turn < 3; ++turn) // it comes after the paint
                QCoreApplication::processEvents();
            QCOMPARE(painted.count(), 1);
            window.hide();
        }
    }

    void anEmptyWindowSaysWhatToDoNext()
    {
        Bench bench;
        QTRY_VERIFY(!bench.table->isVisible()); // once the engine is up
        bool found = false;
        for (QPushButton *button : bench.window.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == u"New Job") {
                found = true;
                click(button);
            }
        }
        QVERIFY(found);
        QVERIFY(bench.dialog<NewJobDialog>());
    }

    void newJobStartsAJobByClicks()
    {
        Bench bench;
        bench.pressToolButton(u"newJob"_s);
        auto *dialog = bench.dialog<NewJobDialog>();
        QVERIFY(dialog);
        auto *kinds = find<QListWidget>(dialog, u"kinds"_s);
        QListWidgetItem *compute = kinds->findItems(u"Compute"_s, Qt::MatchExactly).value(0);
        QVERIFY(compute);
        QTest::mouseClick(kinds->viewport(), Qt::LeftButton, {}, kinds->visualItemRect(compute).center());
        QTest::keyClicks(find<QLineEdit>(dialog, u"params.n"_s), u"7"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.cell(0, Column::State), u"Done"_s);
        QCOMPARE(bench.cell(0, Column::Result), u"49"_s);
        QCOMPARE(bench.cell(0, Column::Kind), u"Compute"_s);
        QTRY_VERIFY(!bench.dialog<NewJobDialog>());
        QVERIFY(bench.table->isVisible());
        QTRY_COMPARE(bench.table->focusedRow(), 0);
    }

    void aRaceShowsItsWinnerAndItsCancelledLoser()
    {
        Bench bench;
        bench.pressToolButton(u"startRace"_s);
        auto *dialog = bench.dialog<ScopeDialog>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChildren<QLineEdit *>(u"name"_s).first(), u"the race"_s);
        test::chooseChildKinds(dialog, u"sleep"_s);
        QTest::keyClicks(test::childField(dialog, 0, u"params.duration_ms"_s), QString::number(forever));
        QTest::keyClicks(test::childField(dialog, 1, u"params.duration_ms"_s), u"1"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_VERIFY(bench.is(u"the race"_s, JobState::Succeeded));
        const int race = bench.row(u"the race"_s);
        QVERIFY(bench.model->isOpen(race));
        QCOMPARE(bench.model->record(race + 1).depth, 1);
        QTRY_COMPARE(bench.cell(race + 1, Column::State), u"Cancelled"_s);
        QTRY_COMPARE(bench.cell(race + 2, Column::State), u"Done"_s);
    }

    void runCommandShowsItsOutputAndDetails()
    {
        Bench bench;
        bench.pressToolButton(u"runCommand"_s);
        auto *dialog = bench.dialog<RunCommandDialog>();
        QVERIFY(dialog);
        QTest::keyClicks(find<QLineEdit>(dialog, u"commandLine"_s),
                         u"echo first; echo '<b>second</b>'; exit 3"_s);
        find<QCheckBox>(dialog, u"shell"_s)->setChecked(true);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.cell(0, Column::State), u"Failed"_s);
        QTRY_COMPARE(find<OutputView>(&bench.window, u"output"_s)->visibleText(), u"first\n<b>second</b>"_s);
        bench.openPane(Bench::Pane::Details);
        QVERIFY(find<QPlainTextEdit>(&bench.window, u"detailsError"_s)->toPlainText().contains(u"exit_code"));
        QCOMPARE(bench.model->job(0).exitCode, std::optional(3));
    }

    void outputIsFollowedWhileTheJobRuns()
    {
        Bench bench;
        const QString fifo = bench.path(u"fifo"_s);
        JobSpec spec;
        spec.kind = u"command"_s;
        spec.params = {{u"shell"_s, u"mkfifo %1; echo before; cat %1"_s.arg(fifo)}};
        bench.client.submit(spec);
        QTRY_VERIFY(bench.model->rowCount() == 1);
        bench.table->selectJob(bench.model->job(0).id);
        auto *output = find<OutputView>(&bench.window, u"output"_s);
        QTRY_COMPARE(output->visibleText(), u"before"_s);
        QCOMPARE(bench.cell(0, Column::State), u"Running"_s);
        QFile writer(fifo);
        QVERIFY(writer.open(QIODevice::WriteOnly));
        writer.write("after\n");
        writer.close();
        QTRY_COMPARE(output->visibleText(), u"before\nafter"_s);
    }

    void deleteCancelsTheSelectedRunningJob()
    {
        Bench bench;
        bench.client.submit(sleepSpec(u"victim"_s, forever));
        bench.client.submit(sleepSpec(u"bystander"_s, forever));
        QTRY_VERIFY(bench.is(u"victim"_s, JobState::Running) && bench.is(u"bystander"_s, JobState::Running));
        QVERIFY(!bench.action(u"cancel"_s)->isEnabled());
        bench.clickRow(u"victim"_s);
        QVERIFY(bench.action(u"cancel"_s)->isEnabled());
        QTest::keyClick(bench.table, Qt::Key_Delete);
        QTRY_VERIFY(bench.is(u"victim"_s, JobState::Cancelled));
        QVERIFY(bench.is(u"bystander"_s, JobState::Running));
        QVERIFY(!bench.action(u"cancel"_s)->isEnabled());
    }

    void cancellingAGroupByTheToolbarCancelsItsChildren()
    {
        Bench bench;
        bench.client.submit(
            parentSpec(u"group"_s, u"g"_s, {sleepSpec(u"a"_s, forever), sleepSpec(u"b"_s, forever)}));
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running) && bench.is(u"b"_s, JobState::Running));
        bench.clickRow(u"g"_s);
        bench.pressToolButton(u"cancel"_s);
        for (const QString &name : {u"a"_s, u"b"_s, u"g"_s})
            QTRY_VERIFY(bench.is(name, JobState::Cancelled));
    }

    void cancellingManyJobsAsksFirst()
    {
        Bench bench;
        for (int i = 0; i < 21; ++i)
            bench.client.submit(sleepSpec(u"job"_s, forever));
        QTRY_COMPARE(bench.model->counts().running, 21);
        bench.action(u"selectAll"_s)->trigger();
        bool wasAsked = false;
        answerBox(u"Keep Them Running"_s, &wasAsked);
        bench.action(u"cancel"_s)->trigger();
        QVERIFY(wasAsked);
        QCOMPARE(bench.model->counts().running, 21);
        wasAsked = false;
        answerBox(u"Cancel 21 Jobs"_s, &wasAsked);
        bench.action(u"cancel"_s)->trigger();
        QVERIFY(wasAsked);
        QTRY_COMPARE(bench.model->counts().cancelled, 21);
    }

    void retryStartsAFinishedJobAgain()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"sum"_s, 3));
        QTRY_VERIFY(bench.is(u"sum"_s, JobState::Succeeded));
        bench.clickRow(u"sum"_s);
        QTest::keyClick(&bench.window, Qt::Key_F5);
        QTRY_COMPARE(bench.model->counts().succeeded, 2);
        QCOMPARE(bench.model->job(0).attempt, 2);
    }

    void theFilterShowsWhatMatchesAndOffersAWayBack()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"apples"_s, 2));
        bench.client.submit(squareSpec(u"pears"_s, 3));
        QTRY_COMPARE(bench.model->rowCount(), 2);
        QTest::keyClick(&bench.window, Qt::Key_F, Qt::ControlModifier);
        auto *filter = find<QLineEdit>(&bench.window, u"filter"_s);
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"PEA"_s);
        QCOMPARE(bench.model->rowCount(), 1);
        QCOMPARE(bench.cell(0, Column::Name), u"pears"_s);
        QTest::keyClicks(filter, u"zz"_s);
        QVERIFY(!bench.table->isVisible());
        for (QPushButton *button : bench.window.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == u"Clear the Filter")
                click(button);
        }
        QCOMPARE(bench.model->rowCount(), 2);
        QVERIFY(bench.table->isVisible());
    }

    void theKeyboardFoldsAndUnfolds()
    {
        Bench bench;
        bench.client.submit(parentSpec(u"group"_s, u"g"_s, {squareSpec(u"a"_s, 1), squareSpec(u"b"_s, 2)}));
        QTRY_COMPARE(bench.model->rowCount(), 3);
        bench.clickRow(u"b"_s);
        QTest::keyClick(bench.table, Qt::Key_Left);
        QCOMPARE(bench.table->focusedRow(), 0);
        QTest::keyClick(bench.table, Qt::Key_Left);
        QCOMPARE(bench.model->rowCount(), 1);
        QTest::keyClick(bench.table, Qt::Key_Right);
        QCOMPARE(bench.model->rowCount(), 3);
        QTest::keyClick(bench.table, Qt::Key_Space);
        QCOMPARE(bench.model->rowCount(), 1);
        QTest::keyClick(bench.table, Qt::Key_Return);
        QCOMPARE(bench.model->rowCount(), 3);
    }

    void aClickOnTheArrowFoldsWithoutSelecting()
    {
        Bench bench;
        bench.client.submit(parentSpec(u"group"_s, u"g"_s, {squareSpec(u"a"_s, 1)}));
        QTRY_COMPARE(bench.model->rowCount(), 2);
        const QRect cell = bench.table->visualRect(bench.model->index(0, int(Column::Name)));
        QTest::mouseClick(bench.table->viewport(), Qt::LeftButton, {},
                          QPoint(cell.left() + 12, cell.center().y()));
        QCOMPARE(bench.model->rowCount(), 1);
        QVERIFY(bench.table->selectedRows().isEmpty());
    }

    void aHiddenWindowTakesNoChangesAndCatchesUp()
    {
        Bench bench;
        bench.window.hide();
        bool isTaken = false;
        bench.client.submit(squareSpec(u"unseen"_s, 2), [&](const auto &result) { isTaken = bool(result); });
        QTRY_VERIFY(isTaken);
        QCoreApplication::processEvents();
        QCOMPARE(bench.model->jobCount(), 0);
        bench.window.show();
        QTRY_VERIFY(bench.is(u"unseen"_s, JobState::Succeeded));
    }

    void closingWithRunningJobsAsks()
    {
        Bench bench;
        bench.client.submit(sleepSpec(u"running"_s, forever));
        QTRY_VERIFY(bench.is(u"running"_s, JobState::Running));
        QSignalSpy quit(&bench.window, &MainWindow::quitRequested);
        bool wasAsked = false;
        answerBox(u"Stay"_s, &wasAsked);
        bench.window.close();
        QVERIFY(wasAsked);
        QVERIFY(bench.window.isVisible());
        QCOMPARE(quit.count(), 0);
        wasAsked = false;
        answerBox(u"Cancel All and Quit"_s, &wasAsked);
        bench.window.close();
        QVERIFY(wasAsked);
        QCOMPARE(quit.count(), 1);
        QVERIFY2(bench.window.isVisible(), "it stays until the jobs are gone");
    }

    void closingWithoutRunningJobsDoesNotAsk()
    {
        Bench bench;
        QSignalSpy quit(&bench.window, &MainWindow::quitRequested);
        QVERIFY(bench.window.close());
        QCOMPARE(quit.count(), 1);
    }

    void theSampleJobsAreAllAccepted()
    {
        Bench bench;
        QSignalSpy refused(&bench.client, &EngineClient::refused);
        bench.action(u"startDemo"_s)->trigger();
        QTRY_VERIFY(bench.model->jobCount() > int(demoJobs().size()));
        for (const DemoJob &demo : demoJobs())
            QTRY_VERIFY2(bench.row(demo.spec.name) >= 0, qPrintable(demo.title));
        QCOMPARE(refused.count(), 0);
    }

    void theAddressIsCopiedByAClick()
    {
        Bench bench;
        bench.window.setHttpAddress(u"http://127.0.0.1:8787"_s);
        auto *button = find<QToolButton>(&bench.window, u"httpAddress"_s);
        QCOMPARE(button->text(), u"http://127.0.0.1:8787"_s);
        click(button);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8787"_s);
    }

    void aProblemWithHttpIsSaidInABanner()
    {
        Bench bench;
        auto *banner = bench.window.findChild<Banner *>();
        QVERIFY(!banner->isVisible());
        bench.window.setHttpProblem(u"port 8787 is taken; choose another with --port"_s);
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->message(), u"port 8787 is taken; choose another with --port"_s);
        QCOMPARE(find<QToolButton>(&bench.window, u"httpAddress"_s)->text(), u"HTTP is off"_s);
    }

    void aQueryThatCannotBeReadIsExplainedAndKept()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"apples"_s, 2));
        QTRY_COMPARE(bench.model->rowCount(), 1);
        auto *filter = find<QLineEdit>(&bench.window, u"filter"_s);
        auto *note = find<QLabel>(&bench.window, u"queryNote"_s);
        filter->setText(u"app state:purple"_s);
        QVERIFY(note->isVisible());
        QVERIFY(note->text().contains(u"purple"));
        QCOMPARE(filter->text(), u"app state:purple"_s);
        QCOMPARE(bench.model->rowCount(), 1);
        filter->setText(u"app"_s);
        QVERIFY(!note->isVisible());
    }

    void layoutIsKeptWithoutAClose()
    {
        Bench bench;
        bench.table->setColumnHidden(int(Column::Kind), true);
        bench.table->setDensity(JobTableView::Density::Compact);
        find<QLineEdit>(&bench.window, u"filter"_s)->setText(u"state:failed"_s);
        QTRY_COMPARE(bench.settings.value(u"table/filter"_s).toString(), u"state:failed"_s);
        MainWindow next(bench.client, bench.settings);
        auto *table = find<JobTableView>(&next, u"jobTable"_s);
        QVERIFY(table->isColumnHidden(int(Column::Kind)));
        QCOMPARE(table->density(), JobTableView::Density::Compact);
        QCOMPARE(next.findChild<JobTableModel *>()->filter(), u"state:failed"_s);
    }

    void columnsAndOrderAreRemembered()
    {
        Bench bench;
        bench.table->setColumnHidden(int(Column::Kind), true);
        bench.table->sortByColumn(int(Column::Name), Qt::AscendingOrder);
        bench.window.close();
        MainWindow next(bench.client, bench.settings);
        auto *table = find<JobTableView>(&next, u"jobTable"_s);
        QVERIFY(table->isColumnHidden(int(Column::Kind)));
        bench.client.submit(squareSpec(u"b"_s, 1));
        bench.client.submit(squareSpec(u"a"_s, 1));
        next.show();
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"a"_s);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
