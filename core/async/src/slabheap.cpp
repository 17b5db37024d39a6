// SPDX-License-Identifier: MIT
#include "slabheap.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

#include <sys/mman.h>

namespace belayer::async::detail {

namespace {

template<class T> void pushFront(T *&list, T *item) noexcept
{
    item->prev = nullptr;
    item->next = list;
    if (list)
        list->prev = item;
    list = item;
}

template<class T> void unlink(T *&list, T *item) noexcept
{
    (item->prev ? item->prev->next : list) = item->next;
    if (item->next)
        item->next->prev = item->prev;
}

} // namespace

void *SlabHeap::allocateElsewhere(std::size_t sizeClass)
{
    if (Slab *full = m_open[sizeClass]) {
        unlink(m_open[sizeClass], full);
        full->isOpen = false;
    }
    if (!m_open[sizeClass])
        takeRemote();
    if (!m_open[sizeClass])
        openNew(sizeClass);
    return allocate(sizeClass * Step);
}

void SlabHeap::openNew(std::size_t sizeClass)
{
    Chunk *chunk = nullptr;
    void *memory = takeSlab(chunk);
    auto *slab = new (memory) Slab;
    slab->owner = this;
    slab->chunk = chunk;
    slab->free = nullptr;
    slab->blockSize = static_cast<std::uint16_t>(sizeClass * Step);
    const std::size_t header = sizeof(Slab) + (memory == chunk->begin ? sizeof(Chunk) : 0);
    slab->fresh = static_cast<std::byte *>(memory) + header;
    slab->end = slab->fresh + (SlabSize - header) / slab->blockSize * slab->blockSize;
    slab->used = 0;
    slab->isOpen = true;
    pushFront(m_open[sizeClass], slab);
}

void *SlabHeap::takeSlab(Chunk *&from)
{
    if (!m_roomy) {
        Chunk *chunk = m_spare;
        if (chunk) {
            unlink(m_spare, chunk);
            m_spareLow = std::min(m_spareLow, --m_spareCount);
        } else {
            chunk = mapChunk();
        }
        pushFront(m_roomy, chunk);
    }
    from = m_roomy;
    const int index = std::countr_zero(from->freeSlabs);
    from->freeSlabs &= from->freeSlabs - 1;
    if (from->freeSlabs == 0)
        unlink(m_roomy, from);
    return from->begin + static_cast<std::size_t>(index) * SlabSize;
}

void SlabHeap::giveBack(Slab *slab) noexcept
{
    Chunk *chunk = slab->chunk;
    const auto index =
        static_cast<std::size_t>(reinterpret_cast<std::byte *>(slab) - chunk->begin) / SlabSize;
    if (chunk->freeSlabs == 0)
        pushFront(m_roomy, chunk);
    chunk->freeSlabs |= std::uint64_t(1) << index;
    if (chunk->freeSlabs != chunk->allSlabs)
        return;
    unlink(m_roomy, chunk);
    pushFront(m_spare, chunk);
    ++m_spareCount;
}

void SlabHeap::trim() noexcept
{
    constexpr std::size_t Most = 32; // giving back takes time: not all of a large burst at once
    takeRemote();
    unmapSpare(std::min((m_spareLow + 1) / 2, Most));
    m_spareLow = m_spareCount;
}

void SlabHeap::trimAll() noexcept
{
    takeRemote();
    unmapSpare(m_spareCount);
    m_spareLow = 0;
}

// The first chunk of a heap is small and asks for no huge page: most threads need no more.
SlabHeap::Chunk *SlabHeap::mapChunk()
{
    constexpr std::size_t Alignment = ChunkSlabs * SlabSize;
    const std::size_t slabs = m_chunkCount == 0 ? ChunkSlabs / 2 : ChunkSlabs;
    void *raw = mmap(nullptr, 2 * Alignment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED)
        throw std::bad_alloc();
    auto *begin = static_cast<std::byte *>(raw);
    auto *end = begin + 2 * Alignment;
    std::byte *aligned =
        begin + (Alignment - reinterpret_cast<std::uintptr_t>(begin) % Alignment) % Alignment;
    std::byte *alignedEnd = aligned + slabs * SlabSize;
    if (aligned != begin)
        munmap(begin, static_cast<std::size_t>(aligned - begin));
    munmap(alignedEnd, static_cast<std::size_t>(end - alignedEnd));
#ifdef MADV_HUGEPAGE
    if (slabs == ChunkSlabs)
        madvise(aligned, Alignment, MADV_HUGEPAGE);
#endif
    ++m_chunkCount;
    const std::uint64_t allSlabs = ~std::uint64_t(0) >> (ChunkSlabs - slabs);
    return new (aligned + sizeof(Slab)) Chunk{aligned, allSlabs, allSlabs};
}

void SlabHeap::unmapSpare(std::size_t chunks) noexcept
{
    for (; chunks > 0; --chunks) {
        Chunk *chunk = m_spare;
        unlink(m_spare, chunk);
        --m_spareCount;
        --m_chunkCount;
        munmap(chunk->begin, static_cast<std::size_t>(std::popcount(chunk->allSlabs)) * SlabSize);
    }
}

// Behind the one in use, so that the next allocations still come from where the cache is warm.
void SlabHeap::reopen(Slab *slab) noexcept
{
    slab->isOpen = true;
    Slab *&first = m_open[slab->blockSize / Step];
    if (!first) {
        slab->next = slab->prev = nullptr;
        first = slab;
        return;
    }
    slab->prev = first;
    slab->next = first->next;
    if (slab->next)
        slab->next->prev = slab;
    first->next = slab;
}

void SlabHeap::retire(Slab *slab) noexcept
{
    Slab *&first = m_open[slab->blockSize / Step];
    if (first == slab)
        return; // the one in use stays
    unlink(first, slab);
    giveBack(slab);
}

void SlabHeap::pushRemote(void *memory) noexcept
{
    auto *block = static_cast<Block *>(memory);
    block->next = m_remote.load(std::memory_order_relaxed);
    while (!m_remote.compare_exchange_weak(block->next, block, std::memory_order_release,
                                           std::memory_order_relaxed)) {}
}

void SlabHeap::takeRemote() noexcept
{
    Block *block = m_remote.load(std::memory_order_relaxed)
                       ? m_remote.exchange(nullptr, std::memory_order_acquire)
                       : nullptr;
    while (block) {
        Block *next = block->next;
        take(slabOf(block), block);
        block = next;
    }
}

} // namespace belayer::async::detail
