// SPDX-License-Identifier: MIT
// Every combinator, broken by cancellation and by destruction at its 1st, 2nd, ... suspension: it ends, leaks
// nothing, and never fails in another way.
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

Q_DECLARE_METATYPE(std::function<Task<>()>)

class SweepTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesEveryBreak_data();
    void survivesEveryBreak();
    void cleanupAlwaysRunsOnCancel();
};

static Task<int> work(int yields)
{
    Tracked tracked;
    for (int i = 0; i < yields; ++i)
        co_await yieldNow();
    co_return yields;
}

static Task<> failing(int yields)
{
    co_await work(yields);
    throw std::runtime_error("expected");
}

static Task<> groupScenario()
{
    co_await withTaskGroup([](TaskGroup &group) -> Task<> {
        auto a = group.spawn(work(2));
        auto b = group.spawn(work(4));
        co_await withTaskGroup([](TaskGroup &inner) -> Task<> {
            inner.spawn(work(3));
            co_await work(1);
        });
        co_await gather(a, b);
    });
}

static Task<> failingGroupScenario()
{
    try {
        co_await withTaskGroup([](TaskGroup &group) -> Task<> {
            group.spawn(failing(2));
            group.spawn(work(50));
            co_await work(50);
        });
    } catch (const std::runtime_error &) {
    }
}

static Task<> raceScenario()
{
    co_await runUntilFirstComplete([] { return work(5); }, std::tuple{&work, 2}, [] { return work(30); });
}

static Task<> backgroundScenario()
{
    co_await withBackgroundTask(idle(), [](JobHandle<>) -> Task<> { co_await work(3); });
}

static Task<> cleanupScenario()
{
    co_await withCleanup(work(3), [] { return work(2); });
}

static Task<> timeoutScenario()
{
    co_await withTimeout(1h, shielded(work(3)));
    co_await withDeadline(std::chrono::steady_clock::now() + 1h, work(2));
}

static Task<> poolScenario()
{
    Tracked tracked;
    for (int i = 0; i < 3; ++i)
        co_await runInThreadPool([](int n) { return n; }, i);
}

static Task<> eventAndLazyScenario()
{
    AsyncEvent event;
    AsyncLazy<int> lazy([&]() -> Task<int> {
        co_await event.wait();
        co_return co_await work(2);
    });
    co_await withTaskGroup([&](TaskGroup &group) -> Task<> {
        group.spawn(lazy.get());
        group.spawn(lazy.get());
        co_await work(2);
        event.set();
        co_await lazy.get();
    });
}

static Task<> shutdownScenario()
{
    TaskScope scope;
    scope.spawn(work(3));
    scope.spawn(shielded(work(6)));
    co_await work(1);
    co_await scope.shutdown(1h);
}

void SweepTest::survivesEveryBreak_data()
{
    QTest::addColumn<std::function<Task<>()>>("scenario");
    QTest::addColumn<Break>("how");
    const std::pair<const char *, Task<> (*)()> scenarios[] = {
        {"group", groupScenario},       {"failing group", failingGroupScenario},
        {"race", raceScenario},         {"background", backgroundScenario},
        {"cleanup", cleanupScenario},   {"timeout", timeoutScenario},
        {"pool", poolScenario},         {"lazy", eventAndLazyScenario},
        {"shutdown", shutdownScenario},
    };
    for (const auto &[name, scenario] : scenarios) {
        QTest::addRow("cancel %s", name) << std::function<Task<>()>(scenario) << Break::Cancel;
        QTest::addRow("destroy %s", name) << std::function<Task<>()>(scenario) << Break::Destroy;
    }
}

void SweepTest::survivesEveryBreak()
{
    QFETCH(const std::function<Task<>()>, scenario);
    QFETCH(const Break, how);
    QVERIFY(sweep(how, scenario) > 2);
}

void SweepTest::cleanupAlwaysRunsOnCancel()
{
    int begun = 0;
    int cleaned = 0;
    sweep(
        Break::Cancel,
        [&]() -> Task<> {
            co_await withCleanup(
                [](int &count) -> Task<> {
                    ++count;
                    co_await work(3);
                }(begun),
                [&]() -> Task<> {
                    co_await work(2);
                    ++cleaned;
                });
        },
        [&] { QCOMPARE(cleaned, begun); });
    QVERIFY(cleaned > 3);
}

QTEST_GUILESS_MAIN(SweepTest)
#include "tst_sweep.moc"
