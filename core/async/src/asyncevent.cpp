// SPDX-License-Identifier: MIT
#include "belayer/async/asyncevent.h"

#include <thread>

namespace belayer::async {

AsyncEvent::~AsyncEvent()
{
    Q_ASSERT_X(m_waiters.isEmpty(), "~AsyncEvent", "destroyed while tasks wait for it");
}

std::uint8_t AsyncEvent::lockSlowly() noexcept
{
    for (int spins = 0;; ++spins) {
        while (m_word.load(std::memory_order_relaxed) & Locked) {
            if (++spins > 100)
                std::this_thread::yield();
        }
        const std::uint8_t before = m_word.fetch_or(Locked, std::memory_order_acquire);
        if (!(before & Locked))
            return before;
    }
}

void AsyncEvent::set() noexcept
{
    lock();
    while (!m_waiters.isEmpty()) {
        auto *waiter = static_cast<WaitOp *>(m_waiters.takeFirst());
        detail::Job *job = waiter->job();
        waiter->m_takenByOther = !job->loop()->isCurrent();
        job->completeFromAnyThread();
    }
    unlock(Set);
}

void AsyncEvent::clear() noexcept
{
    lock();
    unlock(0);
}

void AsyncEvent::WaitOp::park() noexcept
{
    const std::uint8_t word = m_event.lock();
    if (word & Set) {
        job()->complete();
    } else {
        m_isParked = true;
        m_event.m_waiters.append(this);
    }
    m_event.unlock(word);
}

// False: set() was faster, from whatever thread; the completion is under way and stands.
bool AsyncEvent::WaitOp::leave() noexcept
{
    const std::uint8_t word = m_event.lock();
    const bool wasWaiting = isLinked();
    if (wasWaiting)
        m_event.m_waiters.remove(this);
    m_event.unlock(word);
    return wasWaiting;
}

void AsyncEvent::WaitOp::cancel() noexcept
{
    if (leave())
        job()->completeCancelled();
}

AsyncEvent::WaitOp::~WaitOp()
{
    // Destroyed while parked: if another thread has taken it, the job stands in the mailbox until the loop
    // sees it.
    if (m_isParked && job()->isFinished() && !leave() && m_takenByOther)
        job()->keepForRemote();
}

} // namespace belayer::async
