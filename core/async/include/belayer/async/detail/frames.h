// SPDX-License-Identifier: MIT
// Memory of coroutine frames and jobs: per-thread slabs in front of operator new.
#pragma once
#include <cstddef>

namespace belayer::async::detail {

void *allocateFrame(std::size_t size);
void releaseFrame(void *frame, std::size_t size) noexcept; // any thread

// What the calling thread keeps for frames to come, in chunks of 2 MiB, and the order to keep no more than
// that.
std::size_t spareFrameChunks() noexcept;
void keepSpareFrameChunks(std::size_t chunks) noexcept;

// Base of what lives in that memory.
struct Framed
{
    static void *operator new(std::size_t size) { return allocateFrame(size); }
    static void operator delete(void *memory, std::size_t size) noexcept { releaseFrame(memory, size); }
};

} // namespace belayer::async::detail
