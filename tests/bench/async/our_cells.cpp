// SPDX-License-Identifier: MIT
// Our own cells: each does what its peers' cells of the same row do.
#include "tests/bench/async/cells.h"

#include <belayer/async.h>

#include <QCoreApplication>

namespace belayer::bench {

namespace {

using namespace belayer::async;
using namespace std::chrono_literals;

int argumentCount = 1;
char programName[] = "bench_async";
char *arguments[] = {programName, nullptr};

/// Runs the body as the program's one task; the body gives the nanoseconds per operation.
template<class Body> Sample measure(Body body)
{
    QCoreApplication app(argumentCount, arguments);
    return {runBlocking(body()), 0};
}

Task<> noop()
{
    co_return;
}

Task<> yielding()
{
    co_await yieldNow();
}

Task<> sleeper(std::chrono::milliseconds duration)
{
    co_await sleepFor(duration);
}

/// Spawns `count` tasks in a group and joins them; twice, so that the second round is warm.
template<class Make> Sample spawnAll(int count, Make make)
{
    return measure([=]() -> Task<double> {
        double nanoseconds = 0;
        for (int round = 0; round < 2; ++round) {
            const Stopwatch watch;
            co_await withTaskGroup([=](TaskGroup &group) -> Task<> {
                for (int i = 0; i < count; ++i)
                    group.spawn(make());
                co_return;
            });
            nanoseconds = watch.nanoseconds() / count;
        }
        co_return nanoseconds;
    });
}

Sample spawn()
{
    return spawnAll(100'000, noop);
}

Sample spawnYield()
{
    return spawnAll(100'000, yielding);
}

Sample wake()
{
    constexpr int Count = 100'000;
    return measure([]() -> Task<double> {
        AsyncEvent event;
        co_return co_await withTaskGroup([&event](TaskGroup &group) -> Task<double> {
            for (int i = 0; i < Count; ++i)
                group.spawn([](AsyncEvent &bell) -> Task<> { co_await bell.wait(); }(event));
            co_await yieldNow();
            const Stopwatch watch;
            event.set();
            co_await group.join();
            co_return watch.nanoseconds() / Count;
        });
    });
}

Task<> turns(AsyncEvent &mine, AsyncEvent &theirs, int count)
{
    for (int i = 0; i < count; ++i) {
        co_await mine.wait();
        mine.clear();
        theirs.set();
    }
}

Sample pingPong()
{
    constexpr int Count = 1'000'000;
    return measure([]() -> Task<double> {
        AsyncEvent ping;
        AsyncEvent pong;
        const Stopwatch watch;
        co_await withTaskGroup([&](TaskGroup &group) -> Task<> {
            group.spawn(turns(ping, pong, Count));
            group.spawn(turns(pong, ping, Count));
            ping.set();
            co_return;
        });
        co_return watch.nanoseconds() / (2 * Count);
    });
}

Sample cancelAll(OnCancel onCancel)
{
    constexpr int Count = 100'000;
    return measure([=]() -> Task<double> {
        co_return co_await withTaskGroup([=](TaskGroup &group) -> Task<double> {
            std::vector<JobHandle<>> jobs;
            jobs.reserve(Count);
            for (int i = 0; i < Count; ++i)
                jobs.push_back(group.spawn(sleeper(1h), {}, onCancel));
            co_await yieldNow();
            const Stopwatch watch;
            for (const auto &job : jobs)
                job.cancel();
            co_await group.join();
            co_return watch.nanoseconds() / Count;
        });
    });
}

Sample cancel()
{
    return cancelAll(OnCancel::Unwind);
}

Sample cancelDestroy()
{
    return cancelAll(OnCancel::Destroy);
}

Sample race()
{
    constexpr int Count = 100'000;
    return measure([]() -> Task<double> {
        const Stopwatch watch;
        for (int i = 0; i < Count; ++i)
            co_await async::runUntilFirstComplete(noop, noop);
        co_return watch.nanoseconds() / Count;
    });
}

Sample lazy()
{
    constexpr int Count = 20'000'000;
    return measure([]() -> Task<double> {
        AsyncLazy<int> value([]() -> Task<int> { co_return 7; });
        long sum = co_await value.get();
        const Stopwatch watch;
        for (int i = 1; i < Count; ++i)
            sum += co_await value.get();
        const double nanoseconds = watch.nanoseconds() / Count;
        require(sum == 7L * Count, "the lazy value");
        co_return nanoseconds;
    });
}

Sample poolOne()
{
    constexpr int Count = 20'000;
    return measure([]() -> Task<double> {
        int sum = 0;
        const Stopwatch watch;
        for (int i = 0; i < Count; ++i)
            sum += co_await runInThreadPool([] { return 1; });
        require(sum == Count, "the pool's results");
        co_return watch.nanoseconds() / Count;
    });
}

Sample poolMany()
{
    constexpr int Count = 100'000;
    return spawnAll(Count, []() -> Task<> { co_await runInThreadPool([] { return 1; }); });
}

/// What hops cost in CPU time of all threads when they are too far apart, or their bodies too long, for
/// looking out to pay: less the same without the hop.
template<class Body> Sample poolCpu(std::chrono::milliseconds pause, Body body)
{
    constexpr int Count = 2'000;
    return measure([=]() -> Task<double> {
        double cpu[2] = {};
        for (const bool hops : {false, true}) {
            const double before = cpuNanoseconds();
            for (int i = 0; i < Count; ++i) {
                if (hops)
                    co_await runInThreadPool(body);
                else
                    body();
                if (pause.count() > 0)
                    co_await sleepFor(pause);
            }
            cpu[hops] = cpuNanoseconds() - before;
        }
        co_return (cpu[1] - cpu[0]) / Count;
    });
}

Sample poolPaced()
{
    return poolCpu(1ms, [] {});
}

Sample poolLong()
{
    return poolCpu(0ms, [] {
        const double end = cpuNanosecondsOfThread() + 500'000;
        while (cpuNanosecondsOfThread() < end) {}
    });
}

Sample sleep100()
{
    constexpr int Count = 100'000;
    return measure([]() -> Task<double> {
        const Stopwatch watch;
        co_await withTaskGroup([](TaskGroup &group) -> Task<> {
            for (int i = 0; i < Count; ++i)
                group.spawn(sleeper(100ms));
            co_return;
        });
        co_return watch.nanoseconds();
    });
}

/// By resident memory, because frames come from our own cache and malloc does not see what that keeps.
Sample park()
{
    constexpr int Count = 1'000'000;
    Sample sample;
    measure([&sample]() -> Task<double> {
        TaskScope scope;
        scope.spawn(noop());
        co_await yieldNow();
        const auto before = residentBytes();
        for (int i = 0; i < Count; ++i)
            scope.spawn(sleeper(1h));
        co_await yieldNow();
        sample.bytes = double(residentBytes() - before) / Count;
        co_return 0;
    });
    return sample;
}

} // namespace

std::vector<Cell> ourCells()
{
    return {
        {"spawn", "ours", spawn},
        {"spawn-yield", "ours", spawnYield},
        {"wake", "ours", wake},
        {"ping-pong", "ours", pingPong},
        {"cancel", "ours", cancel},
        {"cancel-destroy", "ours", cancelDestroy},
        {"race", "ours", race},
        {"lazy", "ours", lazy},
        {"pool-one", "ours", poolOne},
        {"pool-many", "ours", poolMany},
        {"pool-paced", "ours", poolPaced},
        {"pool-long", "ours", poolLong},
        {"sleep100", "ours", sleep100},
        {"park", "ours", park},
    };
}

} // namespace belayer::bench
