// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testprocesses.h"

#include <QRegularExpression>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

using Role = EndedProcess::Role;

QList<EndedProcess> withRole(const JobSnapshot &job, Role role)
{
    QList<EndedProcess> found;
    const QList<EndedProcess> all = job.receipt.value_or(Receipt{}).processes;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [role](const EndedProcess &each) { return each.role == role; });
    return found;
}

QList<int> numbers(const EndedProcess &process)
{
    QList<int> signalNumbers;
    for (const SentSignal &each : process.signalsSent)
        signalNumbers += each.signal;
    return signalNumbers;
}

} // namespace

class TstProcessReceipt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelledSessionLeavesNothingAndSaysSo()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"setsid sh -c 'sleep 999 & sleep 999'; :"_s);
        job.grace = 60s;
        const JobId id = engine.start(job);
        QTRY_COMPARE(namesBelow(::getpid()).count(u"sleep"_s), 2);
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QCOMPARE(end.state, JobState::Cancelled);
        QVERIFY(childrenOf(::getpid()).empty());
        QVERIFY(end.receipt);
        QCOMPARE(withRole(end, Role::Leader).size(), 1);
        QCOMPARE(withRole(end, Role::Leader).first().name, u"sh"_s);
        QCOMPARE(withRole(end, Role::Descendant).size(), 3);
        QCOMPARE(withRole(end, Role::LeftBehind).size(), 0);
        for (const EndedProcess &process : end.receipt->processes) {
            QVERIFY2(process.gone, qPrintable(process.name));
            QVERIFY(!isThere(static_cast<pid_t>(process.pid)));
            QCOMPARE(numbers(process), (QList<int>{SIGTERM, SIGCONT}));
            QVERIFY(*process.gone >= process.signalsSent.first().after);
        }
    }
    void sessionWhoseLeaderIsGoneIsReapedAndSaysSo()
    {
        TestEngine engine; // setsid leads its group, so it forks and ends: that is the end of the job
        const JobSnapshot end =
            engine.run(programSpec(u"setsid"_s, {u"sh"_s, u"-c"_s, u"sleep 999 & sleep 999"_s}));
        QCOMPARE(end.state, JobState::Succeeded);
        QVERIFY(childrenOf(::getpid()).empty());
        QVERIFY(!withRole(end, Role::LeftBehind).isEmpty());
        QCOMPARE(withRole(end, Role::LeftBehind).size(), end.receipt->processes.size());
        for (const EndedProcess &process : end.receipt->processes)
            QVERIFY(process.gone);
    }
    void goodProgramHasNoReceipt()
    {
        TestEngine engine;
        QVERIFY(!engine.run(shellSpec(u"sleep 0 & wait"_s)).receipt);
    }
    void killedProcessShowsBothSignals()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"trap '' TERM; echo ready; while :; do sleep 600; done"_s);
        job.grace = 50ms;
        const JobId id = engine.start(job);
        QTRY_COMPARE(contentOf(engine->find(id)->outputFile), QByteArray("ready\n"));
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        const EndedProcess leader = withRole(end, Role::Leader).value(0);
        QCOMPARE(numbers(leader), (QList<int>{SIGTERM, SIGCONT, SIGKILL}));
        QVERIFY(leader.signalsSent.first().after < leader.signalsSent.last().after);
        QVERIFY(leader.signalsSent.last().after >= 50ms);
        QVERIFY(leader.gone && *leader.gone >= leader.signalsSent.last().after);
    }
    void groupTellsWhatDidNotBehave()
    {
        TestEngine engine;
        JobSpec stubborn = shellSpec(u"trap '' TERM; echo ready; while :; do sleep 600; done"_s);
        stubborn.name = u"stubborn"_s;
        stubborn.grace = 50ms;
        JobSpec littering = shellSpec(u"sleep 600 & sleep 600 & exit 0"_s);
        littering.name = u"littering"_s;
        const JobId id = engine.start(parentSpec(u"group"_s, {stubborn, littering}));
        const QList<JobId> children = engine->find(id)->children;
        QTRY_COMPARE(contentOf(engine->find(children.at(0))->outputFile), QByteArray("ready\n"));
        engine.end(children.at(1));
        QVERIFY(engine->cancel(id));
        const JobSnapshot end = engine.end(id);
        QVERIFY(end.receipt);
        QCOMPARE(end.receipt->lint.size(), 2);
        QVERIFY2(QRegularExpression(u"^“stubborn” ignored SIGTERM for \\d+\\.\\d s$"_s)
                     .match(end.receipt->lint.at(0))
                     .hasMatch(),
                 qPrintable(end.receipt->lint.at(0)));
        QCOMPARE(end.receipt->lint.at(1), u"“littering” left 2 processes behind, reaped"_s);
    }
    void usageCountsTheWholeTree()
    {
        TestEngine engine;
        const QString burn = u"i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done"_s;
        const JobSnapshot alone = engine.run(shellSpec(burn));
        QVERIFY(alone.usage && alone.usage->cpu > 0ms);
        // Below a child that the leader has waited for, and below one that ran away from it.
        const JobSnapshot below = engine.run(shellSpec(u"sh -c '%1; :'; :"_s.arg(burn)));
        QVERIFY(below.usage && below.usage->cpu > 0ms);
        const JobSnapshot away =
            engine.run(shellSpec(u"(setsid sh -c '%1; echo done; exec sleep 600' & exec sh -c 'while ! grep "
                                 u"-q done /proc/self/fd/1; "
                                 "do sleep 0.05; done' </dev/null); exit 0"_s.arg(burn)));
        QCOMPARE(away.state, JobState::Succeeded);
        QVERIFY(away.usage && away.usage->cpu >= alone.usage->cpu / 2);
    }
    void peakMemoryIsTheProgramsAndNotOurs()
    {
        TestEngine engine;
        const JobSnapshot big =
            engine.run(shellSpec(u"head -c 500000000 /dev/zero | tail -c 500000000 | wc -c"_s));
        QCOMPARE(contentOf(big.outputFile), QByteArray("500000000\n"));
        QVERIFY(big.usage && big.usage->peakMemory >= 480'000'000);
        const JobSnapshot small = engine.run(programSpec(u"true"_s));
        QVERIFY(small.usage);
        QCOMPARE(small.usage->peakMemory, 0); // not known, rather than what this test itself uses
    }
};

QTEST_GUILESS_MAIN(TstProcessReceipt)
#include "tst_processreceipt.moc"
