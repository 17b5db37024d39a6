// SPDX-License-Identifier: MIT
#include "timerruns.h"

#include <utility>

namespace belayer::async::detail {

const TimerEntry *TimerRuns::first() const noexcept
{
    const TimerEntry *first = nullptr;
    for (const Run &run : m_runs) {
        if (run.live == 0)
            continue;
        const TimerEntry &entry = block(run.firstBlock).entries[run.begin];
        if (!first || entry < *first)
            first = &entry;
    }
    return first;
}

// The run that ends latest among those that end in time, or an empty one.
TimerRuns::Run *TimerRuns::runFor(std::int64_t due) noexcept
{
    Run *best = nullptr;
    Run *empty = nullptr;
    for (Run &run : m_runs) {
        if (run.live == 0)
            empty = &run;
        else if (run.lastDue <= due && (!best || run.lastDue > best->lastDue))
            best = &run;
    }
    return best ? best : empty;
}

bool TimerRuns::add(const TimerEntry &entry)
{
    Run *run = runFor(entry.due);
    if (!run)
        return false;
    if (run->end == Slots)
        appendBlock(*run);
    Block &last = block(run->lastBlock);
    last.entries[run->end] = entry;
    entry.timer->setPlace(InRun | std::size_t(run->lastBlock) << SlotBits | run->end);
    ++run->end;
    ++last.live;
    ++run->live;
    run->lastDue = entry.due;
    return true;
}

void TimerRuns::remove(Timer *timer) noexcept
{
    const std::size_t place = timer->place() & ~InRun;
    const auto index = static_cast<std::uint32_t>(place >> SlotBits);
    Block &home = block(index);
    Run &run = m_runs[home.run];
    home.entries[place & ((std::size_t(1) << SlotBits) - 1)].timer = nullptr;
    --home.live;
    --run.live;
    if (home.live == 0 && index != run.lastBlock)
        dropBlock(run, index);
    if (run.live == 0) {
        run.begin = run.end = 0; // of the last block, which is kept
        return;
    }
    const Block &first = block(run.firstBlock);
    while (!first.entries[run.begin].timer)
        ++run.begin;
}

void TimerRuns::appendBlock(Run &run)
{
    const std::uint32_t index = takeBlock();
    Block &added = block(index);
    added.run = static_cast<std::uint16_t>(&run - m_runs.data());
    added.previous = run.lastBlock;
    const std::uint32_t last = std::exchange(run.lastBlock, index);
    run.end = 0;
    if (last == None) {
        run.firstBlock = index;
        run.begin = 0;
        return;
    }
    block(last).next = index;
    if (block(last).live == 0) // stayed only for being the last
        dropBlock(run, last);
}

// Not the last of its run.
void TimerRuns::dropBlock(Run &run, std::uint32_t index) noexcept
{
    const Block &dead = block(index);
    block(dead.next).previous = dead.previous;
    if (run.firstBlock == index) {
        run.firstBlock = dead.next;
        run.begin = 0;
    } else {
        block(dead.previous).next = dead.next;
    }
    m_blocks[index].reset();
    m_unused.push_back(index); // has room, see takeBlock()
}

std::uint32_t TimerRuns::takeBlock()
{
    auto added = std::make_unique_for_overwrite<Block>();
    if (m_unused.empty()) {
        if (m_unused.capacity() <= m_blocks.size())
            m_unused.reserve(2 * m_blocks.size() + 1);
        m_blocks.push_back(std::move(added));
        return static_cast<std::uint32_t>(m_blocks.size() - 1);
    }
    const std::uint32_t index = m_unused.back();
    m_blocks[index] = std::move(added);
    m_unused.pop_back();
    return index;
}

} // namespace belayer::async::detail
