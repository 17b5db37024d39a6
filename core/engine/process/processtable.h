// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the kernel says about processes, read from /proc.
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace belayer::engine {

/// A process for good: pids are used again, but not with the same start time.
struct ProcessId
{
    pid_t pid = -1;
    quint64 startTime = 0; ///< clock ticks since boot
    friend bool operator==(const ProcessId &, const ProcessId &) = default;
};

struct ProcessRow
{
    ProcessId id;
    pid_t parent = -1;
    pid_t group = -1;
    pid_t session = -1;
    bool isZombie = false;            ///< dead, not reaped yet
    QByteArray name;                  ///< at most 15 bytes, of any kind
    std::chrono::milliseconds cpu{0}; ///< user and system, its own and of its children that it has reaped
    qint64 memory = 0;                ///< resident bytes, shared ones too
};

/// Nothing if there is no such process (any more).
std::optional<ProcessRow> readProcess(pid_t pid);

/// All processes at one moment, as well as one pass over /proc can tell: to look up the children of many at
/// the price of one pass.
class ProcessList
{
public:
    static ProcessList read();
    /// One that was read in this thread at most 20 ms ago, shared by all who ask meanwhile. Valid until the
    /// next call.
    static const ProcessList &recent();

    std::vector<ProcessRow> childrenOf(pid_t pid) const;

private:
    std::multimap<pid_t, ProcessRow> m_byParent;
};

/// The children of all threads of a process. A process that comes or goes meanwhile may be missed.
std::vector<pid_t> childrenOf(pid_t pid);

/// Whether the process was started with exactly this "NAME=value" in its environment. Unreadable: no.
bool hasInEnvironment(pid_t pid, const QByteArray &entry);

/// The soft limit of processor time in real time, in microseconds (RLIMIT_RTTIME), also of a process that is
/// dead and not reaped, and of another user's. Nothing: unlimited, or there is no such process.
std::optional<rlim_t> realtimeLimit(pid_t pid);

/// Whether the process has this file as its stdout or stderr.
bool writesTo(pid_t pid, const QByteArray &path);

/// Sends the signal to this very process and to no later one of the same pid; a dead one is no error.
void sendSignal(const ProcessId &id, int signal);

} // namespace belayer::engine
