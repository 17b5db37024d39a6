// SPDX-License-Identifier: MIT
// The timers of one loop: a 4-ary heap ordered by moment, then by age. Arming and removing cost O(log n). The
// entries live in small blocks, so that a heap of a million grows without ever copying or faulting in much at
// once.
#pragma once
#include "belayer/async/detail/frames.h"
#include "belayer/async/detail/loop.h"

#include <memory>
#include <vector>

namespace belayer::async::detail {

class TimerHeap
{
public:
    bool isEmpty() const noexcept { return m_size == 0; }
    std::int64_t firstDue() const noexcept { return at(0).due; }
    Timer *first() const noexcept { return at(0).timer; }
    void add(Timer *timer, Timer::Kind kind, std::int64_t due);
    void remove(Timer *timer) noexcept;

private:
    static constexpr std::size_t Arity = 4;
    struct Entry
    {
        std::int64_t due;
        Timer *timer;
        bool operator<(const Entry &other) const noexcept
        {
            return due != other.due ? due < other.due : timer->isOlderThan(*other.timer);
        }
    };
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
        entry.timer->setIndex(index);
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
    std::uint32_t m_nextAge = 0;
};

} // namespace belayer::async::detail
