// SPDX-License-Identifier: MIT
// EXPECT: compiles
#include <belayer/async.h>

belayer::async::Task<int> work();

belayer::async::Task<int> correct()
{
    auto task = work();
    co_return co_await std::move(task);
}
