// SPDX-License-Identifier: MIT
// Another thread with an event loop, for tests that hop to it.
#pragma once

#include <belayer/async.h>

#include <QEventLoop>
#include <QThread>

#include <memory>
#include <semaphore>

namespace belayer::bench {

// Up when the constructor returns; quits and joins in the destructor.
class LoopThread
{
public:
    LoopThread()
    {
        m_thread.reset(QThread::create([this] {
            m_scheduler = async::Scheduler::current();
            QEventLoop loop;
            m_loop = &loop;
            m_ready.release();
            loop.exec();
        }));
        m_thread->start();
        m_ready.acquire();
    }
    ~LoopThread()
    {
        QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        m_thread->wait();
    }
    async::Scheduler *scheduler() const { return m_scheduler; }

private:
    std::unique_ptr<QThread> m_thread;
    async::Scheduler *m_scheduler = nullptr;
    QEventLoop *m_loop = nullptr;
    std::binary_semaphore m_ready{0};
};

} // namespace belayer::bench
