// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The record of how a tree of processes was ended: who was told what and when, and who went when.
#pragma once

#include "core/engine/process/processtable.h"
#include "core/engine/receipt.h"

#include <QHash>

#include <vector>

namespace belayer::engine {

/// One thread. Times count from the first signal. A process that is sent the same signal again and again is
/// noted with the first.
class TreeEnd
{
public:
    /// A storm of processes must not make a receipt nobody can read or store; the first 1,000 are kept.
    static constexpr qsizetype MaxProcesses = 1'000;

    /// `role` is that of all but the leader, `leader` nothing if it has ended by itself before.
    TreeEnd(EndedProcess::Role role, std::optional<ProcessRow> leader);

    /// The signal goes to the leader, if it lives, and to all of these.
    void sending(int signal, const std::vector<ProcessRow> &others);
    /// Of the tree only these are left.
    void found(const std::vector<ProcessRow> &others, bool hasLeader);

    /// All that a signal was sent to, in the order in which they were met, the leader first.
    const QList<EndedProcess> &processes() const noexcept { return m_processes; }

private:
    EndedProcess *met(const ProcessRow &row, EndedProcess::Role role);
    std::chrono::milliseconds sinceFirst() const;

    const EndedProcess::Role m_role;
    const std::optional<ProcessRow> m_leader;
    bool m_leaderIsThere;
    std::optional<std::chrono::steady_clock::time_point> m_first;
    QList<EndedProcess> m_processes;
    QHash<std::pair<pid_t, quint64>, qsizetype> m_places; ///< in the list, by pid and start time
};

} // namespace belayer::engine
