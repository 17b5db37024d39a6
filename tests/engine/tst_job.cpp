// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobrunner.h"
#include "tests/engine/testengine.h"

#include <csignal>
#include <random>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

namespace {

async::Task<QVariant> throwStandard(JobContext &) // NOLINT: a coroutine
{
    co_await async::yieldNow();
    throw std::runtime_error("the roof is on fire");
}

async::Task<QVariant> throwNumber(JobContext &)
{
    co_await async::yieldNow();
    throw 5;
}

async::Task<QVariant> throwFailure(JobContext &)
{
    co_await async::yieldNow();
    throw JobFailure(u"code"_s, u"why"_s);
}

async::Task<QVariant> throwCancelled(JobContext &)
{
    co_await async::yieldNow();
    throw async::Cancelled(async::CancelReason::User);
}

async::Task<QVariant> throwBeforeFirstAwait(JobContext &)
{
    throw std::runtime_error("at once");
    co_return QVariant();
}

async::Task<QVariant> succeedInSpiteOfCancel(JobContext &)
{
    try {
        co_await async::sleepFor(1h);
    } catch (const async::Cancelled &) {
    }
    co_return QVariant(7);
}

/// Closed while bodies in the pool are to be deaf.
std::shared_ptr<PauseGate> deafUntilOpened()
{
    static const auto gate = std::make_shared<PauseGate>();
    return gate;
}

async::Task<QVariant> deafInThePool(JobContext &job)
{
    const auto wait = [](const std::shared_ptr<PauseGate> &gate) { gate->pass({}); }; // heeds no stop
    co_await async::withTaskGroup([&job, wait](async::TaskGroup &group) -> async::Task<> {
        for (int i = 0; i < 2; ++i)
            group.spawn([&job, wait]() -> async::Task<> { co_await job.inPool(wait, deafUntilOpened()); });
        co_return;
    });
    co_return QVariant();
}

/// As a command would that had to kill its process, and knows what it used.
async::Task<QVariant> killItsProcess(JobContext &job)
{
    co_await async::yieldNow();
    using Role = EndedProcess::Role;
    job.setEndedProcesses({{1'000, u"sh"_s, Role::Leader, {{SIGTERM, 0ms}, {SIGKILL, 4'200ms}}, 4'210ms}});
    job.setUsage({.cpu = 70ms, .peakMemory = 1'000});
    co_return QVariant();
}

async::Task<QVariant> runItsChildren(JobContext &job)
{
    co_await job.runChildren([](Job &) {});
    co_return QVariant();
}

async::Task<QVariant> yieldThrice(JobContext &)
{
    for (int i = 0; i < 3; ++i)
        co_await async::yieldNow();
    co_return QVariant();
}

/// Counts what the engine would hear.
class Bench final : public Job::Observer, public JobHost
{
public:
    void jobMoved(Job &) override {}
    void jobChanged(Job &job) override
    {
        if (job.isFinished())
            ++terminalMoves[&job];
    }
    void jobFinished(Job &job) override
    {
        m_queue.leave(job);
        ++ends[&job];
        order.append(job.id().text());
    }
    JobQueue &queue() override { return m_queue; }
    const async::ThreadPool &pool() override { return m_pool; }
    QString outputPath(const Job &) const override { return {}; }
    std::chrono::milliseconds reportInterval() const override { return 100ms; }
    const NetworkRules &networkRules() const override { return m_rules; }
    async::Task<> recorded(const Job &) override { co_return; }
    async::Task<QList<std::chrono::milliseconds>> earlierRuns(const Job &) override
    {
        co_return QList<std::chrono::milliseconds>();
    }
    bool mustKill() const override { return false; }
    std::chrono::milliseconds graceOf(const Job &job) const override { return job.spec().grace.value_or(5s); }
    async::AsyncEvent &killTime() override { return m_killTime; }
    async::ThreadPoolStats poolStats() const { return m_pool.stats(); }

    std::shared_ptr<Job> make(const Kind &kind, Job *parent = nullptr, const QString &id = u"job"_s,
                              std::chrono::milliseconds grace = 5s)
    {
        JobPlan plan;
        plan.kind = &kind;
        plan.spec.id = JobId(id);
        plan.spec.name = id;
        plan.spec.grace = grace;
        const size_t index = parent ? parent->children().size() : 0;
        auto job = std::make_shared<Job>(std::move(plan), Job::Place{parent, index, 1, 1}, *this);
        if (parent)
            parent->addChild(job);
        return job;
    }

    async::JobHandle<> start(async::TaskScope &scope, const std::shared_ptr<Job> &job)
    {
        async::JobHandle<> handle;
        job->setSpawner([&] { return handle = scope.spawn(runJob(job, *this)); });
        m_queue.add({&job, 1});
        return handle;
    }

    QHash<Job *, int> terminalMoves;
    QHash<Job *, int> ends;
    QStringList order;

private:
    NetworkRules m_rules;
    async::AsyncEvent m_killTime;
    async::ThreadPool m_pool{4};
    JobQueue m_queue{0};
};

Kind kindOf(async::Task<QVariant> (*run)(JobContext &))
{
    Kind kind;
    kind.info.name = u"test"_s;
    kind.run = run;
    return kind;
}

async::Task<> joined(async::JobHandle<> handle)
{
    try {
        co_await handle;
    } catch (const async::Cancelled &) {
    }
}

} // namespace

class TstJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverIsThrownFailsTheJobOnly_data()
    {
        QTest::addColumn<void *>("run");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, async::Task<QVariant> (*run)(JobContext &), const QString &code,
                            const QString &message) {
            QTest::newRow(name) << reinterpret_cast<void *>(run) << code << message;
        };
        row("standard", throwStandard, u"internal"_s, u"the roof is on fire"_s);
        row("anything", throwNumber, u"internal"_s, u"the job ended with an unknown exception"_s);
        row("before the first await", throwBeforeFirstAwait, u"internal"_s, u"at once"_s);
        row("cancelled by nobody", throwCancelled, u"internal"_s,
            u"the work of this job was cancelled though nobody cancelled the job"_s);
        row("failure", throwFailure, u"code"_s, u"why"_s);
    }
    void whateverIsThrownFailsTheJobOnly()
    {
        QFETCH(void *, run);
        const Kind kind = kindOf(reinterpret_cast<async::Task<QVariant> (*)(JobContext &)>(run));
        Bench bench;
        const auto job = bench.make(kind);
        async::runBlocking(runJob(job, bench));
        QCOMPARE(job->state(), JobState::Failed);
        QTEST(job->error()->code, "code");
        QTEST(job->error()->message, "message");
        QCOMPARE(bench.ends.value(job.get()), 1);
    }
    void completionBeatsCancellation()
    {
        const Kind kind = kindOf(succeedInSpiteOfCancel);
        Bench bench;
        const auto job = bench.make(kind);
        async::TaskScope scope;
        const auto handle = bench.start(scope, job);
        QTRY_COMPARE(job->state(), JobState::Running);
        QVERIFY(job->cancel(EndReason::User));
        QCOMPARE(job->state(), JobState::Cancelling);
        async::runBlocking(joined(handle));
        QCOMPARE(job->state(), JobState::Succeeded);
        QCOMPARE(job->result(), QVariant(7));
    }
    void queuedTreeIsCancelledChildrenFirstAndNeverRuns()
    {
        const Kind kind = kindOf(yieldThrice);
        Bench bench;
        const auto root = bench.make(kind, nullptr, u"root"_s);
        const auto middle = bench.make(kind, root.get(), u"middle"_s);
        const auto leaf = bench.make(kind, middle.get(), u"leaf"_s);
        async::TaskScope scope;
        const auto handle = bench.start(scope, root);
        QVERIFY(root->cancel(EndReason::User));
        QCOMPARE(bench.order, (QStringList{u"leaf"_s, u"middle"_s, u"root"_s}));
        async::runBlocking(joined(handle));
        QCOMPARE(root->state(), JobState::Cancelled);
        QVERIFY(!root->snapshot().started.isValid());
        QVERIFY(!root->cancel(EndReason::User)); // it has ended
    }
    void cancelAgainstFinishGivesOneEnd()
    {
        const Kind kind = kindOf(yieldThrice);
        Bench bench;
        std::minstd_rand random(1);
        async::TaskScope scope;
        int cancelled = 0;
        for (int round = 0; round < 10'000; ++round) {
            const auto job = bench.make(kind);
            bench.start(scope, job);
            // A coroutine that cancels after as many turns as chance wills, from before the start to after
            // the end.
            scope.spawn(
                [](std::shared_ptr<Job> target, int turns) -> async::Task<> {
                    for (int i = 0; i < turns; ++i)
                        co_await async::yieldNow();
                    target->cancel(EndReason::User);
                    target->cancel(EndReason::User);
                },
                job, static_cast<int>(random() % 7));
            while (scope.liveCount() > 0)
                QCoreApplication::processEvents();
            QVERIFY(job->isFinished());
            QCOMPARE(bench.ends.take(job.get()), 1);
            QCOMPARE(bench.terminalMoves.take(job.get()), 1);
            cancelled += job->state() == JobState::Cancelled ? 1 : 0;
        }
        QVERIFY(cancelled > 1'000 && cancelled < 9'000); // both ends were reached
    }
    void bodyThatNeverEndsIsAbandonedAfterTheGrace()
    {
        Kind kind = kindOf(deafInThePool);
        kind.mayBeAbandoned = true;
        Bench bench;
        deafUntilOpened()->close();
        const auto job = bench.make(kind, nullptr, u"deaf"_s, 20ms);
        async::TaskScope scope;
        const auto handle = bench.start(scope, job);
        QTRY_COMPARE(job->bodiesInPool().load(), 2);
        QVERIFY(job->cancel(EndReason::User));
        async::runBlocking(joined(handle));
        const JobSnapshot ended = job->snapshot();
        QCOMPARE(ended.state, JobState::Cancelled);
        QCOMPARE(ended.receipt->abandonedThreads, 2);
        QVERIFY(ended.receipt->took >= 20ms);
        QCOMPARE(bench.poolStats().abandoned, 2);
        QCOMPARE(bench.poolStats().running, 2);
        deafUntilOpened()->open();
        QTRY_COMPARE(job->bodiesInPool().load(), 0);
        QTRY_COMPARE(bench.poolStats().running, 0);
        QTRY_COMPARE(bench.poolStats().abandoned, 0);
        QCOMPARE(bench.poolStats().everAbandoned, std::uint64_t(2));
    }
    void bodyThatEndsWithinTheGraceIsWaitedFor()
    {
        Kind kind = kindOf(deafInThePool);
        kind.mayBeAbandoned = true;
        Bench bench;
        deafUntilOpened()->close();
        const auto job = bench.make(kind, nullptr, u"late"_s, 1h);
        async::TaskScope scope;
        const auto handle = bench.start(scope, job);
        QTRY_COMPARE(job->bodiesInPool().load(), 2);
        QVERIFY(job->cancel(EndReason::User));
        QCoreApplication::processEvents();
        QCOMPARE(job->state(), JobState::Cancelling);
        deafUntilOpened()->open();
        async::runBlocking(joined(handle));
        QVERIFY(!job->snapshot().receipt->abandonedThreads);
    }
    void parentSaysWhatDidNotBehaveBelowIt()
    {
        const Kind inner = kindOf(runItsChildren);
        const Kind bad = kindOf(killItsProcess);
        Bench bench;
        const auto root = bench.make(inner, nullptr, u"root"_s);
        const auto middle = bench.make(inner, root.get(), u"middle"_s);
        const auto leaf = bench.make(bad, middle.get(), u"leaf"_s);
        async::TaskScope scope;
        async::runBlocking(joined(bench.start(scope, root)));
        const Receipt receipt = *root->snapshot().receipt;
        QCOMPARE(receipt.lint, QStringList{u"“leaf” ignored SIGTERM for 4.2 s"_s});
        QVERIFY(!receipt.reason);
        QCOMPARE(middle->snapshot().receipt->finishes.at(0).cpu, std::optional(70ms));
        QVERIFY(leaf->snapshot().receipt->lint.isEmpty()); // that is its parents' to say
    }
    void lateAskersHearOfTheEndToo()
    {
        const Kind kind = kindOf(yieldThrice);
        Bench bench;
        const auto job = bench.make(kind);
        const auto wait = [](std::shared_ptr<Job> awaited) -> async::Task<> { co_await awaited->ended(); };
        async::TaskScope scope;
        const auto early = scope.spawn(wait(job));
        async::runBlocking(async::yieldNow());
        QVERIFY(!early.isFinished());
        async::runBlocking(runJob(job, bench));
        async::runBlocking(early);
        async::runBlocking(wait(job));
        QCOMPARE(job->state(), JobState::Succeeded);
    }
    void snapshotOffersOnlyVerbsThatWork()
    {
        const Kind kind = kindOf(yieldThrice);
        Bench bench;
        const auto parent = bench.make(kind, nullptr, u"parent"_s);
        const auto child = bench.make(kind, parent.get(), u"child"_s);
        QCOMPARE(parent->snapshot().can, Verbs(Verb::Cancel));
        child->cancel(EndReason::User);
        QCOMPARE(child->snapshot().can, Verbs());
        async::runBlocking(runJob(parent, bench));
        QCOMPARE(parent->snapshot().can, Verb::Retry | Verb::Forget);
    }
};

QTEST_GUILESS_MAIN(TstJob)
#include "tst_job.moc"
