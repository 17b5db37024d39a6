// SPDX-License-Identifier: MIT
#include "belayer/async/detail/frames.h"

#include "belayer/async/detail/handover.h"
#include "slabheap.h"

#include <mutex>
#include <new>
#include <utility>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define BELAYER_ASYNC_PLAIN_FRAMES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BELAYER_ASYNC_PLAIN_FRAMES 1
#endif
#endif
#ifdef BELAYER_ASYNC_TSAN
#define BELAYER_ASYNC_PLAIN_FRAMES 1
#endif

namespace belayer::async::detail {

#ifdef BELAYER_ASYNC_PLAIN_FRAMES // sanitizers want to see every frame come and go

void *allocateFrame(std::size_t size)
{
    return ::operator new(size);
}
void releaseFrame(void *frame, std::size_t) noexcept
{
    ::operator delete(frame);
}
bool hasSpareFrames() noexcept
{
    return false;
}
bool trimFrames() noexcept
{
    return false;
}

#else

namespace {

constinit thread_local SlabHeap *t_heap = nullptr;
constinit thread_local bool t_hasEnded = false; // the thread's own destructors are running

// Heaps of threads that have ended, for threads to come; and one for those that allocate while they end.
struct Heaps
{
    std::mutex mutex;
    std::vector<SlabHeap *> unused;
    std::vector<SlabHeap *> all; // keeps every heap ever made reachable
    SlabHeap late;
};
Heaps &heaps()
{
    static auto *instance = new Heaps;
    return *instance;
}

struct HeapUse
{
    HeapUse()
    {
        Heaps &h = heaps();
        const std::lock_guard lock(h.mutex);
        if (h.unused.empty()) {
            h.all.push_back(new SlabHeap);
            h.unused.reserve(h.all.size());
            t_heap = h.all.back();
        } else {
            t_heap = h.unused.back();
            h.unused.pop_back();
        }
    }
    ~HeapUse()
    {
        t_heap->trimAll();
        t_hasEnded = true;
        Heaps &h = heaps();
        const std::lock_guard lock(h.mutex);
        h.unused.push_back(std::exchange(t_heap, nullptr));
    }
};

void *allocateFirst(std::size_t size)
{
    if (!t_hasEnded) {
        static thread_local HeapUse use;
        return t_heap->allocate(size);
    }
    Heaps &h = heaps();
    const std::lock_guard lock(h.mutex);
    return h.late.allocate(size);
}

} // namespace

void *allocateFrame(std::size_t size)
{
    if (size > SlabHeap::MaxSize) [[unlikely]]
        return ::operator new(size);
    if (SlabHeap *heap = t_heap) [[likely]]
        return heap->allocate(size);
    return allocateFirst(size);
}

void releaseFrame(void *frame, std::size_t size) noexcept
{
    if (size > SlabHeap::MaxSize) [[unlikely]]
        ::operator delete(frame);
    else if (SlabHeap *heap = t_heap) [[likely]]
        heap->release(frame);
    else
        SlabHeap::releaseFromAnywhere(frame);
}

bool hasSpareFrames() noexcept
{
    return t_heap && t_heap->spareChunks() > 0;
}

bool trimFrames() noexcept
{
    if (t_heap)
        t_heap->trim();
    return hasSpareFrames();
}

#endif

} // namespace belayer::async::detail
