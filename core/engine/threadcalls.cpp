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
    if (m_functions.size() > 1)
        return; // the event on its way will find it
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

void ThreadCalls::retire()
{
    async::detail::handOver(this);
    deleteLater();
}

} // namespace belayer::engine
