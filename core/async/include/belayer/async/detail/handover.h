// SPDX-License-Identifier: MIT
// The one place where ThreadSanitizer is told about hand-overs it cannot see: those through Qt's event queue
// and thread pool, which are not instrumented.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define BELAYER_ASYNC_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BELAYER_ASYNC_TSAN 1
#endif
#endif

#ifdef BELAYER_ASYNC_TSAN
extern "C" void __tsan_acquire(void *);
extern "C" void __tsan_release(void *);
#endif

namespace belayer::async::detail {

inline void handOver([[maybe_unused]] void *channel) noexcept
{
#ifdef BELAYER_ASYNC_TSAN
    __tsan_release(channel);
#endif
}

inline void takeOver([[maybe_unused]] void *channel) noexcept
{
#ifdef BELAYER_ASYNC_TSAN
    __tsan_acquire(channel);
#endif
}

} // namespace belayer::async::detail
