// SPDX-License-Identifier: MIT
/// \file How long the event loop was held: the longest time one event took to be handled.
#pragma once

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

#include <ctime>

namespace belayer::bench {

struct Hold
{
    std::chrono::nanoseconds wall{0};
    std::chrono::nanoseconds cpu{0}; ///< of this thread: what the machine did meanwhile is left out
};

/// Times every event it delivers. Of nested event loops only the outermost event counts.
class ObservedApplication : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        const Hold begin = now();
        ++m_depth;
        const bool result = QCoreApplication::notify(receiver, event);
        if (--m_depth == 0) {
            const Hold end = now();
            m_longest.wall = std::max(m_longest.wall, end.wall - begin.wall);
            m_longest.cpu = std::max(m_longest.cpu, end.cpu - begin.cpu);
        }
        return result;
    }
    /// Since the last call. The event that is being handled counts for the next.
    Hold takeLongest() { return std::exchange(m_longest, {}); }

private:
    static Hold now()
    {
        timespec cpu{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &cpu);
        return {std::chrono::steady_clock::now().time_since_epoch(),
                std::chrono::seconds(cpu.tv_sec) + std::chrono::nanoseconds(cpu.tv_nsec)};
    }
    Hold m_longest;
    int m_depth = 0;
};

} // namespace belayer::bench
