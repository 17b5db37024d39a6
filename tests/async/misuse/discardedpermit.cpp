// SPDX-License-Identifier: MIT
// EXPECT: the permit is given back at once
#include <belayer/async.h>

belayer::async::Task<> misuse(belayer::async::Semaphore *semaphore)
{
    co_await semaphore->acquire();
}
