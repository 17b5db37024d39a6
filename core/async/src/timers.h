// SPDX-License-Identifier: MIT
// The timers of one loop. Most are armed in the order in which they will fire, for a program has few
// durations: those go into sorted runs at no cost. A heap takes the rest.
#pragma once
#include "timerheap.h"
#include "timerruns.h"

namespace belayer::async::detail {

class Timers
{
public:
    const TimerEntry *first() const noexcept // null: there is none
    {
        const TimerEntry *run = m_runs.first();
        const TimerEntry *heap = m_heap.first();
        return !heap || (run && *run < *heap) ? run : heap;
    }
    void add(Timer *timer, Timer::Kind kind)
    {
        const TimerEntry entry{timer->due(), timer};
        timer->arm(kind, m_nextAge++);
        if (!m_runs.add(entry))
            m_heap.add(entry);
    }
    void remove(Timer *timer) noexcept
    {
        if (TimerRuns::holds(*timer))
            m_runs.remove(timer);
        else
            m_heap.remove(timer);
        timer->disarm();
    }

private:
    TimerRuns m_runs;
    TimerHeap m_heap;
    std::uint32_t m_nextAge = 0;
};

} // namespace belayer::async::detail
