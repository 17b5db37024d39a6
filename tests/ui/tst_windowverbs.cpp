// SPDX-License-Identifier: GPL-3.0-or-later
// What can be taken back.
#include "tests/ui/windowbench.h"
#include "ui/banner.h"

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
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
};

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
        QTRY_COMPARE(bench.undoText(), u"Undo Pause of 1 Job(s)"_s);
        QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(bench.is(u"a"_s, JobState::Running));
        QVERIFY(!bench.action(u"undo"_s)->isEnabled());
        QCOMPARE(bench.undoText(), u"Undo"_s);
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
};

QTEST_MAIN(TestWindowVerbs)
#include "tst_windowverbs.moc"
