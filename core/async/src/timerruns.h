// SPDX-License-Identifier: MIT
// A few sorted queues of timers. Adding, removing and taking the first cost a fixed time. A timer that is not
// due after the last of any queue has no place here. Queues are chains of small blocks; a block dies with its
// last timer, so that timers which are cancelled, as most timeouts are, leave nothing behind.
#pragma once
#include "belayer/async/detail/frames.h"
#include "timerentry.h"

#include <array>
#include <memory>
#include <vector>

namespace belayer::async::detail {

class TimerRuns
{
public:
    static bool holds(const Timer &timer) noexcept { return timer.place() & InRun; }
    const TimerEntry *first() const noexcept; // null: there is none
    bool add(const TimerEntry &entry);        // an armed timer; false: no place for it
    void remove(Timer *timer) noexcept;

private:
    static constexpr std::size_t InRun = std::size_t(1) << 30;
    static constexpr std::size_t Slots = 63;
    static constexpr std::size_t SlotBits = 6;
    static constexpr std::uint32_t None = 0xffff'ffff;

    struct Block : Framed
    {
        std::uint32_t next = None; // of its run, or unused
        std::uint32_t previous = None;
        std::uint16_t live = 0;
        std::uint16_t run = 0;
        std::array<TimerEntry, Slots> entries; // removed: without a timer
    };
    struct Run
    {
        std::int64_t lastDue = 0;
        std::size_t live = 0;
        std::uint32_t firstBlock = None;
        std::uint32_t lastBlock = None;
        std::uint16_t begin = 0;   // the first timer, in the first block
        std::uint16_t end = Slots; // behind the last, in the last block
    };

    Run *runFor(std::int64_t due) noexcept;
    std::uint32_t takeBlock();
    void appendBlock(Run &run);
    void dropBlock(Run &run, std::uint32_t index) noexcept;
    Block &block(std::uint32_t index) const noexcept { return *m_blocks[index]; }

    std::array<Run, 8> m_runs;
    std::vector<std::unique_ptr<Block>> m_blocks;
    std::vector<std::uint32_t> m_unused; // numbers without a block
};

} // namespace belayer::async::detail
