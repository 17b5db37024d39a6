// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/threadcalls.h"

#include <belayer/async/detail/handover.h>

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

namespace belayer::engine {

void ThreadCalls::post(std::function<void()> function)
{
    const std::scoped_lock lock(m_mutex);
    m_functions.push_back(std::move(function));
    if (m_functions.size() == 1 && m_door == Door::Open) // else the event on its way will find it
        wake();
}

void ThreadCalls::open()
{
    const std::scoped_lock lock(m_mutex);
    m_door = Door::Open;
    if (!m_functions.empty())
        wake();
}

void ThreadCalls::wake()
{
    auto *event = new QEvent(QEvent::User);
    async::detail::handOver(this);
    QCoreApplication::postEvent(this, event);
}

bool ThreadCalls::event(QEvent *event)
{
    async::detail::takeOver(this);
    if (event->type() != QEvent::User)
        return QObject::event(event);
    std::vector<std::function<void()>> functions;
    {
        const std::scoped_lock lock(m_mutex);
        functions.swap(m_functions);
    }
    const QPointer<ThreadCalls> self(this);
    for (const auto &function : functions) {
        if (!self) // one of them destroyed it
            break;
        function();
    }
    return true;
}

} // namespace belayer::engine
