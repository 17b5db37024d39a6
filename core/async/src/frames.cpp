// SPDX-License-Identifier: MIT
#include "belayer/async/detail/frames.h"

#include "belayer/async/detail/handover.h"

#include <new>

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
void enableFrameCache() noexcept {}
void disableFrameCache() noexcept {}

#else

namespace {

constexpr std::size_t Step = 16;
constexpr std::size_t Classes = 64;
constexpr std::size_t MaxCached = 512 * 1024; // bytes a class and thread keep at most

struct FreeFrame
{
    FreeFrame *next;
};

struct SizeClass
{
    FreeFrame *first = nullptr;
    std::size_t cached = 0;
};

constinit thread_local SizeClass t_classes[Classes];
constinit thread_local bool t_enabled = false;

} // namespace

void *allocateFrame(std::size_t size)
{
    const std::size_t index = (size + Step - 1) / Step;
    if (index >= Classes) [[unlikely]]
        return ::operator new(size);
    SizeClass &sizeClass = t_classes[index];
    if (FreeFrame *frame = sizeClass.first) {
        sizeClass.first = frame->next;
        --sizeClass.cached;
        return frame;
    }
    return ::operator new(index * Step);
}

void releaseFrame(void *frame, std::size_t size) noexcept
{
    const std::size_t index = (size + Step - 1) / Step;
    if (index >= Classes || !t_enabled || t_classes[index].cached * Step * index >= MaxCached) [[unlikely]] {
        ::operator delete(frame);
        return;
    }
    SizeClass &sizeClass = t_classes[index];
    sizeClass.first = new (frame) FreeFrame{sizeClass.first};
    ++sizeClass.cached;
}

void enableFrameCache() noexcept
{
    t_enabled = true;
}

void disableFrameCache() noexcept
{
    t_enabled = false;
    for (SizeClass &sizeClass : t_classes) {
        while (FreeFrame *frame = sizeClass.first) {
            sizeClass.first = frame->next;
            ::operator delete(frame);
        }
        sizeClass.cached = 0;
    }
}

#endif

} // namespace belayer::async::detail
