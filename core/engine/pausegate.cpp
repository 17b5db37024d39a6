// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pausegate.h"

namespace belayer::engine {

using std::chrono::steady_clock;

namespace {

void throwIfStopped(const std::stop_token &stop)
{
    if (stop.stop_requested())
        throw async::Cancelled(async::CancelReason::User);
}

} // namespace

void PauseGate::close()
{
    m_opened.clear();
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
    }
    m_changed.notify_all();
}

void PauseGate::open()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = false;
    }
    m_changed.notify_all();
    m_opened.set();
}

void PauseGate::pass(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_isClosed; });
    throwIfStopped(stop);
}

void PauseGate::passFor(const std::stop_token &stop, std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    steady_clock::duration left = duration;
    while (left > steady_clock::duration::zero()) {
        m_changed.wait(lock, stop, [this] { return !m_isClosed; });
        const auto begin = steady_clock::now();
        m_changed.wait_for(lock, stop, left, [this] { return m_isClosed; });
        throwIfStopped(stop);
        left -= steady_clock::now() - begin;
    }
}

} // namespace belayer::engine
