// SPDX-License-Identifier: MIT
#include "core/async/src/slabheap.h"

#include <QtTest>

#include <cstring>
#include <random>
#include <thread>
#include <unordered_map>

using belayer::async::detail::SlabHeap;

class TestSlabHeap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAreAlignedAndDoNotOverlap();
    void randomUseKeepsEveryByte();
    void whatABurstLeavesGoesBackToTheSystem();
    void blocksFreedElsewhereAreUsedAgain();
};

namespace {

struct Tagged
{
    unsigned char *memory;
    std::size_t size;
    unsigned char tag;
    bool isWhole() const
    {
        return std::all_of(memory, memory + size, [this](unsigned char byte) { return byte == tag; });
    }
};

Tagged make(SlabHeap &heap, std::size_t size, unsigned char tag)
{
    auto *memory = static_cast<unsigned char *>(heap.allocate(size));
    std::memset(memory, tag, size);
    return {memory, size, tag};
}

} // namespace

void TestSlabHeap::blocksAreAlignedAndDoNotOverlap()
{
    static SlabHeap heap;
    std::vector<Tagged> blocks;
    for (std::size_t size = 1; size <= SlabHeap::MaxSize; ++size) {
        blocks.push_back(make(heap, size, static_cast<unsigned char>(size)));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(blocks.back().memory) % 16, 0u);
    }
    for (const Tagged &block : blocks) {
        QVERIFY(block.isWhole());
        heap.release(block.memory);
    }
}

void TestSlabHeap::randomUseKeepsEveryByte()
{
    static SlabHeap heap;
    std::minstd_rand random(7);
    std::vector<Tagged> blocks;
    for (int step = 0; step < 200'000; ++step) {
        const bool grows = step < 100'000 ? random() % 3 != 0 : random() % 3 == 0;
        if (grows || blocks.empty()) {
            blocks.push_back(make(heap, 1 + random() % SlabHeap::MaxSize, static_cast<unsigned char>(step)));
            continue;
        }
        std::swap(blocks[random() % blocks.size()], blocks.back());
        QVERIFY(blocks.back().isWhole());
        heap.release(blocks.back().memory);
        blocks.pop_back();
    }
    for (const Tagged &block : blocks)
        QVERIFY(block.isWhole());
}

void TestSlabHeap::whatABurstLeavesGoesBackToTheSystem()
{
    static SlabHeap heap;
    std::vector<void *> blocks;
    constexpr std::size_t Size = 112;
    constexpr std::size_t Chunk = SlabHeap::ChunkSlabs * SlabHeap::SlabSize;
    for (std::size_t bytes = 0; bytes < 32 * Chunk; bytes += Size)
        blocks.push_back(heap.allocate(Size));
    QCOMPARE(heap.spareChunks(), 0u);
    for (void *block : blocks)
        heap.release(block);
    const std::size_t spare = heap.spareChunks();
    QVERIFY(spare >= 31);
    heap.trim(); // all of it was in use since the last
    QCOMPARE(heap.spareChunks(), spare);
    heap.trim();
    QCOMPARE(heap.spareChunks(), spare - (spare + 1) / 2);
    for (int i = 0; i < 10; ++i)
        heap.trim();
    QCOMPARE(heap.spareChunks(), 0u);
    heap.release(heap.allocate(Size));
}

void TestSlabHeap::blocksFreedElsewhereAreUsedAgain()
{
    static SlabHeap heap;
    constexpr int Count = 10'000;
    std::vector<void *> blocks;
    for (int i = 0; i < Count; ++i)
        blocks.push_back(heap.allocate(64));
    std::unordered_map<void *, int> seen;
    for (void *block : blocks)
        ++seen[block];
    std::thread half([&] {
        for (int i = 0; i < Count; i += 2)
            SlabHeap::releaseFromAnywhere(blocks[static_cast<std::size_t>(i)]);
    });
    for (std::size_t i = 1; i < Count; i += 2) // meanwhile the owner frees and takes too
        heap.release(blocks[i]);
    half.join();
    int again = 0;
    for (int i = 0; i < Count; ++i)
        again += seen.contains(heap.allocate(64)) ? 1 : 0;
    constexpr int OneSlab = SlabHeap::SlabSize / 64; // the last one had blocks nobody had seen
    QVERIFY2(again >= Count - OneSlab, qPrintable(QString::number(again)));
}

QTEST_APPLESS_MAIN(TestSlabHeap)
#include "tst_slabheap.moc"
