// SPDX-License-Identifier: MIT
#include "timerheap.h"

#include <algorithm>

namespace belayer::async::detail {

void TimerHeap::add(const TimerEntry &entry)
{
    if ((m_size + Shift) / BlockEntries >= m_blocks.size())
        m_blocks.emplace_back(static_cast<Entry *>(allocateFrame(BlockBytes)));
    siftUp(m_size++, entry);
}

void TimerHeap::remove(Timer *timer) noexcept
{
    const std::size_t index = timer->place();
    const Entry last = at(--m_size);
    if (last.timer != timer) {
        if (index > 0 && last < at((index - 1) / Arity))
            siftUp(index, last);
        else
            siftDown(index, last);
    }
    shrink();
}

// One block stays spare, so that a size that swings about a block's edge allocates nothing.
void TimerHeap::shrink() noexcept
{
    const std::size_t needed = (m_size + Shift) / BlockEntries + 1;
    if (m_blocks.size() > needed + 1)
        m_blocks.pop_back();
}

void TimerHeap::siftUp(std::size_t index, const Entry &entry) noexcept
{
    while (index > 0) {
        const std::size_t parent = (index - 1) / Arity;
        if (!(entry < at(parent)))
            break;
        put(index, at(parent));
        index = parent;
    }
    put(index, entry);
}

void TimerHeap::siftDown(std::size_t index, const Entry &entry) noexcept
{
    for (;;) {
        const std::size_t first = index * Arity + 1;
        if (first >= m_size)
            break;
        const Entry *begin = &at(first); // children share a block
        const Entry *smallest = std::min_element(begin, begin + std::min(Arity, m_size - first));
        if (!(*smallest < entry))
            break;
        const std::size_t child = first + static_cast<std::size_t>(smallest - begin);
        put(index, *smallest);
        index = child;
    }
    put(index, entry);
}

} // namespace belayer::async::detail
