// SPDX-License-Identifier: MIT
#include "timers.h"

#include <algorithm>

namespace belayer::async::detail {

namespace {
constexpr std::size_t Arity = 4;
}

void TimerHeap::add(Timer *timer, std::int64_t due)
{
    const Entry entry{due, m_nextAge++, timer};
    m_entries.push_back(entry);
    siftUp(m_entries.size() - 1, entry);
}

void TimerHeap::remove(Timer *timer) noexcept
{
    const auto index = static_cast<std::size_t>(timer->index);
    timer->index = -1;
    const Entry last = m_entries.back();
    m_entries.pop_back();
    if (last.timer == timer)
        return;
    if (index > 0 && last < m_entries[(index - 1) / Arity])
        siftUp(index, last);
    else
        siftDown(index, last);
}

void TimerHeap::siftUp(std::size_t index, const Entry &entry) noexcept
{
    while (index > 0) {
        const std::size_t parent = (index - 1) / Arity;
        if (!(entry < m_entries[parent]))
            break;
        put(index, m_entries[parent]);
        index = parent;
    }
    put(index, entry);
}

void TimerHeap::siftDown(std::size_t index, const Entry &entry) noexcept
{
    for (;;) {
        const std::size_t first = index * Arity + 1;
        if (first >= m_entries.size())
            break;
        const auto begin = m_entries.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end =
            m_entries.begin() + static_cast<std::ptrdiff_t>(std::min(first + Arity, m_entries.size()));
        const auto smallest = std::min_element(begin, end);
        if (!(*smallest < entry))
            break;
        put(index, *smallest);
        index = static_cast<std::size_t>(smallest - m_entries.begin());
    }
    put(index, entry);
}

} // namespace belayer::async::detail
