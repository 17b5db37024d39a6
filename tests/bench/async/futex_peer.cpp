// SPDX-License-Identifier: MIT
// The floor under every pool hop that sleeps: two threads that wake each other through a futex.
#include "tests/bench/async/cells.h"

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

} // namespace

std::vector<Cell> futexCells()
{
    return {{"pool-one", "futex", roundTrip}};
}

} // namespace belayer::bench
