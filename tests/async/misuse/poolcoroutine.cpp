// SPDX-License-Identifier: MIT
// EXPECT: this callable makes a coroutine
#include <belayer/async.h>

belayer::async::Task<> misuse()
{
    co_await belayer::async::runInThreadPool([]() -> belayer::async::Task<> { co_return; });
}
