// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/leftovers.h"

#include "core/engine/process/jobmark.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// A killed process is gone at once, unless it is stuck in the kernel.
constexpr auto KillPatience = 2s;

/// Of whatever job's process it is.
QByteArray variableOf(pid_t pid)
{
    QFile file(u"/proc/%1/environ"_s.arg(pid));
    if (!file.open(QFile::ReadOnly))
        return {};
    const QByteArrayList environment = file.readAll().split('\0');
    const auto mark = std::find_if(environment.begin(), environment.end(),
                                   [](const QByteArray &entry) { return entry.startsWith(markName()); });
    return mark == environment.end() ? QByteArray() : withoutChance(*mark);
}

QString programOf(pid_t pid)
{
    return QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(pid));
}

/// All processes at one moment, as far as such a moment exists.
class Processes
{
public:
    Processes() : m_ownProgram(programOf(::getpid()))
    {
        for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            bool isNumber = false;
            const pid_t pid = name.toInt(&isNumber);
            if (!isNumber || pid == ::getpid())
                continue;
            if (const std::optional<ProcessRow> row = readProcess(pid)) {
                m_rows.insert(pid, *row);
                m_marks.insert(pid, {variableOf(pid), realtimeLimit(pid)});
            }
        }
    }

    std::vector<ProcessId> of(const Leftover &leftover) const
    {
        const ProcessId leader = leftover.process.value_or(ProcessId()); // killed before it was recorded
        const auto atPid = m_rows.constFind(leader.pid);
        const bool isLeaderThere = atPid != m_rows.cend() && atPid->id == leader;
        const QByteArray output = QFile::encodeName(leftover.outputFile);
        const JobMark mark = newMark(leftover.id);
        const auto isRoot = [&](const ProcessRow &row) {
            // As long as the leader is there, its number stands for no other group and session.
            if (isLeaderThere && (row.id == leader || row.group == leader.pid || row.session == leader.pid))
                return true;
            if (row.id.startTime < leader.startTime)
                return false;
            return (!output.isEmpty() && writesTo(row.id.pid, output)) || isMarked(row, mark);
        };
        std::vector<ProcessId> found;
        for (const ProcessRow &row : m_rows) {
            if (!row.isZombie && isRoot(row))
                addWithAllBelow(row, found);
        }
        return found;
    }

private:
    struct Marks
    {
        QByteArray variable; ///< without chance
        std::optional<rlim_t> limit;
    };
    bool isMarked(const ProcessRow &row, const JobMark &mark) const
    {
        const Marks marks = m_marks.value(row.id.pid);
        return (marks.limit == mark.limit || marks.variable == withoutChance(mark.variable)) &&
               !hasBelayerAbove(row);
    }
    /// Orphans of a living Belayer's jobs fall to that Belayer. The same id may be in use there.
    bool hasBelayerAbove(const ProcessRow &row) const
    {
        pid_t parent = row.parent;
        for (int depth = 0; parent > 1 && depth < m_rows.size(); ++depth) {
            if (parent == ::getpid() || programOf(parent) == m_ownProgram)
                return true;
            const auto next = m_rows.constFind(parent);
            if (next == m_rows.cend())
                break;
            parent = next->parent;
        }
        return false;
    }
    void addWithAllBelow(const ProcessRow &row, std::vector<ProcessId> &found) const
    {
        if (std::find(found.begin(), found.end(), row.id) != found.end())
            return;
        if (!row.isZombie)
            found.push_back(row.id);
        for (const ProcessRow &other : m_rows) {
            if (other.parent == row.id.pid)
                addWithAllBelow(other, found);
        }
    }

    QString m_ownProgram;
    QHash<pid_t, ProcessRow> m_rows;
    QHash<pid_t, Marks> m_marks;
};

QList<quint64> withoutProcesses(const QList<Leftover> &leftovers)
{
    const Processes processes;
    QList<quint64> serials;
    for (const Leftover &leftover : leftovers) {
        if (processes.of(leftover).empty())
            serials.append(leftover.serial);
    }
    return serials;
}

} // namespace

std::vector<ProcessId> processesOf(const QList<Leftover> &leftovers)
{
    const Processes processes;
    std::vector<ProcessId> all;
    for (const Leftover &leftover : leftovers) {
        const std::vector<ProcessId> found = processes.of(leftover);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

async::Task<QList<quint64>> reapLeftovers(QList<Leftover> leftovers, const async::ThreadPool &pool,
                                          std::chrono::milliseconds grace)
{
    const auto killTime = steady_clock::now() + grace;
    bool isAsked = false;
    for (auto pause = 5ms;; pause = std::min(pause * 2, 200ms)) {
        const std::vector<ProcessId> found = co_await async::runInThreadPool(pool, processesOf, leftovers);
        const auto now = steady_clock::now();
        if (found.empty() || now > killTime + KillPatience)
            break;
        for (const ProcessId &process : found) {
            if (now >= killTime) {
                sendSignal(process, SIGKILL);
            } else if (!isAsked) {
                sendSignal(process, SIGTERM);
                sendSignal(process, SIGCONT); // a stopped process hears nothing else
            }
        }
        isAsked = true;
        co_await async::sleepFor(pause);
    }
    co_return co_await async::runInThreadPool(pool, withoutProcesses, leftovers);
}

} // namespace belayer::engine
