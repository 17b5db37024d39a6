// SPDX-License-Identifier: MIT
// Memory of coroutine frames and jobs: per-thread size classes in front of operator new.
#pragma once
#include <cstddef>

namespace belayer::async::detail {

void *allocateFrame(std::size_t size);
void releaseFrame(void *frame, std::size_t size) noexcept; // any thread

// Gives the calling thread's cache back; until enableFrameCache() its frames then come straight from operator
// new.
void enableFrameCache() noexcept;
void disableFrameCache() noexcept;

// Base of what lives in that memory.
struct Framed
{
    static void *operator new(std::size_t size) { return allocateFrame(size); }
    static void operator delete(void *memory, std::size_t size) noexcept { releaseFrame(memory, size); }
};

} // namespace belayer::async::detail
