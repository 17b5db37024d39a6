// SPDX-License-Identifier: MIT
// AsyncEvent: a flag tasks can wait for.
//
// Every function from any thread; waiters may live on different loops, each resumes on its own. set()
// latches: all who wait at that moment go on, in FIFO order, even if clear() follows at once. Waiting is
// cancellable. The event must outlive its waiters.
#pragma once
#include "belayer/async/task.h"

namespace belayer::async {

class AsyncEvent
{
    class WaitOp;
    struct Wait;

public:
    AsyncEvent() = default;
    AsyncEvent(const AsyncEvent &) = delete;
    AsyncEvent &operator=(const AsyncEvent &) = delete;
    ~AsyncEvent();

    void set() noexcept;
    void clear() noexcept;
    bool isSet() const noexcept { return m_word.load(std::memory_order_acquire) & Set; }
    Wait wait() noexcept;

private:
    // Flag and lock in one word: unlocking publishes the flag, so that who sees it set may destroy the event.
    enum Bits : std::uint8_t { Locked = 1, Set = 2 };
    std::uint8_t lock() noexcept
    {
        const std::uint8_t before = m_word.fetch_or(Locked, std::memory_order_acquire);
        return before & Locked ? lockSlowly() : before;
    }
    void unlock(std::uint8_t word) noexcept { m_word.store(word, std::memory_order_release); }
    std::uint8_t lockSlowly() noexcept;

    std::atomic<std::uint8_t> m_word{0};
    detail::Ring m_waiters; // under the lock
};

class AsyncEvent::WaitOp final : public detail::OpBase<WaitOp, void>, private detail::Link
{
public:
    static constexpr char name[] = "event";
    WaitOp(detail::PromiseBase *promise, AsyncEvent &event) noexcept : OpBase(promise), m_event(event) {}
    ~WaitOp();
    bool tryNow() const noexcept { return m_event.isSet(); }
    void park() noexcept;
    void cancel() noexcept;
    void result() const noexcept
    {
        if (m_takenByOther) [[unlikely]]
            m_event.unlock(m_event.lock()); // set() may still be on its way out of the event
    }

private:
    friend class AsyncEvent;
    bool leave() noexcept;
    AsyncEvent &m_event;
    bool m_takenByOther = false; // under the lock
    bool m_isParked = false;
};

struct AsyncEvent::Wait : detail::AwaitableTag
{
    using value_type = void;
    explicit Wait(AsyncEvent &e) noexcept : event(e) {}
    WaitOp makeOp(detail::PromiseBase *promise) && { return WaitOp(promise, event); }
    AsyncEvent &event;
};

inline AsyncEvent::Wait AsyncEvent::wait() noexcept
{
    return Wait(*this);
}

} // namespace belayer::async
