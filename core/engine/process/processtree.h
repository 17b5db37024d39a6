// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every process of one job: the group and session of its leader, what descends from them, and what ran
/// away.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/process/jobmark.h"
#include "core/engine/process/processtable.h"

#include <vector>

namespace belayer::engine {

/// Makes this process the one that orphans of its descendants fall to, so that a process of a job stays a
/// descendant of ours whatever it does (double forks, setsid), and can be found and reaped. Process-wide;
/// calling again changes nothing.
void adoptOrphans();

/// Frees a dead child of ours and says what it and the children it had reaped itself have used.
std::optional<Usage> reapProcess(pid_t pid);
/// Times add up; of memory the greatest counts, for it was not all in use at one time.
void addUsage(const std::optional<Usage> &part, Usage &sum);

/// One thread. The leader must stay unreaped as long as this lives: that keeps its pid, group and session
/// from being used again.
class ProcessTree
{
public:
    /// `mark` is what only this job's processes have, `output` the path of its output file.
    ProcessTree(pid_t leader, JobMark mark, QByteArray output);
    ProcessTree(const ProcessTree &) = delete;
    ~ProcessTree();

    /// The leader has ended: no process is below it any more.
    void noteLeaderEnd() noexcept { m_leaderHasEnded = true; }
    /// Whether the leader has ended and nothing has fallen to us, of this job or of any other. Exact and
    /// quick; where it says no, scan() tells.
    bool hasLeftNothing() const;
    /// All processes of the job that are not dead, without the leader. Reaps the dead ones that fell to us.
    /// By the list, which may be a moment old, or asking the kernel about this tree alone.
    std::vector<ProcessRow> scan(const ProcessList *list = nullptr);
    /// The leader's whole group at one stroke, then those of the others who left the group, one by one.
    void signal(const std::vector<ProcessRow> &others, int signal) const;
    /// Of the dead that fell to us and were reaped: the sum of their times, and the most memory one of them
    /// had.
    const Usage &reaped() const noexcept { return m_reaped; }

private:
    bool isOurs(const ProcessRow &row) const;
    void addBelow(pid_t parent, const ProcessList *list, std::vector<ProcessRow> &members);
    void add(const ProcessRow &row, const ProcessList *list, std::vector<ProcessRow> &members);

    const pid_t m_leader;
    const JobMark m_mark;
    const QByteArray m_output;
    bool m_leaderHasEnded = false;
    Usage m_reaped;
    std::vector<ProcessId> m_seen; ///< once found, known for good, whatever it does to its marks
};

} // namespace belayer::engine
