// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lint.h"
#include "tests/engine/testengine.h"

#include <QFile>
#include <QSet>

#include <csignal>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

JobSpec named(JobSpec spec, const QString &name)
{
    spec.name = name;
    return spec;
}

EndedProcess process(EndedProcess::Role role, QList<SentSignal> sent,
                     std::optional<std::chrono::milliseconds> gone)
{
    return {1'000, u"sh"_s, role, std::move(sent), gone};
}

} // namespace

class TstReceipt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelledJobSaysWhoAskedAndHowLongItTook()
    {
        TestEngine engine;
        const JobId id = engine.start(sleepSpec(60'000));
        QTRY_COMPARE(engine.state(id), JobState::Running);
        QVERIFY(!engine->find(id)->receipt);
        const auto before = QDateTime::currentDateTimeUtc();
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine->find(id)->receipt->reason, std::optional(EndReason::User));
        const Receipt receipt = *engine.end(id).receipt;
        QVERIFY(receipt.requested >= before && receipt.requested <= QDateTime::currentDateTimeUtc());
        QVERIFY(receipt.took >= 0ms);
        QCOMPARE(reasonWord(*receipt.reason), "user"_L1);
    }
    void endWithoutARequestHasNoReceipt()
    {
        TestEngine engine;
        QVERIFY(!engine.run(sleepSpec(0)).receipt);
        QVERIFY(!engine.run(failingSpec()).receipt);
    }
    void siblingsLosersAndTheQueuedHaveTheirReason()
    {
        TestEngine engine;
        const JobSnapshot group = engine.run(parentSpec(u"group"_s, {failingSpec(), sleepSpec(60'000)}));
        QCOMPARE(engine->find(group.children.at(1))->receipt->reason,
                 std::optional(EndReason::SiblingFailed));
        const JobSnapshot race =
            engine.run(parentSpec(u"race"_s, {sleepSpec(0), parentSpec(u"group"_s, {sleepSpec(60'000)})}));
        const JobSnapshot loser = *engine->find(race.children.at(1));
        QCOMPARE(loser.receipt->reason, std::optional(EndReason::LostRace));
        QCOMPARE(engine->find(loser.children.at(0))->receipt->reason, std::optional(EndReason::LostRace));
        QSet<QLatin1StringView> words;
        for (int reason = 0; reason <= int(EndReason::AfterNotMet); ++reason)
            words.insert(reasonWord(EndReason(reason)));
        QCOMPARE(words.size(), 6);
    }
    void firstReasonStays()
    {
        TestEngine engine;
        QFile release(engine.folder() + u"/release"_s);
        JobSpec job =
            shellSpec(u"trap '' TERM; until test -e '%1'; do sleep 0.01; done"_s.arg(release.fileName()));
        job.timeout = 2s; // by then it ignores SIGTERM
        job.grace = 60s;
        job.retries.count = 3;
        const JobId id = engine.start(job);
        QTRY_COMPARE(engine.state(id), JobState::Cancelling);
        QVERIFY(engine->cancel(id));
        QVERIFY(release.open(QFile::WriteOnly));
        const JobSnapshot ended = engine.end(id);
        QCOMPARE(ended.receipt->reason, std::optional(EndReason::Timeout));
        QCOMPARE(ended.error->code, u"timeout"_s);
        QCOMPARE(ended.attempt, 1); // the user's cancel ended the retries
    }
    void raceHasAPhotoOfItsFinish()
    {
        TestEngine engine;
        const QString ready = engine.folder() + u"/ready"_s;
        JobSpec stubborn = named(
            shellSpec(u"trap '' TERM; touch '%1'; while :; do sleep 600; done"_s.arg(ready)), u"stubborn"_s);
        stubborn.grace = 80ms;
        JobSpec bad = named(failingSpec(), u"bad"_s);
        bad.id = JobId(u"bad"_s);
        JobSpec quick = named(
            shellSpec(u"while ! test -e '%1'; do sleep 0.005; done; sleep 0.06"_s.arg(ready)), u"quick"_s);
        quick.after = {{bad.id, After::When::Failure}};
        const JobSnapshot race = engine.run(parentSpec(u"race"_s, {stubborn, bad, quick}));
        QCOMPARE(race.state, JobState::Succeeded);
        const QList<FinishLine> lines = race.receipt->finishes;
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).name, u"bad"_s);
        QCOMPARE(lines.at(0).state, JobState::Failed);
        QVERIFY(*lines.at(0).gap < 0ms); // it ended before the winner, and badly
        QVERIFY(!lines.at(0).dying);
        QCOMPARE(lines.at(1).name, u"quick"_s);
        QCOMPARE(lines.at(1).gap, std::optional(0ms));
        QVERIFY(lines.at(1).finished >= *lines.at(1).started + 60ms);
        QCOMPARE(lines.at(2).name, u"stubborn"_s);
        QCOMPARE(lines.at(2).state, JobState::Cancelled);
        QVERIFY(*lines.at(2).dying >= 80ms);
        QCOMPARE(*lines.at(2).gap, lines.at(2).finished - lines.at(1).finished);
        QCOMPARE(race.childErrors.size(), 1);
        QCOMPARE(race.childErrors.at(0).name, u"bad"_s);
        QCOMPARE(race.childErrors.at(0).error.code, u"out_of_range"_s);
    }
    void everyErrorOfASettlingGroupIsKept()
    {
        TestEngine engine;
        const JobSnapshot group = engine.run(parentSpec(
            u"group"_s, {named(failingSpec(), u"a"_s), sleepSpec(0), named(shellSpec(u"exit 3"_s), u"b"_s)},
            Policy::Settle));
        QCOMPARE(group.childErrors.size(), 2);
        QSet<QString> codes;
        for (const ChildError &error : group.childErrors) {
            codes.insert(error.error.code);
            QCOMPARE(engine->find(error.id)->name, error.name);
        }
        QCOMPARE(codes, (QSet{u"out_of_range"_s, u"exit_code"_s}));
        QVERIFY(!group.receipt->finishes.at(0).gap); // nobody wins a group
    }
    void childThatNeverBeganHasNoStartOnThePhoto()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {failingSpec(), named(sleepSpec(0), u"late"_s)});
        group.maxParallel = 1;
        const JobSnapshot ended = engine.run(group);
        const auto late = std::find_if(ended.receipt->finishes.begin(), ended.receipt->finishes.end(),
                                       [](const FinishLine &line) { return line.name == u"late"; });
        QVERIFY(!late->started);
        QCOMPARE(late->state, JobState::Cancelled);
    }

    void wellBehavedChildrenLeaveNoLint()
    {
        using enum EndedProcess::Role;
        Receipt receipt;
        QVERIFY(lintOf(u"a"_s, receipt).isEmpty());
        receipt.reason = EndReason::User;
        receipt.processes = {process(Leader, {{SIGTERM, 0ms}, {SIGCONT, 0ms}}, 30ms),
                             process(Descendant, {{SIGTERM, 0ms}, {SIGCONT, 0ms}}, 900ms)};
        QVERIFY(lintOf(u"a"_s, receipt).isEmpty());
    }
    void whatDidNotBehaveIsSaidInPlainWords()
    {
        using enum EndedProcess::Role;
        Receipt receipt;
        receipt.processes = {process(Leader, {{SIGTERM, 0ms}, {SIGKILL, 4'200ms}}, 4'210ms),
                             process(Descendant, {{SIGTERM, 0ms}}, 1'500ms)};
        QCOMPARE(lintOf(u"tests"_s, receipt), QStringList{u"“tests” ignored SIGTERM for 4.2 s"_s});
        receipt.processes = {process(LeftBehind, {{SIGTERM, 0ms}}, 10ms),
                             process(LeftBehind, {{SIGTERM, 0ms}, {SIGKILL, 500ms}}, 510ms)};
        QCOMPARE(lintOf(u"b"_s, receipt), QStringList{u"“b” left 2 processes behind, reaped"_s});
        receipt.processes = {process(LeftBehind, {{SIGKILL, 0ms}}, {})};
        receipt.abandonedThreads = 1;
        receipt.lint = {u"“below” did something"_s};
        QCOMPARE(lintOf(u"c"_s, receipt),
                 (QStringList{u"“c” left 1 process behind"_s, u"“c” has 1 process that could not be ended"_s,
                              u"“c” did not stop; its thread was abandoned"_s, u"“below” did something"_s}));
    }
};

QTEST_GUILESS_MAIN(TstReceipt)
#include "tst_receipt.moc"
