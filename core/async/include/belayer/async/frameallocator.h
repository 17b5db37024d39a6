// SPDX-License-Identifier: MIT
// FrameAllocator: the memory of coroutine frames for other small things that come and go with tasks.
//
//     auto job = std::allocate_shared<Job>(FrameAllocator<Job>(), ...);
//
// Slabs of the allocating thread; may be freed in any. What is larger than 1 KiB goes to operator new.
#pragma once
#include "belayer/async/detail/frames.h"

namespace belayer::async {

template<class T> struct FrameAllocator
{
    static_assert(alignof(T) <= 16);
    using value_type = T;
    FrameAllocator() = default;
    template<class U> FrameAllocator(const FrameAllocator<U> &) noexcept {}
    T *allocate(std::size_t count) { return static_cast<T *>(detail::allocateFrame(count * sizeof(T))); }
    void deallocate(T *memory, std::size_t count) noexcept
    {
        detail::releaseFrame(memory, count * sizeof(T));
    }
    friend bool operator==(const FrameAllocator &, const FrameAllocator &) noexcept { return true; }
};

} // namespace belayer::async
