// SPDX-License-Identifier: MIT
// Semaphore: at most so many at a time. Mutex: one.
//
//     Permit permit = co_await semaphore.acquire();   // given back when the permit dies
//
// Own thread only, FIFO, cancellable. A permit granted to a task that dies before it resumes goes to the
// next. The semaphore must outlive its permits and waiters.
#pragma once
#include "belayer/async/task.h"

#include <optional>

namespace belayer::async {

class Semaphore;

// One unit of a semaphore, owned.
class [[nodiscard("the permit is given back at once")]] Permit
{
public:
    Permit(Permit &&other) noexcept : m_semaphore(std::exchange(other.m_semaphore, nullptr)) {}
    Permit &operator=(Permit &&other) noexcept
    {
        std::swap(m_semaphore, other.m_semaphore);
        return *this;
    }
    ~Permit() { release(); }
    void release() noexcept; // early; twice is once

private:
    friend class Semaphore;
    explicit Permit(Semaphore *semaphore) noexcept : m_semaphore(semaphore) {}
    Semaphore *m_semaphore;
};

class Semaphore
{
    class AcquireOp;
    struct Acquire;

public:
    explicit Semaphore(int permits) noexcept : m_available(permits) {}
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;
    ~Semaphore() { Q_ASSERT_X(m_waiters.isEmpty(), "~Semaphore", "destroyed while tasks wait for it"); }

    Acquire acquire() noexcept; // co_await gives a Permit
    std::optional<Permit> tryAcquire() noexcept
    {
        if (!take())
            return std::nullopt;
        return Permit(this);
    }
    int available() const noexcept { return m_available; }
    int waiting() const noexcept { return m_waiting; } // tasks in line

private:
    friend class Permit;
    bool take() noexcept
    {
        if (m_available <= 0)
            return false;
        --m_available;
        return true;
    }
    void giveBack() noexcept;

    int m_available;
    int m_waiting = 0;
    detail::Ring m_waiters;
};

class Semaphore::AcquireOp final : public detail::OpBase<AcquireOp, Permit>, private detail::Link
{
public:
    static constexpr char name[] = "semaphore";
    AcquireOp(detail::PromiseBase *promise, Semaphore &semaphore) noexcept
        : OpBase(promise), m_semaphore(semaphore)
    {
    }
    ~AcquireOp()
    {
        leave();
        if (m_isGranted)
            m_semaphore.giveBack();
    }
    bool tryNow() noexcept { return m_isGranted = m_semaphore.take(); }
    void park() noexcept
    {
        m_semaphore.m_waiters.append(this);
        ++m_semaphore.m_waiting;
    }
    void cancel() noexcept
    {
        if (leave())
            job()->completeCancelled();
    }
    Permit result() noexcept
    {
        m_isGranted = false;
        return Permit(&m_semaphore);
    }

private:
    friend class Semaphore;
    bool leave() noexcept
    {
        if (!isLinked())
            return false;
        m_semaphore.m_waiters.remove(this);
        --m_semaphore.m_waiting;
        return true;
    }
    Semaphore &m_semaphore;
    bool m_isGranted = false;
};

struct Semaphore::Acquire : detail::AwaitableTag
{
    using value_type = Permit;
    explicit Acquire(Semaphore &s) noexcept : semaphore(s) {}
    AcquireOp makeOp(detail::PromiseBase *promise) && { return AcquireOp(promise, semaphore); }
    Semaphore &semaphore;
};

inline Semaphore::Acquire Semaphore::acquire() noexcept
{
    return Acquire(*this);
}

inline void Semaphore::giveBack() noexcept
{
    if (m_waiters.isEmpty()) {
        ++m_available;
        return;
    }
    auto *next = static_cast<AcquireOp *>(m_waiters.takeFirst());
    --m_waiting;
    next->m_isGranted = true;
    next->job()->complete();
}

inline void Permit::release() noexcept
{
    if (m_semaphore)
        std::exchange(m_semaphore, nullptr)->giveBack();
}

} // namespace belayer::async
