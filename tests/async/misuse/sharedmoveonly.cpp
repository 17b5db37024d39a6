// SPDX-License-Identifier: MIT
// EXPECT: this result can only be moved, so one waiter may have it
#include <belayer/async.h>

#include <memory>

belayer::async::Task<> misuse(belayer::async::JobHandle<std::unique_ptr<int>> job)
{
    const auto result = co_await job;
}
