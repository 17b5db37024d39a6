// SPDX-License-Identifier: MIT
// The same loops on Boost.Asio's awaitables.
#include "tests/bench/async/cells.h"

#ifdef BELAYER_BENCH_ASIO

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>

namespace belayer::bench {

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;

awaitable<void> noop()
{
    co_return;
}

awaitable<void> yielding()
{
    co_await asio::post(use_awaitable);
}

awaitable<void> sleeper(std::chrono::milliseconds duration)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    co_await timer.async_wait(use_awaitable);
}

/// asio's idiom for an event is a timer that never expires and is cancelled.
awaitable<void> waiter(asio::steady_timer &event)
{
    boost::system::error_code ignored;
    co_await event.async_wait(asio::redirect_error(use_awaitable, ignored));
}

template<class Make> Sample spawnAll(int count, Make make)
{
    asio::io_context io(1);
    double nanoseconds = 0;
    for (int round = 0; round < 2; ++round) { // the second is warm
        const Stopwatch watch;
        for (int i = 0; i < count; ++i)
            asio::co_spawn(io, make(), detached);
        io.run();
        io.restart();
        nanoseconds = watch.nanoseconds() / count;
    }
    return {nanoseconds, 0};
}

/// Times one coroutine that repeats an operation `count` times.
template<class Body> Sample timeBody(int count, Body body)
{
    asio::io_context io(1);
    const Stopwatch watch;
    asio::co_spawn(io, body(), detached);
    io.run();
    return {watch.nanoseconds() / count, 0};
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
    asio::io_context io(1);
    asio::steady_timer event(io, asio::steady_timer::time_point::max());
    for (int i = 0; i < Count; ++i)
        asio::co_spawn(io, waiter(event), detached);
    io.poll();
    const Stopwatch watch;
    event.cancel();
    io.run();
    return {watch.nanoseconds() / Count, 0};
}

Sample pingPong()
{
    constexpr int Count = 100'000;
    asio::io_context io(1);
    asio::steady_timer ping(io, asio::steady_timer::time_point::max());
    asio::steady_timer pong(io, asio::steady_timer::time_point::max());
    const auto turns = [](asio::steady_timer &mine, asio::steady_timer &theirs) -> awaitable<void> {
        for (int i = 0; i < Count; ++i) {
            co_await waiter(mine);
            theirs.cancel();
        }
    };
    asio::co_spawn(io, turns(ping, pong), detached);
    asio::co_spawn(io, turns(pong, ping), detached);
    io.poll();
    const Stopwatch watch;
    ping.cancel();
    io.run_for(std::chrono::minutes(1));
    return {watch.nanoseconds() / (2 * Count), 0};
}

Sample cancel()
{
    constexpr int Count = 100'000;
    asio::io_context io(1);
    std::vector<std::unique_ptr<asio::cancellation_signal>> signalsToEmit;
    int done = 0;
    for (int i = 0; i < Count; ++i) {
        signalsToEmit.push_back(std::make_unique<asio::cancellation_signal>());
        asio::co_spawn(io, sleeper(std::chrono::hours(1)),
                       asio::bind_cancellation_slot(signalsToEmit.back()->slot(),
                                                    [&done](const std::exception_ptr &) { ++done; }));
    }
    io.poll();
    const Stopwatch watch;
    for (const auto &each : signalsToEmit)
        each->emit(asio::cancellation_type::terminal);
    io.run();
    require(done == Count, "asio's cancel of all");
    return {watch.nanoseconds() / Count, 0};
}

Sample race()
{
    constexpr int Count = 50'000;
    return timeBody(Count, []() -> awaitable<void> {
        for (int i = 0; i < Count; ++i)
            co_await (noop() || noop());
    });
}

awaitable<int> work()
{
    co_return 1;
}

Sample poolOne()
{
    constexpr int Count = 10'000;
    asio::thread_pool pool(2);
    return timeBody(Count, [&pool]() -> awaitable<void> {
        for (int i = 0; i < Count; ++i)
            co_await asio::co_spawn(pool, work(), use_awaitable);
    });
}

Sample poolMany()
{
    constexpr int Count = 100'000;
    asio::thread_pool pool(2);
    asio::io_context io(1);
    const Stopwatch watch;
    int sum = 0;
    for (int i = 0; i < Count; ++i) {
        asio::co_spawn(
            io, [&]() -> awaitable<void> { sum += co_await asio::co_spawn(pool, work(), use_awaitable); }, detached);
    }
    io.run();
    require(sum == Count, "asio's pool results");
    return {watch.nanoseconds() / Count, 0};
}

Sample sleep100()
{
    asio::io_context io(1);
    const Stopwatch watch;
    for (int i = 0; i < 100'000; ++i)
        asio::co_spawn(io, sleeper(std::chrono::milliseconds(100)), detached);
    io.run();
    return {watch.nanoseconds(), 0};
}

Sample park()
{
    constexpr int Count = 100'000;
    asio::io_context io(1);
    const auto before = heapBytes();
    for (int i = 0; i < Count; ++i)
        asio::co_spawn(io, sleeper(std::chrono::hours(1)), detached);
    io.poll();
    return {0, double(heapBytes() - before) / Count};
}

} // namespace

std::vector<Cell> asioCells()
{
    return {{"spawn", "asio", spawn},        {"spawn-yield", "asio", spawnYield}, {"wake", "asio", wake},
            {"ping-pong", "asio", pingPong}, {"cancel", "asio", cancel},          {"race", "asio", race},
            {"pool-one", "asio", poolOne},   {"pool-many", "asio", poolMany},     {"sleep100", "asio", sleep100},
            {"park", "asio", park}};
}

} // namespace belayer::bench

#else

namespace belayer::bench {

std::vector<Cell> asioCells()
{
    return {};
}

} // namespace belayer::bench

#endif
