// SPDX-License-Identifier: MIT
// Timers in any order: a 4-ary heap ordered by moment, then by age. Arming and removing cost O(log n). The
// entries live in small blocks, so that a heap of a million grows without ever copying or faulting in much at
// once.
#pragma once
#include "belayer/async/detail/frames.h"
#include "timerentry.h"

#include <memory>
#include <vector>

namespace belayer::async::detail {

class TimerHeap
{
public:
    const TimerEntry *first() const noexcept { return m_size ? &at(0) : nullptr; }
    void add(const TimerEntry &entry); // an armed timer
    void remove(Timer *timer) noexcept;

private:
    static constexpr std::size_t Arity = 4;
    using Entry = TimerEntry;
    static constexpr std::size_t BlockBytes = 1024;
    static constexpr std::size_t BlockEntries = BlockBytes / sizeof(Entry);
    // Shifted, so that the four children of an entry share a cache line.
    static constexpr std::size_t Shift = Arity - 1;

    Entry &at(std::size_t index) const noexcept
    {
        const std::size_t place = index + Shift;
        return m_blocks[place / BlockEntries][place % BlockEntries];
    }
    void put(std::size_t index, const Entry &entry) noexcept
    {
        at(index) = entry;
        entry.timer->setPlace(index);
    }
    void siftUp(std::size_t index, const Entry &entry) noexcept;
    void siftDown(std::size_t index, const Entry &entry) noexcept;
    void shrink() noexcept;

    struct FreeBlock
    {
        void operator()(Entry *block) const noexcept { releaseFrame(block, BlockBytes); }
    };
    std::vector<std::unique_ptr<Entry[], FreeBlock>> m_blocks;
    std::size_t m_size = 0;
};

} // namespace belayer::async::detail
