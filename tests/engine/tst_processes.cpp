// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testprocesses.h"

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstProcesses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leaderThatLeavesItsOutputToAGrandchildIsFinished()
    {
        TestEngine engine; // an end of file on the output would come in ten minutes
        const JobSnapshot end = engine.run(shellSpec(u"echo first; sleep 600 & exit 0"_s));
        QCOMPARE(end.state, JobState::Succeeded);
        QCOMPARE(contentOf(end.outputFile), QByteArray("first\n"));
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void programMayCloseItsDescriptors()
    {
        TestEngine engine;
        const JobId id = engine.start(shellSpec(u"exec 0<&- 1>&- 2>&-; sleep 600 & sleep 600"_s));
        QTRY_COMPARE(namesBelow(::getpid()).count(u"sleep"_s), 2);
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void readersOfStdinSeeItsEnd()
    {
        TestEngine engine;
        const JobSnapshot end =
            engine.run(shellSpec(u"read line; echo $?; cat; wc -c </dev/stdin; [ -t 0 ]; echo $?"_s));
        QCOMPARE(contentOf(end.outputFile), QByteArray("1\n0\n1\n"));
    }
    void terminalIsOutOfReach()
    {
        TestEngine engine; // a session of its own has none, so nothing can ask for a password in ours
        const JobSnapshot end = engine.run(shellSpec(u"(: </dev/tty) 2>/dev/null; echo $?"_s));
        QVERIFY(contentOf(end.outputFile) != "0\n");
    }
    void manyLongArgumentsArrive()
    {
        TestEngine engine;
        QStringList arguments{u"-c"_s, u"echo $# ${#1} ${#200}"_s, u"sh"_s};
        for (int i = 0; i < 200; ++i)
            arguments += QString(1'024, u'a'); // 200 KB together
        const JobSnapshot end = engine.run(programSpec(u"sh"_s, arguments));
        QCOMPARE(end.state, JobState::Succeeded);
        QCOMPARE(contentOf(end.outputFile), QByteArray("200 1024 1024\n"));
    }
    void whatTheSystemCannotPassOnIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        const QString nul = u"a"_s + QChar(0) + u"b"_s;
        QTest::newRow("NUL in an argument") << u"arguments"_s << QVariant(QStringList{nul});
        QTest::newRow("NUL in the cwd") << u"cwd"_s << QVariant(u"/tmp"_s + QChar(0));
        QTest::newRow("NUL in a variable") << u"env"_s << QVariant(QVariantMap{{u"A"_s, nul}});
        QTest::newRow("NUL in a variable's name") << u"env"_s << QVariant(QVariantMap{{nul, u"1"_s}});
        QTest::newRow("= in a variable's name") << u"env"_s << QVariant(QVariantMap{{u"A=B"_s, u"1"_s}});
        QTest::newRow("variable without a name") << u"env"_s << QVariant(QVariantMap{{QString(), u"1"_s}});
    }
    void whatTheSystemCannotPassOnIsRefused()
    {
        QFETCH(const QString, name);
        QFETCH(const QVariant, value);
        TestEngine engine;
        JobSpec job = programSpec(u"true"_s);
        job.params.insert(name, value);
        const Result<JobSnapshot> answer = engine->submit(job);
        QVERIFY(!answer);
        QVERIFY2(answer.refusal().field.startsWith(u"params."_s + name), qPrintable(answer.refusal().field));
    }
    void stoppedTreeIsCancelledAndTheReceiptSaysWhatItWasSent()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"setsid sh -c 'kill -STOP $$; exec sleep 600' & kill -STOP $$"_s);
        job.grace = 60s;
        const JobId id = engine.start(job);
        const auto areStopped = [] {
            int count = 0;
            for (const pid_t leader : childrenOf(::getpid())) {
                QList<pid_t> all{leader};
                for (const pid_t child : childrenOf(leader))
                    all += child;
                count += static_cast<int>(std::count_if(all.begin(), all.end(), [](pid_t pid) {
                    return contentOf(u"/proc/%1/stat"_s.arg(pid)).contains(") T ");
                }));
            }
            return count;
        };
        QTRY_COMPARE(areStopped(), 2);
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QCOMPARE(end.signal, std::optional(SIGTERM));
        QCOMPARE(end.receipt->processes.size(), 2);
        QVERIFY(end.elapsed < 30s);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void processWhoseMainThreadHasEndedIsNotDead()
    {
        TestEngine engine;
        const JobSnapshot end = engine.run(
            shellSpec(u"setsid '%1' & until grep -q 'State:.Z' /proc/$!/status; do sleep 0.01; done"_s.arg(
                QStringLiteral(BELAYER_ENDED_MAIN_THREAD))));
        QCOMPARE(end.state, JobState::Succeeded);
        QVERIFY(childrenOf(::getpid()).empty());
        QCOMPARE(end.receipt->processes.size(), 1);
        QCOMPARE(end.receipt->processes[0].role, EndedProcess::Role::LeftBehind);
    }
    void pausedCommandIsCancelled()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"sleep 600 & sleep 600"_s);
        job.grace = 60s;
        const JobId id = engine.start(job);
        QTRY_COMPARE(namesBelow(::getpid()).count(u"sleep"_s), 2);
        QVERIFY(engine->pause(id));
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
    }
    void cancelAtEveryMomentOfTheStartLeavesNothing()
    {
        TestEngine engine;
        for (int turns = 0; turns < 40; ++turns) {
            const JobId id = engine.start(shellSpec(u"setsid sleep 600 & sleep 600"_s));
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
            QVERIFY(engine->cancel(id));
            QCOMPARE(engine.end(id).state, JobState::Cancelled);
            QVERIFY(childrenOf(::getpid()).empty());
        }
    }
};

QTEST_GUILESS_MAIN(TstProcesses)
#include "tst_processes.moc"
