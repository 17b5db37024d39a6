// SPDX-License-Identifier: GPL-3.0-or-later
// What can be taken back, dropped on the window, grouped; and what it costs to look at.
#include "tests/ui/windowbench.h"
#include "ui/banner.h"
#include "ui/files/filedrop.h"
#include "ui/livetasks/poolsparkline.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/runcommanddialog.h"
#include "ui/newjob/scopedialog.h"

#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::click;
using test::find;
using test::forever;
using test::parentSpec;
using test::sleepSpec;
using test::squareSpec;

namespace {

struct Bench : test::WindowBench
{
    QString undoText() { return action(u"undo"_s)->text().remove(u'&'); }
    QString banner() { return window.findChild<Banner *>()->message(); }

    /// A job that never ends by itself, and three in the queue behind it.
    void fillQueue()
    {
        submit(sleepSpec(u"blocker"_s, forever));
        for (const QString &name : {u"first"_s, u"second"_s, u"third"_s})
            submit(squareSpec(name, 2), {{JobId(u"blocker"_s), After::When::Finished}});
        QTRY_VERIFY(is(u"blocker"_s, JobState::Running) && is(u"third"_s, JobState::Queued));
    }
    void submit(JobSpec spec, const QList<After> &after = {})
    {
        spec.id = JobId(spec.name);
        spec.after = after;
        client.submit(spec);
    }
    QString queue()
    {
        QStringList names;
        for (const JobId &id : model->queueOrder())
            names += model->find(id)->name;
        return names.join(u' ');
    }
    /// As a file manager drops it; true: it was taken.
    bool drop(const QList<QUrl> &urls)
    {
        QMimeData data;
        data.setUrls(urls);
        const Qt::DropActions offered = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter({200, 200}, offered, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&window, &enter);
        if (!enter.isAccepted())
            return false;
        auto *hint = find<DropHint>(&window, u"dropHint"_s);
        if (!hint->isVisible())
            qFatal("nothing shows that it can be dropped");
        QDropEvent event({200, 200}, offered, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&window, &event);
        return event.isAccepted() && event.dropAction() == Qt::CopyAction && !hint->isVisible();
    }
    QString file(const QString &name)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be made", qPrintable(name));
        return file.fileName();
    }
    /// The entry of the menu that a drop opens; its text without the key.
    QAction *offer(const QString &text)
    {
        QMenu *menu = nullptr;
        if (!QTest::qWaitFor([&] { return (menu = window.findChild<QMenu *>(u"dropMenu"_s)) != nullptr; }))
            qFatal("no menu has opened");
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(text))
                return action;
        }
        return nullptr;
    }
};

QList<QUrl> urls(const QStringList &paths)
{
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls += QUrl::fromLocalFile(path);
    return urls;
}

} // namespace

class TestWindowVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPauseIsTakenBack()
    {
        Bench bench;
        QVERIFY(!bench.action(u"undo"_s)->isEnabled());
        bench.submit(sleepSpec(u"a"_s, forever));
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running));
        bench.clickRow(u"a"_s);
        bench.action(u"pause"_s)->trigger();
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Paused));
        auto *paused = find<QLabel>(&bench.window, u"pausedCount"_s);
        QTRY_COMPARE(paused->text(), u"1 paused"_s);
        QVERIFY(paused->isVisible());
        QCOMPARE(find<QLabel>(&bench.window, u"runningCount"_s)->text(), u"0 running"_s);
        QTRY_COMPARE(bench.undoText(), u"Undo Pause of 1 Job(s)"_s);
        QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running));
        QVERIFY(!bench.action(u"undo"_s)->isEnabled());
        QCOMPARE(bench.undoText(), u"Undo"_s);
        QTRY_VERIFY(!paused->isVisible());
    }

    void movesAreTakenBackOneByOne()
    {
        Bench bench;
        bench.fillQueue();
        bench.clickRow(u"third"_s);
        bench.action(u"moveUp"_s)->trigger();
        QTRY_COMPARE(bench.queue(), u"first third second"_s);
        bench.clickRow(u"first"_s);
        bench.clickRow(u"third"_s, Qt::ControlModifier);
        bench.action(u"moveToBottom"_s)->trigger();
        QTRY_COMPARE(bench.queue(), u"second first third"_s);
        QTRY_COMPARE(bench.undoText(), u"Undo Move of 2 Job(s) in the Queue"_s);
        bench.action(u"undo"_s)->trigger();
        QTRY_COMPARE(bench.queue(), u"first third second"_s);
        bench.action(u"undo"_s)->trigger();
        QTRY_COMPARE(bench.queue(), u"first second third"_s);
        QVERIFY(!bench.action(u"undo"_s)->isEnabled());
    }

    void aCancelOfWhatHadNotBegunIsTakenBackWithItsWaits()
    {
        Bench bench;
        bench.fillQueue();
        bench.submit(squareSpec(u"last"_s, 3), {{JobId(u"third"_s), After::When::Success}});
        QTRY_VERIFY(bench.row(u"last"_s) >= 0);
        bench.clickRow(u"third"_s);
        bench.action(u"cancel"_s)->trigger();
        QTRY_VERIFY(bench.is(u"third"_s, JobState::Cancelled) && bench.is(u"last"_s, JobState::Cancelled));
        QCOMPARE(bench.undoText(), u"Undo Cancel of 2 Job(s) Not Begun"_s);
        bench.action(u"undo"_s)->trigger();
        QTRY_COMPARE(bench.queue(), u"first second third last"_s);
        QTRY_VERIFY2(bench.banner().contains(u"2 job(s) wait again"), qPrintable(bench.banner()));
        const JobSnapshot last = *bench.model->find(bench.model->queueOrder().last());
        QCOMPARE(last.after, (QList<After>{{bench.model->queueOrder().at(2), After::When::Success}}));
    }

    void lostWorkIsNotPromisedBack()
    {
        Bench bench;
        bench.fillQueue();
        bench.submit(squareSpec(u"next"_s, 3), {{JobId(u"blocker"_s), After::When::Success}});
        QTRY_VERIFY(bench.row(u"next"_s) >= 0);
        bench.clickRow(u"blocker"_s);
        bench.action(u"cancel"_s)->trigger();
        QTRY_VERIFY(bench.is(u"next"_s, JobState::Cancelled));
        QVERIFY(!bench.action(u"undo"_s)->isEnabled());
    }

    void hundredClicksAreOneCancel()
    {
        Bench bench;
        bench.client.submit(
            parentSpec(u"group"_s, u"g"_s, {sleepSpec(u"a"_s, forever), sleepSpec(u"b"_s, forever)}));
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running) && bench.is(u"b"_s, JobState::Running));
        bench.clickRow(u"g"_s);
        for (int i = 0; i < 100; ++i)
            bench.action(u"cancel"_s)->trigger();
        QTRY_VERIFY(bench.is(u"g"_s, JobState::Cancelled));
        QCoreApplication::processEvents();
        QVERIFY2(bench.banner().contains(u"“g” was cancelled"), qPrintable(bench.banner()));
    }

    void droppedFilesAreOfferedForTheirChecksums()
    {
        Bench bench;
        const QStringList paths{bench.file(u"a & b"_s), bench.file(u"c"_s), bench.path(u"output"_s)};
        QVERIFY(bench.drop(urls(paths)));
        QAction *checksums = bench.offer(u"Checksums of 3 Files"_s);
        QVERIFY(checksums);
        QVERIFY(!bench.offer(u"Import"_s));
        checksums->trigger();
        auto *dialog = bench.dialog<NewJobDialog>();
        QVERIFY(dialog);
        QVERIFY(find<QLineEdit>(dialog, u"newJobCurl"_s)->text().contains(u"a & b"));
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->rowCount(), 1);
        QTRY_COMPARE(bench.model->job(0).state, JobState::Succeeded);
    }

    void droppedFilesAreTheLastWordsOfACommand()
    {
        Bench bench;
        const QStringList paths{bench.file(u"it's one"_s), bench.file(u"two"_s)};
        QVERIFY(bench.drop(urls(paths)));
        bench.offer(u"Run a Command with 2 Files"_s)->trigger();
        auto *dialog = bench.dialog<RunCommandDialog>();
        QVERIFY(dialog);
        auto *line = find<QLineEdit>(dialog, u"commandLine"_s);
        QTest::keyClicks(line, u"ls"_s);
        QCOMPARE(parseShellWords(line->text()).words, QStringList{u"ls"_s} + paths);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->counts().succeeded, 1);
    }

    void anAddressIsOfferedAsADownload()
    {
        Bench bench;
        QVERIFY(bench.drop({QUrl(u"https://example.org/a%20b?c=d"_s)}));
        QTRY_VERIFY(bench.dialog<NewJobDialog>());
        QVERIFY(find<QLineEdit>(bench.dialog<NewJobDialog>(), u"newJobCurl"_s)
                    ->text()
                    .contains(u"\"urls\":[\"https://example.org/a%20b?c=d\"]"));
    }

    void whatIsNotHereIsRefusedWithWords()
    {
        Bench bench;
        QVERIFY(bench.drop({QUrl(u"sftp://host/file"_s)}));
        QTRY_VERIFY2(bench.banner().contains(u"“sftp://host/file” is not on this machine"),
                     qPrintable(bench.banner()));
        QVERIFY(bench.drop({QUrl(u"https://a/1"_s), QUrl(u"https://a/2"_s)}));
        QTRY_VERIFY(bench.banner().contains(u"one at a time"));
        QMimeData text;
        text.setText(u"words"_s);
        QDragEnterEvent enter({200, 200}, Qt::CopyAction, &text, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&bench.window, &enter);
        QVERIFY(!enter.isAccepted());
    }

    void moreNamesThanALineHoldsAreNoCommand()
    {
        Bench bench;
        QStringList paths;
        for (int i = 0; i < 4'000; ++i)
            paths += u"/tmp/file-%1"_s.arg(i);
        QVERIFY(bench.drop(urls(paths)));
        QAction *command = bench.offer(u"Run a Command"_s);
        QVERIFY(command && !command->isEnabled());
    }

    void aGroupIsBuiltWithItsPolicyAndLimit()
    {
        Bench bench;
        QTest::keyClick(&bench.window, Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = bench.dialog<ScopeDialog>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChildren<QLineEdit *>(u"name"_s).first(), u"the group"_s);
        auto *policy = find<QComboBox>(dialog, u"policy"_s);
        policy->setCurrentIndex(policy->findData(int(Policy::Settle)));
        find<QSpinBox>(dialog, u"maxParallel"_s)->setValue(1);
        click(find<QToolButton>(dialog, u"addChild"_s));
        test::chooseChildKinds(dialog, u"sleep"_s);
        for (int child = 0; child < 2; ++child)
            QTest::keyClicks(test::childField(dialog, child, u"params.duration_ms"_s),
                             QString::number(forever));
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_COMPARE(bench.model->counts().running, 1);
        QCOMPARE(bench.model->counts().queued, 1);
        QCOMPARE(bench.model->job(0).name, u"the group"_s);
        std::optional<JobSpec> spec;
        bench.client.specOf(bench.model->job(0).id, [&](const auto &found) { spec = found; });
        QTRY_VERIFY(spec);
        QCOMPARE(spec->policy, Policy::Settle);
        QCOMPARE(spec->maxParallel, 1);
    }

    void thePoolIsLookedAtOnlyWhileJobsRunAndSomebodyLooks()
    {
        Bench bench;
        auto *graph = find<PoolSparkline>(&bench.window, u"poolSparkline"_s);
        QVERIFY(!graph->isAsking());
        bench.submit(sleepSpec(u"a"_s, forever));
        QTRY_VERIFY(graph->isAsking());
        bench.window.hide();
        QVERIFY(!graph->isAsking());
        bench.window.show();
        QVERIFY(graph->isAsking());
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running));
        bench.clickRow(u"a"_s);
        bench.action(u"pause"_s)->trigger();
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Paused));
        QVERIFY(!graph->isAsking());
        bench.action(u"cancel"_s)->trigger();
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Cancelled));
        QVERIFY(!graph->isAsking());
    }
};

QTEST_MAIN(TestWindowVerbs)
#include "tst_windowverbs.moc"
