// SPDX-License-Identifier: MIT
// EXPECT: a Task does nothing until it is awaited or spawned
#include <belayer/async.h>

belayer::async::Task<> work();

void misuse()
{
    work();
}
