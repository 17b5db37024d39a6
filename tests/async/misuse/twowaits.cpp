// SPDX-License-Identifier: MIT
// EXPECT: a Task is awaited once and gives its frame away
#include <belayer/async.h>

belayer::async::Task<int> work();

belayer::async::Task<int> misuse()
{
    auto task = work();
    const int first = co_await task;
    const int second = co_await task;
    co_return first + second;
}
