// SPDX-License-Identifier: MIT
// EXPECT: a Task is awaited once and gives its frame away
#include <belayer/async.h>

belayer::async::Task<> misuse(belayer::async::Task<int> task)
{
    co_await task;
}
