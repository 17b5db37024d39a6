// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/childprocess.h"

#include "core/engine/process/treeend.h"

#include <algorithm>
#include <csignal>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace belayer::engine {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr auto WaitByPidfd = static_cast<idtype_t>(3); // P_PIDFD; absent from older headers
constexpr int QuietScans = 2;   ///< one may miss a process that another's death moved in the kernel's list
constexpr int StopRounds = 100; ///< against a storm of processes that each leave the group as they start
constexpr int LastRounds = 10;
constexpr int LastRoundMs = 10;
/// Where asking about each tree alone costs more than one pass over all processes.
constexpr int ManyEnds = 8;
/// Well-behaved trees are gone before that and are not worth a pass.
constexpr auto Stubborn = 8ms;

thread_local int endsUnderWay = 0;

struct CountEnd
{
    CountEnd() { ++endsUnderWay; }
    CountEnd(const CountEnd &) = delete;
    ~CountEnd() { --endsUnderWay; }
};

qint64 ownPeakMemory()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss * 1024;
}

} // namespace

ChildProcess::ChildProcess(Launched launched, JobMark mark, QByteArray output)
    : m_leader(std::move(launched))
    , m_memoryAtBirth(ownPeakMemory())
    , m_tree(m_leader.pid, std::move(mark), std::move(output))
    , m_notifier(m_leader.pidfd.get(), QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { exitStatus(); });
}

ChildProcess::~ChildProcess()
{
    for (int round = 0; !m_isReaped && round < LastRounds; ++round) {
        const bool hasExited = exitStatus().has_value();
        const std::vector<ProcessRow> others = m_tree.scan();
        if (others.empty() && hasExited) {
            reap();
            break;
        }
        m_tree.signal(others, SIGKILL);
        pollfd leader{m_leader.pidfd.get(), POLLIN, 0};
        ::poll(hasExited ? nullptr : &leader, hasExited ? 0 : 1, LastRoundMs);
    }
}

std::optional<ExitStatus> ChildProcess::exitStatus()
{
    if (m_status)
        return m_status;
    siginfo_t info{};
    if (::waitid(WaitByPidfd, static_cast<id_t>(m_leader.pidfd.get()), &info, WEXITED | WNOHANG | WNOWAIT) !=
            0 ||
        info.si_pid == 0)
        return {};
    m_status = info.si_code == CLD_EXITED ? ExitStatus{info.si_status, {}} : ExitStatus{{}, info.si_status};
    m_notifier.setEnabled(false);
    m_tree.noteLeaderEnd();
    m_exitedEvent.set();
    return m_status;
}

void ChildProcess::note(const Usage &usage)
{
    m_usage.cpu = std::max(m_usage.cpu, usage.cpu); // what nobody waits for is lost with its parent
    m_usage.peakMemory = std::max(m_usage.peakMemory, usage.peakMemory);
}

Usage ChildProcess::sample(const ProcessList *list)
{
    std::vector<ProcessRow> rows = m_tree.scan(list);
    if (std::optional<ProcessRow> leader = readProcess(m_leader.pid))
        rows.push_back(*std::move(leader));
    Usage now{m_tree.reaped().cpu, 0};
    for (const ProcessRow &row : rows) {
        now.cpu += row.cpu;
        now.memory += row.memory;
    }
    now.peakMemory = now.memory;
    note(now);
    m_usage.memory = now.memory;
    return m_usage;
}

void ChildProcess::reap()
{
    std::optional<Usage> leader = reapProcess(m_leader.pid);
    if (leader && leader->peakMemory <= m_memoryAtBirth)
        leader->peakMemory = 0;
    Usage all = m_tree.reaped();
    addUsage(leader, all);
    note(all);
    m_usage.memory = 0;
    m_isReaped = true;
}

void ChildProcess::suspendTree()
{
    // A process may start another between the scan and the signal; a stopped one starts none.
    std::vector<ProcessRow> stopped;
    const auto isNew = [&stopped](const ProcessRow &row) {
        return std::none_of(stopped.begin(), stopped.end(),
                            [&row](const ProcessRow &other) { return other.id == row.id; });
    };
    int quiet = 0;
    for (int round = 0; round < StopRounds && quiet < QuietScans; ++round) {
        std::vector<ProcessRow> found = m_tree.scan();
        quiet = round > 0 && std::none_of(found.begin(), found.end(), isNew) ? quiet + 1 : 0;
        m_tree.signal(found, SIGSTOP);
        stopped = std::move(found);
    }
}

void ChildProcess::resumeTree()
{
    m_tree.signal(m_tree.scan(), SIGCONT);
}

async::Task<> ChildProcess::end(std::chrono::milliseconds grace, std::function<bool()> mustKill)
{
    if (exitStatus() && m_tree.hasLeftNothing()) {
        reap();
        co_return;
    }
    std::optional<steady_clock::time_point> deadline; // once they have been asked
    auto pause = 1ms;
    const bool isLeftBehind = exitStatus().has_value();
    TreeEnd record(isLeftBehind ? EndedProcess::Role::LeftBehind : EndedProcess::Role::Descendant,
                   isLeftBehind ? std::nullopt : readProcess(m_leader.pid));
    const auto send = [&](const std::vector<ProcessRow> &others, int signal) {
        record.sending(signal, others);
        m_tree.signal(others, signal);
    };
    const CountEnd count;
    bool mayBeDone = false;
    for (int empty = 0;;) {
        const bool isShared = !mayBeDone && pause > Stubborn && endsUnderWay > ManyEnds;
        const std::vector<ProcessRow> others = m_tree.scan(isShared ? &ProcessList::recent() : nullptr);
        const bool hasExited = exitStatus().has_value();
        record.found(others, !hasExited);
        mayBeDone = others.empty() && hasExited;
        if (mayBeDone) { // a list is too old to be the last word
            if (!isShared && ++empty == QuietScans)
                break;
            continue;
        }
        empty = 0;
        if (grace == 0ms || mustKill() || (deadline && steady_clock::now() >= *deadline)) {
            send(others, SIGKILL);
        } else if (!deadline) {
            deadline = steady_clock::now() + grace;
            send(others, SIGTERM);
            send(others, SIGCONT); // a stopped process hears nothing else
        }
        co_await async::sleepFor(pause);
        pause = std::min(pause * 2, 50ms);
    }
    reap();
    m_ended = record.processes();
}

} // namespace belayer::engine
