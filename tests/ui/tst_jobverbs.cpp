// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowbench.h"
#include "ui/banner.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/runcommanddialog.h"
#include "ui/timeline/timelinepane.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using Bench = test::WindowBench;
using test::click;
using test::find;
using test::forever;
using test::parentSpec;
using test::sleepSpec;
using test::squareSpec;

namespace {

/// Of all there are: those that have the word among their arguments.
int processesWith(const QByteArray &word)
{
    int count = 0;
    for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        QFile file(u"/proc/%1/cmdline"_s.arg(pid));
        if (file.open(QIODevice::ReadOnly) && file.readAll().split('\0').contains(word))
            ++count;
    }
    return count;
}

/// Of a value among the details.
QString text(const Bench &bench, const QString &value)
{
    bench.openPane(Bench::Pane::Details);
    return find<QPlainTextEdit>(&bench.window, value)->toPlainText();
}

/// A job that waits until the test lets it: for another one that never ends by itself.
JobSpec waitingSpec(const QString &name, const JobId &other)
{
    JobSpec spec = squareSpec(name, 2);
    spec.after = {{other, After::When::Finished}};
    return spec;
}

JobSpec blockerSpec()
{
    JobSpec spec = sleepSpec(u"blocker"_s, forever);
    spec.id = JobId(u"blocker"_s);
    return spec;
}

} // namespace

class TestJobVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsOfferedWithoutASelection()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"sum"_s, 3));
        QTRY_VERIFY(bench.is(u"sum"_s, JobState::Succeeded));
        for (const QString &verb : {u"cancel"_s, u"retry"_s, u"pause"_s, u"resume"_s, u"forceStart"_s,
                                    u"moveUp"_s, u"forget"_s, u"editAndRerun"_s})
            QVERIFY2(!bench.action(verb)->isEnabled(), qPrintable(verb));
    }

    void pauseAndResumeManyAtOnce()
    {
        Bench bench;
        bench.client.submit(sleepSpec(u"a"_s, forever));
        bench.client.submit(sleepSpec(u"b"_s, forever));
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running) && bench.is(u"b"_s, JobState::Running));
        bench.table->setFocus();
        QTest::keyClick(bench.table, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!bench.action(u"resume"_s)->isEnabled());
        QTest::keyClick(&bench.window, Qt::Key_P, Qt::ControlModifier);
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Paused) && bench.is(u"b"_s, JobState::Paused));
        QTRY_VERIFY(!bench.action(u"pause"_s)->isEnabled());
        QTest::keyClick(&bench.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running) && bench.is(u"b"_s, JobState::Running));
    }

    void startNowDoesNotWait()
    {
        Bench bench;
        bench.client.submit(blockerSpec());
        bench.client.submit(waitingSpec(u"held"_s, JobId(u"blocker"_s)));
        QTRY_VERIFY(bench.is(u"held"_s, JobState::Queued));
        bench.clickRow(u"held"_s);
        QTRY_VERIFY(bench.action(u"forceStart"_s)->isEnabled());
        QTRY_VERIFY(text(bench, u"detailsWaiting"_s).contains(u"blocker"));
        bench.action(u"forceStart"_s)->trigger();
        QTRY_VERIFY(bench.is(u"held"_s, JobState::Succeeded));
    }

    void theQueueIsReorderedStepByStep()
    {
        Bench bench;
        bench.client.submit(blockerSpec());
        for (const QString &name : {u"first"_s, u"second"_s, u"third"_s})
            bench.client.submit(waitingSpec(name, JobId(u"blocker"_s)));
        QTRY_VERIFY(bench.row(u"third"_s) >= 0);
        const auto order = [&] {
            QMap<qint64, QString> names;
            for (const QString &name : {u"first"_s, u"second"_s, u"third"_s})
                names.insert(bench.model->job(bench.row(name)).queueOrder, name);
            return names.values().join(u' ');
        };
        QCOMPARE(order(), u"first second third"_s);
        bench.clickRow(u"third"_s);
        QTRY_VERIFY(bench.action(u"moveUp"_s)->isEnabled());
        QTest::keyClick(bench.table, Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(order(), u"first third second"_s);
        QTest::keyClick(bench.table, Qt::Key_Home, Qt::AltModifier);
        QTRY_COMPARE(order(), u"third first second"_s);
        QTest::keyClick(bench.table, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(order(), u"first third second"_s);
        QTest::keyClick(bench.table, Qt::Key_End, Qt::AltModifier);
        QTRY_COMPARE(order(), u"first second third"_s);
    }

    void forgetAsksAndRemovesTheJob()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"sum"_s, 3));
        bench.client.submit(squareSpec(u"stays"_s, 4));
        QTRY_VERIFY(bench.is(u"sum"_s, JobState::Succeeded) && bench.is(u"stays"_s, JobState::Succeeded));
        bench.clickRow(u"sum"_s);
        bool wasAsked = false;
        test::answerBox(u"Forget"_s, &wasAsked);
        QTest::keyClick(bench.table, Qt::Key_Delete, Qt::ShiftModifier);
        QVERIFY(wasAsked);
        QTRY_COMPARE(bench.row(u"sum"_s), -1);
        QVERIFY(bench.row(u"stays"_s) >= 0);
    }

    void editAndRerunBeginsWithWhatTheJobHad()
    {
        Bench bench;
        JobSpec spec = squareSpec(u"sum"_s, 6);
        spec.labels = {u"night shift"_s};
        bench.client.submit(spec);
        QTRY_VERIFY(bench.is(u"sum"_s, JobState::Succeeded));
        bench.clickRow(u"sum"_s);
        QTest::keyClick(&bench.window, Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(bench.dialog<NewJobDialog>());
        auto *dialog = bench.dialog<NewJobDialog>();
        QCOMPARE(find<QLineEdit>(dialog, u"labels"_s)->text(), u"night shift"_s);
        auto *number = find<QLineEdit>(dialog, u"params.n"_s);
        QCOMPARE(number->text(), u"6"_s);
        number->selectAll();
        QTest::keyClicks(number, u"7"_s);
        QVERIFY(find<QLineEdit>(dialog, u"newJobCurl"_s)->text().contains(u"\"n\":7"));
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->counts().succeeded, 2);
        QCOMPARE(bench.cell(0, Column::Result), u"49"_s);
        QCOMPARE(bench.model->job(0).labels, QStringList{u"night shift"_s});
    }

    void aGroupIsEditedWithItsChildren()
    {
        Bench bench;
        JobSpec group = parentSpec(u"group"_s, u"g"_s, {squareSpec(u"a"_s, 5), squareSpec(u"b"_s, 6)});
        group.policy = Policy::Settle;
        bench.client.submit(group);
        QTRY_VERIFY(bench.is(u"g"_s, JobState::Succeeded));
        bench.clickRow(u"g"_s);
        bench.action(u"editAndRerun"_s)->trigger();
        QTRY_VERIFY(bench.dialog<NewJobDialog>());
        auto *dialog = bench.dialog<NewJobDialog>();
        QCOMPARE(test::childField(dialog, 1, u"params.n"_s)->text(), u"6"_s);
        QCOMPARE(find<QComboBox>(dialog, u"policy"_s)->currentData().toInt(), int(Policy::Settle));
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->counts().succeeded, 4);
    }

    void cancelSaysWhatItWouldEndBeforeAndWhatEndedAfter()
    {
        Bench bench;
        bench.client.submit(
            parentSpec(u"group"_s, u"g"_s, {sleepSpec(u"a"_s, forever), sleepSpec(u"b"_s, forever)}));
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running) && bench.is(u"b"_s, JobState::Running));
        bench.clickRow(u"g"_s);
        bench.action(u"cancel"_s)->hover();
        const QString before = bench.action(u"cancel"_s)->statusTip();
        QVERIFY2(before.contains(u"2 below") && before.contains(u"a, b"), qPrintable(before));
        bench.pressToolButton(u"cancel"_s);
        auto *banner = bench.window.findChild<Banner *>();
        QTRY_VERIFY(banner->message().contains(u"“g” was cancelled"));
    }

    void cancelMarksWhatWouldGoAndWhatCouldNeverStart()
    {
        Bench bench;
        bench.client.submit(blockerSpec());
        JobSpec next = squareSpec(u"next"_s, 2);
        next.id = JobId(u"next"_s);
        next.after = {{JobId(u"blocker"_s), After::When::Success}};
        bench.client.submit(next);
        JobSpec last = parentSpec(u"group"_s, u"last"_s, {squareSpec(u"inside"_s, 2)});
        last.after = {{JobId(u"next"_s), After::When::Failure}};
        bench.client.submit(last);
        bench.client.submit(waitingSpec(u"any end will do"_s, JobId(u"blocker"_s)));
        QTRY_COMPARE(bench.model->jobCount(), 5);
        QTRY_VERIFY(bench.is(u"blocker"_s, JobState::Running));
        bench.clickRow(u"blocker"_s);
        auto *button =
            find<QToolBar>(&bench.window, u"toolBar"_s)->widgetForAction(bench.action(u"cancel"_s));
        QTRY_VERIFY(button->isEnabled());
        QVERIFY(bench.table->doomed().isEmpty());
        QEnterEvent enter({}, {}, {});
        QCoreApplication::sendEvent(button, &enter);
        const QString words = bench.window.statusBar()->currentMessage();
        QVERIFY2(words.contains(u"3 waiting for these can then never start: next, last, inside"),
                 qPrintable(words));
        QCOMPARE(bench.table->doomed().size(), 4);
        bench.client.submit(squareSpec(u"too much"_s, 3'037'000'500)); // whose count comes up under the words
        QTRY_COMPARE(bench.model->counts().failed, 1);
        auto *failed = find<QLabel>(&bench.window, u"failedCount"_s);
        QVERIFY(!failed->isVisible());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(button, &leave);
        QVERIFY(bench.table->doomed().isEmpty());
        QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
        QTRY_VERIFY(failed->isVisible());
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFocus();
        QTRY_COMPARE(bench.table->doomed().size(), 4);
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_COMPARE(bench.model->counts().cancelled, 3);
        QVERIFY(bench.table->doomed().isEmpty());
        QTRY_VERIFY(bench.is(u"any end will do"_s, JobState::Succeeded));
    }

    void everyProcessOfACancelledCommandIsInTheReceipt_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("the shell stays") << u"setsid sh -c 'sleep %1 & sleep %1'; :"_s;
        QTest::newRow("setsid is the program") << u"setsid sh -c 'sleep %1 & sleep %1'"_s;
    }
    void everyProcessOfACancelledCommandIsInTheReceipt()
    {
        QFETCH(QString, line);
        Bench bench;
        const QByteArray seconds = "999." + QByteArray::number(QCoreApplication::applicationPid());
        bench.pressToolButton(u"runCommand"_s);
        auto *dialog = bench.dialog<RunCommandDialog>();
        QVERIFY(dialog);
        find<QCheckBox>(dialog, u"shell"_s)->setChecked(true);
        QTest::keyClicks(find<QLineEdit>(dialog, u"commandLine"_s), line.arg(QString::fromLatin1(seconds)));
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(processesWith(seconds), 2);
        QTRY_COMPARE(bench.table->focusedRow(), 0);
        QTRY_VERIFY(bench.action(u"cancel"_s)->isEnabled());
        const QString output = bench.model->job(0).outputFile;
        bench.pressToolButton(u"cancel"_s);
        QTRY_COMPARE(bench.cell(0, Column::State), u"Cancelled"_s);
        QCOMPARE(processesWith(seconds), 0);

        QTRY_VERIFY(text(bench, u"detailsReceipt"_s).contains(u"no process is left"));
        const QString receipt = text(bench, u"detailsReceipt"_s);
        QCOMPARE(receipt.count(u"sleep, process "), 2);
        const auto &processes = bench.model->job(0).receipt->processes;
        for (const EndedProcess &process : processes) {
            QVERIFY2(receipt.contains(u"process %1,"_s.arg(process.pid)), qPrintable(receipt));
            QVERIFY(process.gone);
        }
        QVERIFY(receipt.contains(u"SIGTERM after"));
        QTRY_VERIFY(bench.window.findChild<Banner *>()->message().contains(u"no process is left"));
    }

    void theFinishOfARaceIsATable()
    {
        Bench bench;
        bench.client.submit(
            parentSpec(u"race"_s, u"r"_s, {sleepSpec(u"slow"_s, forever), sleepSpec(u"fast"_s, 1)}));
        QTRY_VERIFY(bench.is(u"r"_s, JobState::Succeeded));
        bench.clickRow(u"r"_s);
        bench.openPane(Bench::Pane::Details);
        auto *table = find<QTableView>(&bench.window, u"finishTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"fast"_s);
        QCOMPARE(table->model()->index(1, 2).data().toString(), u"Cancelled"_s);
        QVERIFY(!table->model()->index(1, 6).data().toString().isEmpty());
    }

    void theLineForCurlIsCopiedByItsButton()
    {
        Bench bench;
        bench.window.setHttpAddress(u"http://127.0.0.1:4711"_s);
        bench.client.submit(squareSpec(u"it's"_s, 3));
        QTRY_VERIFY(bench.is(u"it's"_s, JobState::Succeeded));
        bench.clickRow(u"it's"_s);
        bench.openPane(Bench::Pane::Details);
        QTRY_VERIFY(!find<QLineEdit>(&bench.window, u"detailsCurl"_s)->text().isEmpty());
        find<QToolButton>(&bench.window, u"detailsCurl.copy"_s)->click();
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY(line.endsWith(u"http://127.0.0.1:4711/api/v1/jobs"));
        QVERIFY2(line.contains(u"\"name\":\"it'\\''s\""), qPrintable(line));
    }

    void theTimelineShowsTheRaceOfTheSelectedJob()
    {
        Bench bench;
        bench.client.submit(squareSpec(u"bystander"_s, 1));
        bench.client.submit(
            parentSpec(u"race"_s, u"r"_s, {sleepSpec(u"slow"_s, forever), sleepSpec(u"fast"_s, 1)}));
        QTRY_VERIFY(bench.is(u"r"_s, JobState::Succeeded) && bench.is(u"bystander"_s, JobState::Succeeded));
        auto *timeline = find<TimelinePane>(&bench.window, u"timeline"_s);
        QVERIFY2(timeline->lanes().lanes.isEmpty(), "it must not look while nobody looks at it");
        find<QTabWidget>(&bench.window, u"dockTabs"_s)->setCurrentWidget(timeline);
        QTRY_COMPARE(timeline->lanes().lanes.size(), 4);
        bench.clickRow(u"fast"_s);
        QTRY_COMPARE(timeline->lanes().lanes.size(), 3);
        QCOMPARE(timeline->lanes().lanes[0].name, u"r"_s);
        QCOMPARE(timeline->lanes().lanes[2].place, 1);
    }

    void liveTasksAreAskedForOnlyWhileTheyAreSeen()
    {
        Bench bench;
        bench.client.submit(sleepSpec(u"sleeper"_s, forever));
        QTRY_VERIFY(bench.is(u"sleeper"_s, JobState::Running));
        bench.openPane(Bench::Pane::LiveTasks);
        auto *table = find<QTableView>(&bench.window, u"liveTasks"_s);
        const auto rowOfJob = [&] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, 1).data().toString() == u"sleeper")
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY(rowOfJob() >= 0);
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.clickRow(u"sleeper"_s);
        bench.action(u"cancel"_s)->trigger();
        QTRY_COMPARE(rowOfJob(), -1);
    }

    void newJobTakesWhenAndHowOften()
    {
        Bench bench;
        bench.pressToolButton(u"newJob"_s);
        auto *dialog = bench.dialog<NewJobDialog>();
        dialog->chooseKind(u"compute"_s);
        QTest::keyClicks(find<QLineEdit>(dialog, u"params.n"_s), u"3"_s);
        click(find<QToolButton>(dialog, u"moreOptions"_s));
        QTest::keyClicks(find<QLineEdit>(dialog, u"delay"_s), u"soon"_s);
        click(find<QPushButton>(dialog, u"start"_s));
        auto *note = find<QLabel>(dialog, u"note.options"_s);
        QVERIFY(note->isVisible() && note->text().contains(u"“soon” is not a time"));
        auto *delay = find<QLineEdit>(dialog, u"delay"_s);
        delay->selectAll();
        QTest::keyClicks(delay, u"1.5h"_s);
        QTest::keyClicks(find<QLineEdit>(dialog, u"labels"_s), u"nightly, the long one"_s);
        find<QSpinBox>(dialog, u"priority"_s)->setValue(7);
        find<QSpinBox>(dialog, u"retries"_s)->setValue(2);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->rowCount(), 1);
        const JobSnapshot &job = bench.model->job(0);
        QCOMPARE(job.labels, (QStringList{u"nightly"_s, u"the long one"_s}));
        QCOMPARE(job.priority, 7);
        QCOMPARE(job.lastAttempt, 3);
        QVERIFY(job.waiting && job.waiting->code == u"delay");
    }
};

QTEST_MAIN(TestJobVerbs)
#include "tst_jobverbs.moc"
