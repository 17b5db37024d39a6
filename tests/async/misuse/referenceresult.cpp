// SPDX-License-Identifier: MIT
// EXPECT: return a pointer or a value, a reference may dangle
#include <belayer/async.h>

belayer::async::Task<> misuse(belayer::async::Task<int &> task)
{
    co_await std::move(task);
}
