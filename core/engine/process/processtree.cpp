// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/processtree.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <mutex>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace belayer::engine {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// Before it is reaped: by a list that is a moment old, its pid may be that of a later child already.
bool isStillThere(const ProcessId &id)
{
    const std::optional<ProcessRow> row = readProcess(id.pid);
    return row && row->id == id;
}

/// Our direct children that need no guessing. Process-wide, as children are; engines may live in several
/// threads.
class OwnChildren
{
public:
    void addLeader(pid_t pid)
    {
        const std::scoped_lock lock(m_mutex);
        m_leaders.insert(pid);
    }
    void removeLeader(pid_t pid)
    {
        const std::scoped_lock lock(m_mutex);
        m_leaders.remove(pid);
    }
    /// The kernel's list may miss who stands behind a child that is reaped meanwhile. Nobody but us reaps
    /// leaders, and not while this reads.
    bool areAllLeaders()
    {
        const std::scoped_lock lock(m_mutex);
        const std::vector<pid_t> children = childrenOf(::getpid());
        return std::all_of(children.begin(), children.end(),
                           [this](pid_t pid) { return m_leaders.contains(pid); });
    }
    pid_t reap(pid_t pid, rusage &used)
    {
        const std::scoped_lock lock(m_mutex);
        return ::wait4(pid, nullptr, WNOHANG, &used);
    }
    /// Takes leaders, which belong to their jobs, out of a list of our children; `pidOf` says who an entry
    /// is.
    template<class T, class F> void removeLeaders(std::vector<T> &children, F pidOf)
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(children, [&](const T &child) { return m_leaders.contains(pidOf(child)); });
    }
    /// A dead child no job knows: an orphan that left its session and died early, or a process that some
    /// other part of this program is about to reap itself. Time tells: only the first kind is still there
    /// after a while.
    void sawStranger(const ProcessRow &row)
    {
        const std::scoped_lock lock(m_mutex);
        const auto now = steady_clock::now();
        const auto known = m_strangers.constFind(row.id.pid);
        if (known == m_strangers.constEnd() || known->startTime != row.id.startTime) {
            if (m_strangers.size() > 1'000)
                m_strangers.clear();
            m_strangers.insert(row.id.pid, {row.id.startTime, now});
        } else if (now - known->firstSeen > 2s) {
            m_strangers.erase(known);
            if (isStillThere(row.id))
                ::waitpid(row.id.pid, nullptr, WNOHANG);
        }
    }

private:
    struct Stranger
    {
        quint64 startTime = 0;
        steady_clock::time_point firstSeen;
    };
    std::mutex m_mutex;
    QSet<pid_t> m_leaders;
    QHash<pid_t, Stranger> m_strangers;
};

OwnChildren &ownChildren()
{
    static OwnChildren children;
    return children;
}

std::vector<ProcessRow> rowsOf(const std::vector<pid_t> &pids)
{
    std::vector<ProcessRow> rows;
    for (const pid_t pid : pids) {
        if (std::optional<ProcessRow> row = readProcess(pid))
            rows.push_back(*std::move(row));
    }
    return rows;
}

std::vector<ProcessRow> rowsBelow(pid_t parent, const ProcessList *list)
{
    return list ? list->childrenOf(parent) : rowsOf(childrenOf(parent));
}

/// Our children without the leaders of jobs: what fell to us.
std::vector<ProcessRow> orphans(const ProcessList *list)
{
    if (list) {
        std::vector<ProcessRow> rows = list->childrenOf(::getpid());
        ownChildren().removeLeaders(rows, [](const ProcessRow &row) { return row.id.pid; });
        return rows;
    }
    std::vector<pid_t> pids = childrenOf(::getpid());
    ownChildren().removeLeaders(pids, [](pid_t pid) { return pid; });
    return rowsOf(pids);
}

} // namespace

void adoptOrphans()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

std::optional<Usage> reapProcess(pid_t pid)
{
    rusage used{};
    if (ownChildren().reap(pid, used) != pid)
        return {};
    const auto milliseconds = [](const timeval &time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                                     std::chrono::microseconds(time.tv_usec));
    };
    return Usage{milliseconds(used.ru_utime) + milliseconds(used.ru_stime), used.ru_maxrss * 1024};
}

void addUsage(const std::optional<Usage> &part, Usage &sum)
{
    if (!part)
        return;
    sum.cpu += part->cpu;
    sum.peakMemory = std::max(sum.peakMemory, part->peakMemory);
}

ProcessTree::ProcessTree(pid_t leader, JobMark mark, QByteArray output)
    : m_leader(leader), m_mark(std::move(mark)), m_output(std::move(output))
{
    ownChildren().addLeader(leader);
}

ProcessTree::~ProcessTree()
{
    ownChildren().removeLeader(m_leader);
}

bool ProcessTree::isOurs(const ProcessRow &row) const
{
    if (row.group == m_leader || row.session == m_leader ||
        std::find(m_seen.begin(), m_seen.end(), row.id) != m_seen.end() ||
        realtimeLimit(row.id.pid) == m_mark.limit)
        return true;
    return !row.isZombie && (hasInEnvironment(row.id.pid, m_mark.variable) || writesTo(row.id.pid, m_output));
}

void ProcessTree::add(const ProcessRow &row, const ProcessList *list, std::vector<ProcessRow> &members)
{
    if (std::find(m_seen.begin(), m_seen.end(), row.id) == m_seen.end())
        m_seen.push_back(row.id);
    if (!row.isZombie)
        members.push_back(row);
    else if (row.parent == ::getpid() && isStillThere(row.id))
        addUsage(reapProcess(row.id.pid), m_reaped);
    addBelow(row.id.pid, list, members);
}

void ProcessTree::addBelow(pid_t parent, const ProcessList *list, std::vector<ProcessRow> &members)
{
    for (const ProcessRow &row : rowsBelow(parent, list))
        add(row, list, members);
}

bool ProcessTree::hasLeftNothing() const
{
    return m_leaderHasEnded && ownChildren().areAllLeaders();
}

std::vector<ProcessRow> ProcessTree::scan(const ProcessList *list)
{
    std::vector<ProcessRow> members;
    if (!m_leaderHasEnded)
        addBelow(m_leader, list, members);
    for (const ProcessRow &row : orphans(list)) {
        if (isOurs(row))
            add(row, list, members);
        else if (row.isZombie)
            ownChildren().sawStranger(row);
    }
    return members;
}

void ProcessTree::signal(const std::vector<ProcessRow> &others, int signal) const
{
    ::kill(-m_leader, signal);
    for (const ProcessRow &row : others) {
        if (::getpgid(row.id.pid) != m_leader) // by now: it may have left since it was found
            sendSignal(row.id, signal);
    }
}

} // namespace belayer::engine
