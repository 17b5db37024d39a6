// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

using namespace belayer::async;
using namespace belayer::bench;

class RaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void losersAreCancelledAndAwaited();
    void losersLearnWhy();
    void allFailedGivesTheFirstErrorInOrder();
    void raceOfVoid();
    void nobodyIsNoRace();
    void shieldedLoserIsWaitedFor();
    void raceOfNestedRaces();
};

void RaceTest::losersAreCancelledAndAwaited()
{
    EventLog log;
    auto loser = [&]() -> Task<int> {
        co_await withCleanup(idle(), [&]() -> Task<> {
            co_await sleepFor(2ms);
            log.add("cleaned");
        });
        co_return 0;
    };
    auto task = [&]() -> Task<> {
        const auto result = co_await runUntilFirstComplete(loser, [] { return later(1ms, 2); });
        log.add("reported");
        CO_COMPARE(result.index, 1u);
        CO_COMPARE(result.value, 2);
    };
    run(task());
    QCOMPARE(log.text(), QStringLiteral("cleaned reported"));
}

void RaceTest::losersLearnWhy()
{
    CancelReason reason = CancelReason::None;
    auto loser = [&]() -> Task<> {
        try {
            co_await idle();
        } catch (const Cancelled &cancelled) {
            reason = cancelled.reason();
            throw;
        }
    };
    run(runUntilFirstComplete(loser, [] { return sleepFor(0ms); }));
    QCOMPARE(reason, CancelReason::LostRace);
}

void RaceTest::allFailedGivesTheFirstErrorInOrder()
{
    std::vector<Task<int>> tasks;
    tasks.push_back(failLater(2ms, "slow"));
    tasks.push_back(failLater(0ms, "fast"));
    QCOMPARE(run(outcome(race(std::move(tasks), RaceMode::FirstSuccess))), "slow");
}

void RaceTest::raceOfVoid()
{
    std::vector<Task<>> tasks;
    tasks.push_back(idle());
    tasks.push_back([]() -> Task<> { co_await yieldNow(); }());
    QCOMPARE(run(race(std::move(tasks))).index, 1u);
}

void RaceTest::nobodyIsNoRace()
{
    QVERIFY(QByteArray::fromStdString(run(outcome(race(std::vector<Task<>>())))).contains("at least one"));
}

void RaceTest::shieldedLoserIsWaitedFor()
{
    bool ended = false;
    auto loser = [&]() -> Task<> {
        co_await shielded(sleepFor(3ms));
        ended = true;
    };
    QCOMPARE(run(runUntilFirstComplete([] { return yieldNow(); }, loser)).index, 0u);
    QVERIFY(ended);
}

void RaceTest::raceOfNestedRaces()
{
    auto inner = [](std::chrono::milliseconds delay) -> Task<int> {
        const auto result =
            co_await runUntilFirstComplete(std::tuple{&later<int>, delay, 1}, [] { return later(1h, 2); });
        co_return result.value;
    };
    const auto result = run(runUntilFirstComplete(std::tuple{inner, std::chrono::milliseconds(1h)},
                                                  std::tuple{inner, std::chrono::milliseconds(1)}));
    QCOMPARE(result.index, 1u);
    QCOMPARE(result.value, 1);
    QCOMPARE(Tracked::count(), 0);
}

QTEST_GUILESS_MAIN(RaceTest)
#include "tst_race.moc"
