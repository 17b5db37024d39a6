// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/descriptorlimit.h"

#include <algorithm>
#include <optional>

namespace belayer::engine {

namespace {

constexpr rlim_t Wanted = 16'384;

rlimit current()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit;
}

std::optional<rlimit> found; // written before there is a second thread

} // namespace

void raiseDescriptorLimit()
{
    found = current();
    rlimit raised = *found;
    raised.rlim_cur = std::max(raised.rlim_cur, std::min(raised.rlim_max, Wanted));
    ::setrlimit(RLIMIT_NOFILE, &raised);
}

rlimit foundDescriptorLimit()
{
    return found ? *found : current();
}

} // namespace belayer::engine
