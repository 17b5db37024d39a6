// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A started program of a job and all it starts in turn, from the first to the last of them.
#pragma once

#include "core/engine/process/launch.h"
#include "core/engine/process/processtree.h"

#include <belayer/async.h>

#include <QSocketNotifier>

#include <chrono>
#include <functional>
#include <optional>

namespace belayer::engine {

/// How the leader ended: one of the two.
struct ExitStatus
{
    std::optional<int> exitCode;
    std::optional<int> signal;
};

/// Lives in the engine thread, made for a process that has just been launched. Waiting costs no thread and no
/// polling. The leader is reaped by end(), after everything else. Destroyed before that (the engine goes
/// away), it kills the tree and waits for it a tenth of a second at most.
class ChildProcess
{
public:
    ChildProcess(Launched launched, JobMark mark, QByteArray output);
    ChildProcess(const ChildProcess &) = delete;
    ~ChildProcess();

    /// Until the leader has ended; the rest of the tree may still run. Cancellable, which changes nothing.
    auto exited() { return m_exitedEvent.wait(); }
    /// Once the leader has ended, be it a moment ago.
    std::optional<ExitStatus> exitStatus();

    /// Stops every process of the tree; also those that are started meanwhile.
    void suspendTree();
    /// The tree goes on where it was.
    void resumeTree();

    /// Until no process of the tree is left: asks all of them politely, and when the grace is over or
    /// mustKill() says so, kills them, again and again until none is found. To be awaited shielded: there is
    /// no end but the tree's.
    async::Task<> end(std::chrono::milliseconds grace, std::function<bool()> mustKill);
    /// After end(): every process that had to be told to go, and when it went.
    const QList<EndedProcess> &endedProcesses() const noexcept { return m_ended; }
    /// What the tree has used so far, by the list or asking about this tree alone. Memory that processes
    /// share counts for each of them.
    Usage sample(const ProcessList *list);
    /// After end(): all times of all processes. Memory is 0, not known, for a program that was too small and
    /// quick: what the kernel counts for it includes ours, of which it was born.
    const Usage &usage() const noexcept { return m_usage; }

private:
    void reap();
    void note(const Usage &usage);

    Launched m_leader;
    const qint64 m_memoryAtBirth; ///< our own peak, which the kernel passes on to a child
    QList<EndedProcess> m_ended;
    Usage m_usage;
    ProcessTree m_tree;
    std::optional<ExitStatus> m_status;
    bool m_isReaped = false;
    async::AsyncEvent m_exitedEvent;
    QSocketNotifier m_notifier; ///< a pidfd is readable when its process has ended
};

} // namespace belayer::engine
