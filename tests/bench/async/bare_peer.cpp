// SPDX-License-Identifier: MIT
// What the kernel and the language take themselves: two threads that wake each other through a futex, the floor under
// every pool hop that sleeps; a throw and its catch, the floor under every cancellation that handlers may see.
#include "tests/bench/async/cells.h"

#include <belayer/async/errors.h>

#include <atomic>
#include <thread>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace belayer::bench {

namespace {

/// The system call itself: std::atomic::wait would spin first.
long futex(std::atomic<int> &word, int operation, int value)
{
    return syscall(SYS_futex, &word, operation, value, nullptr, nullptr, 0);
}

void give(std::atomic<int> &turn, int whose)
{
    turn.store(whose);
    futex(turn, FUTEX_WAKE_PRIVATE, 1);
}

void await(std::atomic<int> &turn, int whose)
{
    while (turn.load() != whose)
        futex(turn, FUTEX_WAIT_PRIVATE, 1 - whose);
}

Sample roundTrip()
{
    constexpr int Count = 20'000;
    std::atomic<int> turn = 0;
    std::thread other([&turn] {
        for (int i = 0; i < Count; ++i) {
            await(turn, 1);
            give(turn, 0);
        }
    });
    const Stopwatch watch;
    for (int i = 0; i < Count; ++i) {
        give(turn, 1);
        await(turn, 0);
    }
    const double nanoseconds = watch.nanoseconds() / Count;
    other.join();
    return {nanoseconds, 0};
}

[[gnu::noinline]] int throwAndCatch(int reason)
{
    try {
        throw async::Cancelled(static_cast<async::CancelReason>(reason));
    } catch (const async::Cancelled &cancelled) {
        return static_cast<int>(cancelled.reason());
    }
}

Sample oneThrow()
{
    constexpr int Count = 100'000;
    long sum = 0;
    const Stopwatch watch;
    for (int i = 0; i < Count; ++i)
        sum += throwAndCatch(i & 1);
    const double nanoseconds = watch.nanoseconds() / Count;
    require(sum == Count / 2, "the exceptions");
    return {nanoseconds, 0};
}

} // namespace

std::vector<Cell> bareCells()
{
    return {{"pool-one", "bare", roundTrip}, {"cancel", "bare", oneThrow}};
}

} // namespace belayer::bench
