// SPDX-License-Identifier: MIT
// The timers of one loop: a 4-ary heap ordered by moment, then by age. Arming and removing cost O(log n).
#pragma once
#include "belayer/async/detail/loop.h"

#include <vector>

namespace belayer::async::detail {

class TimerHeap
{
public:
    bool isEmpty() const noexcept { return m_entries.empty(); }
    std::int64_t firstDue() const noexcept { return m_entries.front().due; }
    Timer *first() const noexcept { return m_entries.front().timer; }
    void add(Timer *timer, std::int64_t due);
    void remove(Timer *timer) noexcept;

private:
    struct Entry
    {
        std::int64_t due;
        std::uint64_t age;
        Timer *timer;
        bool operator<(const Entry &other) const noexcept
        {
            return due != other.due ? due < other.due : age < other.age;
        }
    };
    void put(std::size_t index, const Entry &entry) noexcept
    {
        m_entries[index] = entry;
        entry.timer->index = static_cast<std::int32_t>(index);
    }
    void siftUp(std::size_t index, const Entry &entry) noexcept;
    void siftDown(std::size_t index, const Entry &entry) noexcept;

    std::vector<Entry> m_entries;
    std::uint64_t m_nextAge = 0;
};

} // namespace belayer::async::detail
