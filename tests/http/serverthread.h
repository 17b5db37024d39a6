// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A thread with an event loop for a server under test.
#pragma once

#include <QObject>
#include <QThread>

#include <functional>

namespace belayer::test {

class ServerThread
{
public:
    ServerThread()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~ServerThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    /// Runs it there and waits for it.
    void run(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::BlockingQueuedConnection);
    }

private:
    QThread m_thread;
    QObject m_context;
};

} // namespace belayer::test
