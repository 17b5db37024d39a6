// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

class TaskGroupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bodyAwaitsItsChildren();
    void failingChildCancelsTheBody();
    void bodysOwnErrorComesBeforeAChilds();
    void firstErrorComesOutAndErrorsHasAll();
    void collectLetsSiblingsGoOn();
    void innerErrorCancelsTheOuterGroup();
    void ownersCancellationReachesGrandchildren();
    void childIsNamedAndCounted();
    void callableAndArgumentsLiveInTheJob();
    void groupClosesWithItsBlock();
    void orderOfEndings();
    void cancelledChildIsNoError();
};

void TaskGroupTest::bodyAwaitsItsChildren()
{
    const int sum = run(withTaskGroup([](TaskGroup &group) -> Task<int> {
        auto first = group.createTask(later(2ms, 1));
        auto second = group.createTask(later(1ms, 2), QStringLiteral("second"));
        const int a = co_await first;
        const int b = co_await second;
        co_return a + b + co_await second; // many waits on one job
    }));
    QCOMPARE(sum, 5);
}

void TaskGroupTest::failingChildCancelsTheBody()
{
    CancelReason reason = CancelReason::None;
    const auto result = run(outcome(withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn(failLater(0ms));
        try {
            co_await idle();
        } catch (const Cancelled &cancelled) {
            reason = cancelled.reason();
            throw;
        }
    })));
    QCOMPARE(result, "boom");
    QCOMPARE(reason, CancelReason::SiblingFailed);
}

void TaskGroupTest::bodysOwnErrorComesBeforeAChilds()
{
    const auto result = run(outcome(withTaskGroup([&](TaskGroup &group) -> Task<> {
        auto child = group.spawn(failLater(0ms, "child"));
        try {
            co_await child;
        } catch (...) {
        }
        throw std::runtime_error("body");
    })));
    QCOMPARE(result, "body");
}

void TaskGroupTest::firstErrorComesOutAndErrorsHasAll()
{
    std::size_t errors = 0;
    struct Own : std::runtime_error
    {
        using runtime_error::runtime_error;
    };
    auto failOwn = []() -> Task<> {
        co_await yieldNow();
        throw Own("own");
    };
    bool caughtOwn = false;
    auto task = [&]() -> Task<> {
        try {
            co_await withTaskGroup([&](TaskGroup &group) -> Task<> {
                group.spawn(failOwn());
                group.spawn(failOwn());
                co_await shielded(group.join());
                errors = group.errors().size();
            });
        } catch (const Own &) {
            caughtOwn = true;
        }
    };
    run(task());
    QVERIFY(caughtOwn);
    QCOMPARE(errors, 2u);
}

void TaskGroupTest::collectLetsSiblingsGoOn()
{
    std::size_t errors = 0;
    const int value = run(withTaskGroup(
        [&](TaskGroup &group) -> Task<int> {
            group.spawn(failLater(0ms));
            auto good = group.spawn(later(2ms, 4));
            group.spawn(failLater(1ms));
            co_await group.join();
            errors = group.errors().size();
            co_return co_await good;
        },
        TaskGroup::OnExit::Join, TaskGroup::OnError::Collect));
    QCOMPARE(value, 4);
    QCOMPARE(errors, 2u);
}

void TaskGroupTest::innerErrorCancelsTheOuterGroup()
{
    const auto result = run(outcome(withTaskGroup([](TaskGroup &outer) -> Task<> {
        outer.spawn(idle());
        co_await withTaskGroup([](TaskGroup &inner) -> Task<> {
            inner.spawn(idle());
            inner.spawn(failLater(0ms, "inner"));
            co_return;
        });
    })));
    QCOMPARE(result, "inner");
    QCOMPARE(Tracked::count(), 0);
}

static Task<> familyTree(int depth)
{
    Tracked tracked;
    if (depth == 0) {
        co_await idle();
        co_return;
    }
    co_await withTaskGroup([depth](TaskGroup &group) -> Task<> {
        group.spawn(familyTree(depth - 1));
        group.spawn(familyTree(depth - 1));
        co_return;
    });
}

void TaskGroupTest::ownersCancellationReachesGrandchildren()
{
    TaskScope scope;
    auto job = scope.spawn(familyTree(6));
    QVERIFY(turnUntil([] { return Tracked::count() == 127 + 64; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(Tracked::count(), 0);
}

void TaskGroupTest::childIsNamedAndCounted()
{
    auto task = withTaskGroup([](TaskGroup &group) -> Task<> {
        auto a = group.spawn(yieldNow(), QStringLiteral("a"));
        auto b = group.spawn([]() -> Task<> { co_await yieldNow(); }, QStringLiteral("b"));
        CO_COMPARE(group.liveCount(), 2u);
        CO_COMPARE(a.name(), QStringLiteral("a"));
        CO_COMPARE(b.name(), QStringLiteral("b"));
        CO_VERIFY(a.id() != b.id());
        CO_COMPARE(a.state(), JobState::Queued);
        co_await group.join();
        CO_COMPARE(group.liveCount(), 0u);
        CO_COMPARE(a.state(), JobState::Succeeded);
    });
    run(std::move(task));
}

void TaskGroupTest::callableAndArgumentsLiveInTheJob()
{
    int sum = 0;
    run(withTaskGroup([&](TaskGroup &group) -> Task<> {
        for (int i = 1; i <= 3; ++i) {
            const std::string text(100, 'x'); // dead before the children run
            group.spawn(
                [&sum, text, i](std::string more) -> Task<> {
                    co_await yieldNow();
                    sum += static_cast<int>(text.size() + more.size()) * i;
                },
                text);
        }
        co_return;
    }));
    QCOMPARE(sum, 1200);
}

void TaskGroupTest::groupClosesWithItsBlock()
{
    auto task = []() -> Task<> {
        TaskScope scope;
        co_await scope.shutdown(1ms);
        scope.spawn(idle());
    };
    QVERIFY(QByteArray::fromStdString(run(outcome(task()))).contains("closed"));
}

void TaskGroupTest::orderOfEndings()
{
    EventLog log;
    auto child = [&](const char *name, int yields) -> Task<> {
        for (int i = 0; i < yields; ++i)
            co_await yieldNow();
        log.add(name);
    };
    auto task = [&]() -> Task<> {
        co_await withTaskGroup([&](TaskGroup &group) -> Task<> {
            group.spawn(child("third", 3));
            group.spawn(child("first", 1));
            group.spawn(child("second", 2));
            log.add("body");
            co_return;
        });
        log.add("exit");
    };
    run(task());
    QCOMPARE(log.text(), QStringLiteral("body first second third exit"));
}

void TaskGroupTest::cancelledChildIsNoError()
{
    const int value = run(withTaskGroup([](TaskGroup &group) -> Task<int> {
        auto child = group.spawn(idle());
        co_await yieldNow();
        child.cancel();
        co_return 3;
    }));
    QCOMPARE(value, 3);
}

QTEST_GUILESS_MAIN(TaskGroupTest)
#include "tst_taskgroup.moc"
