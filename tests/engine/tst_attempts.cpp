// SPDX-License-Identifier: GPL-3.0-or-later
// Retries and timeouts.
#include "core/engine/backoff.h"
#include "tests/engine/testengine.h"

#include <set>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

/// Fails until it has been run `attempts` times.
JobSpec failingTwice(const QString &folder)
{
    JobSpec job = shellSpec(u"echo x >> '%1/runs'; test $(wc -l < '%1/runs') -gt 2"_s.arg(folder));
    job.retries = {.count = 5, .backoff = 1ms, .maxBackoff = 2ms};
    return job;
}

} // namespace

class TstAttempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failedAttemptsAreRepeatedAndKept()
    {
        TestEngine engine;
        const JobSnapshot job = engine.run(failingTwice(engine.folder()));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(job.attempt, 3);
        QCOMPARE(job.lastAttempt, 6);
        QVERIFY(!job.error);
        QCOMPARE(job.failedAttempts.size(), 2);
        QCOMPARE(job.failedAttempts.at(0).attempt, 1);
        QCOMPARE(job.failedAttempts.at(1).attempt, 2);
        QCOMPARE(job.failedAttempts.at(1).error.code, u"exit_code"_s);
    }
    void lastAttemptDecides()
    {
        TestEngine engine;
        JobSpec job = failingSpec();
        job.retries = {.count = 2, .backoff = 1ms};
        const JobSnapshot child = engine.run(parentSpec(u"group"_s, {job}));
        QCOMPARE(child.state, JobState::Failed);
        QCOMPARE(child.childErrors.size(), 1);
        const JobSnapshot failed = *engine->find(child.children.at(0));
        QCOMPARE(failed.attempt, 3);
        QCOMPARE(failed.failedAttempts.size(), 2);
        QCOMPARE(failed.error->code, u"out_of_range"_s);
    }
    void jobBetweenAttemptsWaitsInTheQueue()
    {
        TestEngine engine(Engine::Config{.outputDir = {}, .maxRunning = 1});
        JobSpec job = failingSpec();
        job.retries = {.count = 1, .backoff = 1h, .maxBackoff = 1h};
        const JobId id = engine.start(job);
        QTRY_COMPARE(engine->find(id)->attempt, 2);
        const JobSnapshot waiting = *engine->find(id);
        QCOMPARE(waiting.state, JobState::Queued);
        QCOMPARE(waiting.waiting->code, u"retry"_s);
        QCOMPARE(waiting.waiting->message, u"attempt 2 of 2 follows soon"_s);
        QCOMPARE(engine.run(spec(u"compute"_s, {{u"n"_s, 3}})).state,
                 JobState::Succeeded); // the place is free meanwhile
        QVERIFY(engine->forceStart(id));
        QCOMPARE(engine.end(id).state, JobState::Failed);
    }
    void jobBetweenAttemptsCanBeCancelled()
    {
        TestEngine engine;
        JobSpec job = failingSpec();
        job.retries = {.count = 1, .backoff = 1h, .maxBackoff = 1h};
        const JobId id = engine.start(job);
        QTRY_COMPARE(engine->find(id)->attempt, 2);
        QVERIFY(engine->cancel(id));
        const JobSnapshot ended = engine.end(id);
        QCOMPARE(ended.state, JobState::Cancelled);
        QCOMPARE(ended.failedAttempts.size(), 1);
    }
    void backoffGrowsToItsLimitAndJitterOnlyShortens()
    {
        const Retries exact{.count = 9, .backoff = 100ms, .factor = 3, .maxBackoff = 1s, .jitter = 0};
        QCOMPARE(backoffBefore(exact, 1), 100ms);
        QCOMPARE(backoffBefore(exact, 2), 300ms);
        QCOMPARE(backoffBefore(exact, 4), 1s);
        QCOMPARE(backoffBefore(exact, 100), 1s);
        Retries jittery = exact;
        jittery.jitter = 0.5;
        std::set<std::chrono::milliseconds> seen;
        for (int i = 0; i < 200; ++i)
            seen.insert(backoffBefore(jittery, 1));
        QVERIFY(*seen.begin() >= 50ms && *seen.rbegin() <= 100ms);
        QVERIFY(seen.size() > 10);
    }

    void timeoutFailsTheJobAndEndsItsProcesses()
    {
        TestEngine engine;
        JobSpec job = shellSpec(u"sleep 600"_s);
        job.timeout = 20ms;
        const JobSnapshot ended = engine.run(job);
        QCOMPARE(ended.state, JobState::Failed);
        QCOMPARE(ended.error->code, u"timeout"_s);
        QVERIFY(ended.error->message.contains(u"20 ms"_s));
        QCOMPARE(ended.receipt->reason, std::optional(EndReason::Timeout));
    }
    void timedOutAttemptMayBeRepeated()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(60'000);
        job.timeout = 5ms;
        job.retries = {.count = 2, .backoff = 1ms};
        const JobSnapshot ended = engine.run(job);
        QCOMPARE(ended.attempt, 3);
        QCOMPARE(ended.failedAttempts.at(0).error.code, u"timeout"_s);
        QCOMPARE(ended.error->code, u"timeout"_s);
    }
    void receiptsOfTheLastFailedAttemptsAreKept()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(60'000);
        job.timeout = 1ms;
        job.retries = {.count = FailedAttempt::ReceiptsKept + 3, .backoff = 0ms};
        const QList<FailedAttempt> failed = engine.run(job).failedAttempts;
        QCOMPARE(failed.size(), FailedAttempt::ReceiptsKept + 3);
        for (qsizetype i = 0; i < failed.size(); ++i)
            QCOMPARE(failed.at(i).receipt.has_value(), i >= 3);
        QCOMPARE(failed.last().receipt->reason, std::optional(EndReason::Timeout));
    }
    void timeoutOfAGroupCancelsItsChildren()
    {
        TestEngine engine;
        JobSpec group = parentSpec(u"group"_s, {sleepSpec(60'000), sleepSpec(0)});
        group.timeout = 1s; // time enough for the second child
        const JobSnapshot ended = engine.run(group);
        QCOMPARE(ended.error->code, u"timeout"_s);
        const JobSnapshot child = *engine->find(ended.children.at(0));
        QCOMPARE(child.state, JobState::Cancelled);
        QCOMPARE(child.receipt->reason, std::optional(EndReason::Timeout));
        QCOMPARE(engine.state(ended.children.at(1)), JobState::Succeeded);
    }
    void clockOfATimeoutStandsInAPause()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(60'000);
        job.timeout = 200ms;
        const JobId id = engine.start(job);
        engine.untilBegun(id);
        QVERIFY(engine->pause(id));
        async::runBlocking(async::sleepFor(300ms));
        QCOMPARE(engine.state(id), JobState::Paused);
        QVERIFY(engine->resume(id));
        QCOMPARE(engine.end(id).error->code, u"timeout"_s);
    }
    void jobInTimeIsLeftAlone()
    {
        TestEngine engine;
        JobSpec job = sleepSpec(1);
        job.timeout = 1h;
        QCOMPARE(engine.run(job).state, JobState::Succeeded);
    }
};

QTEST_GUILESS_MAIN(TstAttempts)
#include "tst_attempts.moc"
