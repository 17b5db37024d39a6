// SPDX-License-Identifier: MIT
// One armed timer in whatever holds it: earlier first, older first among equals.
#pragma once
#include "belayer/async/detail/loop.h"

namespace belayer::async::detail {

struct TimerEntry
{
    std::int64_t due;
    Timer *timer;
    bool operator<(const TimerEntry &other) const noexcept
    {
        return due != other.due ? due < other.due : timer->isOlderThan(*other.timer);
    }
};

} // namespace belayer::async::detail
