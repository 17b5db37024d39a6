// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/treeend.h"

#include <QSet>

#include <algorithm>

namespace belayer::engine {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

std::pair<pid_t, quint64> key(const ProcessRow &row)
{
    return {row.id.pid, row.id.startTime};
}

void note(EndedProcess &process, int signal, std::chrono::milliseconds after)
{
    const auto isThisOne = [signal](const SentSignal &each) { return each.signal == signal; };
    if (std::none_of(process.signalsSent.begin(), process.signalsSent.end(), isThisOne))
        process.signalsSent.append({signal, after});
}

} // namespace

TreeEnd::TreeEnd(EndedProcess::Role role, std::optional<ProcessRow> leader)
    : m_role(role), m_leader(std::move(leader)), m_leaderIsThere(m_leader.has_value())
{
}

std::chrono::milliseconds TreeEnd::sinceFirst() const
{
    return m_first ? std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - *m_first)
                   : 0ms;
}

EndedProcess *TreeEnd::met(const ProcessRow &row, EndedProcess::Role role)
{
    const auto known = m_places.constFind(key(row));
    if (known != m_places.constEnd())
        return &m_processes[*known];
    if (m_processes.size() >= MaxProcesses)
        return nullptr;
    m_places.insert(key(row), m_processes.size());
    EndedProcess process;
    process.pid = row.id.pid;
    process.name = QString::fromUtf8(row.name);
    process.role = role;
    m_processes.append(process);
    return &m_processes.last();
}

void TreeEnd::sending(int signal, const std::vector<ProcessRow> &others)
{
    if (!m_first)
        m_first = steady_clock::now();
    if (m_leaderIsThere)
        note(*met(*m_leader, EndedProcess::Role::Leader), signal, sinceFirst());
    for (const ProcessRow &row : others) {
        if (EndedProcess *process = met(row, m_role))
            note(*process, signal, sinceFirst());
    }
}

void TreeEnd::found(const std::vector<ProcessRow> &others, bool hasLeader)
{
    m_leaderIsThere = m_leaderIsThere && hasLeader;
    QSet<qsizetype> left;
    const auto stays = [&](const ProcessRow &row) {
        if (const auto place = m_places.constFind(key(row)); place != m_places.constEnd())
            left.insert(*place);
    };
    if (m_leaderIsThere)
        stays(*m_leader);
    for (const ProcessRow &row : others)
        stays(row);
    for (qsizetype i = 0; i < m_processes.size(); ++i) {
        EndedProcess &process = m_processes[i];
        if (left.contains(i))
            process.gone.reset(); // one look may miss a process, the next finds it again
        else if (!process.gone)
            process.gone = sinceFirst();
    }
}

} // namespace belayer::engine
