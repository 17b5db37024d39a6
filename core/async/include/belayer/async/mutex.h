// SPDX-License-Identifier: MIT
// Mutex: tasks of one thread, one at a time through a section with awaits in it.
//
//     const Permit lock = co_await mutex.lock();
//
// Not for threads. Not recursive: a task that locks twice waits for itself. Otherwise as Semaphore.
#pragma once
#include "belayer/async/semaphore.h"

namespace belayer::async {

class Mutex
{
public:
    Mutex() noexcept : m_semaphore(1) {}
    auto lock() noexcept { return m_semaphore.acquire(); }
    std::optional<Permit> tryLock() noexcept { return m_semaphore.tryAcquire(); }
    bool isLocked() const noexcept { return m_semaphore.available() == 0; }

private:
    Semaphore m_semaphore;
};

} // namespace belayer::async
