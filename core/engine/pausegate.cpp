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

void PauseGate::wake()
{
    const std::scoped_lock lock(m_mutex); // a body that has just looked is asleep before it is woken
    m_changed.notify_all();
}

void PauseGate::pass(const std::stop_token &stop)
{
    const std::stop_callback stopped(stop, [this] { wake(); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_isClosed || stop.stop_requested(); });
    throwIfStopped(stop);
}

void PauseGate::passFor(const std::stop_token &stop, std::chrono::milliseconds duration)
{
    if (duration <= duration.zero())
        return;
    const std::stop_callback stopped(stop, [this] { wake(); });
    std::unique_lock lock(m_mutex);
    steady_clock::duration left = duration;
    while (left > steady_clock::duration::zero()) {
        m_changed.wait(lock, [&] { return !m_isClosed || stop.stop_requested(); });
        const auto begin = steady_clock::now();
        m_changed.wait_for(lock, left, [&] { return m_isClosed || stop.stop_requested(); });
        throwIfStopped(stop);
        left -= steady_clock::now() - begin;
    }
}

} // namespace belayer::engine
