// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <belayer/async.h>

belayer::async::Task<> misuse(belayer::async::Task<> task)
{
    auto copy = task;
    co_await std::move(copy);
}
