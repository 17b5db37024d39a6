// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <QProcess>

using namespace belayer::async;
using namespace belayer::bench;

class ProcessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exitCodeCrashAndFailedStart();
    void cancelTerminates();
    void cancelKillsWhoIgnoresIt();
    void notRunningHasFinished();
    void deadProcessThrows();
};

static QStringList shell(const char *script)
{
    return {QStringLiteral("-c"), QString::fromLatin1(script)};
}

void ProcessTest::exitCodeCrashAndFailedStart()
{
    auto end = [](QString program, QStringList arguments) -> Task<ProcessEnd> {
        QProcess process;
        process.start(program, arguments);
        co_return co_await finished(&process);
    };
    const auto exited = run(end(QStringLiteral("/bin/sh"), shell("exit 3")));
    QCOMPARE(exited.how, ProcessEnd::How::Exited);
    QCOMPARE(exited.exitCode, 3);
    QCOMPARE(run(end(QStringLiteral("/bin/sh"), shell("kill -9 $$"))).how, ProcessEnd::How::Crashed);
    QCOMPARE(run(end(QStringLiteral("/nowhere/at/all"), {})).how, ProcessEnd::How::FailedToStart);
}

void ProcessTest::cancelTerminates()
{
    QProcess process;
    process.start(QStringLiteral("/bin/sleep"), {QStringLiteral("1000")});
    TaskScope scope;
    auto job = scope.spawn(finished(&process, 1h));
    QVERIFY(turnUntil([&] { return process.state() == QProcess::Running; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(process.state(), QProcess::NotRunning);
}

void ProcessTest::cancelKillsWhoIgnoresIt()
{
    QProcess process;
    process.start(QStringLiteral("/bin/sh"), shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
    TaskScope scope;
    auto job = scope.spawn(finished(&process, 20ms));
    QVERIFY(turnUntil([&] { return process.bytesAvailable() > 0; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

void ProcessTest::notRunningHasFinished()
{
    QProcess process;
    process.start(QStringLiteral("/bin/sh"), shell("exit 4"));
    QVERIFY(process.waitForFinished());
    QCOMPARE(run(finished(&process)).exitCode, 4);
}

void ProcessTest::deadProcessThrows()
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral("/bin/sleep"), {QStringLiteral("1000")});
    auto late = finished(process.get());
    TaskScope scope;
    auto waiting = scope.spawn(finished(process.get()));
    settle();
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("QProcess: Destroyed while process")));
    process.reset();
    QVERIFY(turnUntil([&] { return waiting.isFinished(); }));
    QCOMPARE(outcomeOf(waiting), "signal sender destroyed");
    QCOMPARE(run(outcome(std::move(late))), "signal sender destroyed");
}

QTEST_GUILESS_MAIN(ProcessTest)
#include "tst_process.moc"
