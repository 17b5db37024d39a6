// SPDX-License-Identifier: MIT
// Memory of coroutine frames and jobs: per-thread slabs in front of operator new.
#pragma once
#include <cstddef>

namespace belayer::async::detail {

void *allocateFrame(std::size_t size);
void releaseFrame(void *frame, std::size_t size) noexcept; // any thread

// The calling thread keeps empty memory for frames to come; trimFrames(), called every second or so, gives
// back some of what was not needed since the last call, and says whether there is more.
bool hasSpareFrames() noexcept;
bool trimFrames() noexcept;

// Base of what lives in that memory.
struct Framed
{
    static void *operator new(std::size_t size) { return allocateFrame(size); }
    static void operator delete(void *memory, std::size_t size) noexcept { releaseFrame(memory, size); }
};

} // namespace belayer::async::detail
