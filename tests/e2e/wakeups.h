// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How often a running process wakes up, and what it holds, by the kernel's own count.
#pragma once

#include <QDir>
#include <QFile>

#include <chrono>
#include <thread>

#include <unistd.h>

namespace belayer::test {

/// Of all its threads, so far: each time one of them stopped to wait.
inline qint64 wakeUps(qint64 pid)
{
    qint64 sum = 0;
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile status(tasks.filePath(task + QStringLiteral("/status")));
        if (!status.open(QIODevice::ReadOnly))
            continue; // a thread that has just ended
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                sum += line.mid(24).trimmed().toLongLong();
        }
    }
    return sum;
}

/// Waits until it has not woken up for a second; false if it does all the time.
inline bool becomesIdle(qint64 pid)
{
    for (int tries = 0; tries < 30; ++tries) {
        const qint64 before = wakeUps(pid);
        std::this_thread::sleep_for(std::chrono::seconds(1));
        if (wakeUps(pid) == before)
            return true;
    }
    return false;
}

inline double residentBytes(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE));
}

} // namespace belayer::test
