// SPDX-License-Identifier: MIT
// Memory for many small objects of one thread: size classes in slabs of 32 KiB, slabs in chunks of 2 MiB that
// ask for a huge page, because a burst of jobs would else pay a page fault for every thirty of them (measured
// on a virtual machine: 11 us a fault, against 0.3 us a page in a huge one). Blocks may be freed on any
// thread; those of another thread's heap go home over a lock-free list.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace belayer::async::detail {

class SlabHeap
{
public:
    static constexpr std::size_t MaxSize = 1024; // larger blocks are operator new's business
    static constexpr std::size_t SlabSize = 32 * 1024;
    static constexpr std::size_t ChunkSlabs = 64;

    SlabHeap() noexcept = default; // heaps are reused, never destroyed: a late block finds its way home
    SlabHeap(const SlabHeap &) = delete;
    SlabHeap &operator=(const SlabHeap &) = delete;

    void *allocate(std::size_t size) // own thread; aligned to 16
    {
        const std::size_t sizeClass = (size + Step - 1) / Step;
        if (Slab *slab = m_open[sizeClass]) [[likely]] {
            if (Block *block = slab->free) {
                slab->free = block->next;
                ++slab->used;
                return block;
            }
            if (slab->fresh != slab->end) {
                void *block = slab->fresh;
                slab->fresh += slab->blockSize;
                ++slab->used;
                return block;
            }
        }
        return allocateElsewhere(sizeClass);
    }
    // Own thread, a block of any heap.
    void release(void *memory) noexcept
    {
        Slab *slab = slabOf(memory);
        if (slab->owner != this) [[unlikely]] {
            slab->owner->pushRemote(memory);
            return;
        }
        take(slab, memory);
    }
    static void releaseFromAnywhere(void *memory) noexcept { slabOf(memory)->owner->pushRemote(memory); }

    std::size_t spareChunks() const noexcept { return m_spareCount; }
    // Gives some of the empty chunks back to the system that were not needed since the last call.
    void trim() noexcept;
    void trimAll() noexcept;

private:
    static constexpr std::size_t Step = 16;
    static constexpr std::size_t Classes = MaxSize / Step + 1;

    struct Block
    {
        Block *next;
    };
    struct Slab;
    struct alignas(64) Chunk // lies behind the header of its first slab
    {
        std::byte *begin;
        std::uint64_t freeSlabs; // a bit each
        std::uint64_t allSlabs;  // what freeSlabs is when the chunk is empty
        Chunk *next = nullptr;   // of its list: with room, or spare
        Chunk *prev = nullptr;
    };
    struct alignas(64) Slab
    {
        SlabHeap *owner;
        Chunk *chunk;
        Block *free;
        std::byte *fresh; // from here on never used
        std::byte *end;
        Slab *next; // of those of its class with room
        Slab *prev;
        std::uint16_t blockSize;
        std::uint16_t used;
        bool isOpen; // has room, as far as its class knows
    };

    static Slab *slabOf(void *memory) noexcept
    {
        return reinterpret_cast<Slab *>(reinterpret_cast<std::uintptr_t>(memory) & ~(SlabSize - 1));
    }

    void take(Slab *slab, void *memory) noexcept
    {
        auto *block = static_cast<Block *>(memory);
        block->next = slab->free;
        slab->free = block;
        --slab->used;
        if (!slab->isOpen) [[unlikely]]
            reopen(slab);
        else if (slab->used == 0) [[unlikely]]
            retire(slab);
    }
    void *allocateElsewhere(std::size_t sizeClass);
    void openNew(std::size_t sizeClass);
    void *takeSlab(Chunk *&from);
    void giveBack(Slab *slab) noexcept;
    Chunk *mapChunk();
    void unmapSpare(std::size_t chunks) noexcept;
    void reopen(Slab *slab) noexcept;
    void retire(Slab *slab) noexcept;
    void pushRemote(void *memory) noexcept;
    void takeRemote() noexcept;

    Slab *m_open[Classes] = {}; // the first is the one in use
    Chunk *m_roomy = nullptr;   // chunks with free slabs, but not only those
    Chunk *m_spare = nullptr;   // empty
    std::size_t m_spareCount = 0;
    std::size_t m_spareLow = 0; // the least since the last trim
    std::size_t m_chunkCount = 0;
    alignas(64) std::atomic<Block *> m_remote{nullptr};
};

} // namespace belayer::async::detail
