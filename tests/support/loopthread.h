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
            m_ready.release();
            loop.exec();
        }));
        m_thread->start();
        m_ready.acquire();
    }
    ~LoopThread()
    {
        m_thread->quit(); // also a loop that has not begun; an event would race with the thread's end
        m_thread->wait();
    }
    async::Scheduler *scheduler() const { return m_scheduler; }

private:
    std::unique_ptr<QThread> m_thread;
    async::Scheduler *m_scheduler = nullptr;
    std::binary_semaphore m_ready{0};
};

} // namespace belayer::bench
