// SPDX-License-Identifier: MIT
// The same loops on QCoro: eager tasks without cancellation, so it has no cancel and no race row, and its sleeps are QTimer's.
#include "tests/bench/async/cells.h"

#ifdef BELAYER_BENCH_QCORO

#include <QCoreApplication>
#include <QCoroFuture>
#include <QCoroSignal>
#include <QCoroTask>
#include <QCoroTimer>
#include <QtConcurrentRun>

namespace belayer::bench {

class Bell : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void rang();
};

namespace {

int argumentCount = 1;
char programName[] = "bench_async";
char *arguments[] = {programName, nullptr};

using std::chrono::milliseconds;

QCoro::Task<int> noop()
{
    co_return 1;
}

QCoro::Task<> yielding()
{
    co_await QCoro::sleepFor(milliseconds(0));
}

QCoro::Task<> sleeper()
{
    co_await QCoro::sleepFor(std::chrono::hours(1));
}

QCoro::Task<> waiter(Bell *bell)
{
    co_await qCoro(bell, &Bell::rang);
}

QCoro::Task<> ponger(Bell *ping, Bell *pong, int count)
{
    for (int i = 0; i < count; ++i) {
        co_await qCoro(ping, &Bell::rang);
        Q_EMIT pong->rang();
    }
}

/// Makes `count` tasks, awaits them all and gives the time per task; twice, so that the second round is warm.
template<class Make> Sample spawnAll(int count, int rounds, Make make)
{
    QCoreApplication app(argumentCount, arguments);
    double nanoseconds = 0;
    QCoro::waitFor([&]() -> QCoro::Task<> {
        for (int round = 0; round < rounds; ++round) {
            const Stopwatch watch;
            std::vector<decltype(make())> tasks;
            tasks.reserve(std::size_t(count));
            for (int i = 0; i < count; ++i)
                tasks.push_back(make());
            for (auto &task : tasks)
                co_await task;
            tasks.clear();
            nanoseconds = watch.nanoseconds() / count;
        }
    }());
    return {nanoseconds, 0};
}

Sample spawn()
{
    return spawnAll(100'000, 2, noop);
}

Sample spawnYield()
{
    return spawnAll(20'000, 1, yielding);
}

Sample wake()
{
    constexpr int Count = 100'000;
    QCoreApplication app(argumentCount, arguments);
    Bell bell;
    std::vector<QCoro::Task<>> tasks;
    tasks.reserve(Count);
    for (int i = 0; i < Count; ++i)
        tasks.push_back(waiter(&bell));
    const Stopwatch watch;
    Q_EMIT bell.rang();
    QCoro::waitFor([&]() -> QCoro::Task<> {
        for (auto &task : tasks)
            co_await task;
    }());
    return {watch.nanoseconds() / Count, 0};
}

Sample pingPong()
{
    constexpr int Count = 20'000;
    QCoreApplication app(argumentCount, arguments);
    Bell ping;
    Bell pong;
    const Stopwatch watch;
    QCoro::waitFor([&]() -> QCoro::Task<> {
        auto other = ponger(&ping, &pong, Count);
        for (int i = 0; i < Count; ++i) {
            auto answer = waiter(&pong);
            Q_EMIT ping.rang();
            co_await answer;
        }
        co_await other;
    }());
    return {watch.nanoseconds() / (2 * Count), 0};
}

Sample poolOne()
{
    constexpr int Count = 10'000;
    QCoreApplication app(argumentCount, arguments);
    int sum = 0;
    const Stopwatch watch;
    QCoro::waitFor([&]() -> QCoro::Task<> {
        for (int i = 0; i < Count; ++i)
            sum += co_await QtConcurrent::run([] { return 1; });
    }());
    require(sum == Count, "QCoro's pool results");
    return {watch.nanoseconds() / Count, 0};
}

Sample poolMany()
{
    return spawnAll(100'000, 1, []() -> QCoro::Task<int> { co_return co_await QtConcurrent::run([] { return 1; }); });
}

Sample park()
{
    constexpr int Count = 100'000;
    QCoreApplication app(argumentCount, arguments);
    const auto before = heapBytes();
    auto *tasks = new std::vector<QCoro::Task<>>; // never ended: there is no cancel
    tasks->reserve(Count);
    for (int i = 0; i < Count; ++i)
        tasks->push_back(sleeper());
    return {0, double(heapBytes() - before) / Count};
}

} // namespace

std::vector<Cell> qcoroCells()
{
    return {{"spawn", "QCoro", spawn},       {"spawn-yield", "QCoro", spawnYield}, {"wake", "QCoro", wake},
            {"ping-pong", "QCoro", pingPong}, {"pool-one", "QCoro", poolOne},       {"pool-many", "QCoro", poolMany},
            {"park", "QCoro", park}};
}

} // namespace belayer::bench

#include "qcoro_peer.moc"

#else

namespace belayer::bench {

std::vector<Cell> qcoroCells()
{
    return {};
}

} // namespace belayer::bench

#endif
