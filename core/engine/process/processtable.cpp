// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/processtable.h"

#include "core/engine/process/fd.h"

#include <QByteArrayList>

#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/syscall.h>

namespace belayer::engine {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// `path` may be relative to the open folder.
QByteArray readAll(const QByteArray &path, int folder = AT_FDCWD)
{
    QByteArray content;
    const Fd fd(::openat(folder, path.constData(), O_RDONLY | O_CLOEXEC));
    if (!fd)
        return content;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = ::read(fd.get(), buffer, sizeof buffer)) > 0)
        content.append(buffer, got);
    return content;
}

QByteArray procPath(pid_t pid, const char *name)
{
    return "/proc/" + QByteArray::number(pid) + '/' + name;
}

/// Calls the function with each entry of a folder of /proc whose name is a number, and the open folder.
template<class F> bool eachNumber(const QByteArray &path, F function)
{
    const Folder folder(::opendir(path.constData()));
    if (!folder)
        return false;
    while (const dirent *entry = ::readdir(folder.get())) {
        char *end = nullptr;
        const long number = std::strtol(entry->d_name, &end, 10);
        if (number > 0 && *end == '\0')
            function(static_cast<pid_t>(number), ::dirfd(folder.get()));
    }
    return true;
}

/// The slow way, for kernels built without the list of children.
std::vector<pid_t> childrenByParent(pid_t parent)
{
    std::vector<pid_t> children;
    eachNumber("/proc", [&](pid_t pid, int) {
        const std::optional<ProcessRow> row = readProcess(pid);
        if (row && row->parent == parent)
            children.push_back(pid);
    });
    return children;
}

bool kernelListsChildren()
{
    static const bool lists = ::access(procPath(::getpid(), "task/")
                                           .append(QByteArray::number(::getpid()))
                                           .append("/children")
                                           .constData(),
                                       R_OK) == 0;
    return lists;
}

} // namespace

std::optional<ProcessRow> readProcess(pid_t pid)
{
    const QByteArray stat = readAll(procPath(pid, "stat"));
    const qsizetype nameEnd = stat.lastIndexOf(')'); // the name may hold anything, spaces and parentheses too
    if (nameEnd < 0)
        return {};
    ProcessRow row;
    row.id.pid = pid;
    char state = 0;
    int threads = 0;
    unsigned long long startTime = 0;
    long long times[4] = {};
    long long pages = 0;
    // proc(5): state ppid pgrp session, fields 7 to 13, four times, fields 18 and 19, num_threads, field 21,
    // starttime, vsize, rss
    const int read = std::sscanf(
        stat.constData() + nameEnd + 1,
        " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %lld %lld %lld %lld %*d %*d %d %*d %llu %*u %lld", &state,
        &row.parent, &row.group, &row.session, &times[0], &times[1], &times[2], &times[3], &threads,
        &startTime, &pages);
    if (read != 11)
        return {};
    static const long ticksPerSecond = ::sysconf(_SC_CLK_TCK);
    static const long pageSize = ::sysconf(_SC_PAGESIZE);
    const qsizetype nameStart = stat.indexOf('(') + 1;
    row.name = stat.mid(nameStart, nameEnd - nameStart);
    row.cpu = std::chrono::milliseconds((times[0] + times[1] + times[2] + times[3]) * 1000 / ticksPerSecond);
    row.memory = pages * pageSize;
    row.id.startTime = startTime;
    row.isZombie = (state == 'Z' || state == 'X') && threads <= 1; // others may outlive the main thread
    return row;
}

ProcessList ProcessList::read()
{
    ProcessList list;
    eachNumber("/proc", [&](pid_t pid, int) {
        if (std::optional<ProcessRow> row = readProcess(pid))
            list.m_byParent.emplace(row->parent, *std::move(row));
    });
    return list;
}

const ProcessList &ProcessList::recent()
{
    using std::chrono::steady_clock;
    constexpr std::chrono::milliseconds maxAge(20);
    thread_local ProcessList list;
    thread_local std::optional<steady_clock::time_point> readAt;
    if (!readAt || steady_clock::now() - *readAt > maxAge) {
        list = read();
        readAt = steady_clock::now();
    }
    return list;
}

std::vector<ProcessRow> ProcessList::childrenOf(pid_t pid) const
{
    std::vector<ProcessRow> rows;
    const auto [begin, end] = m_byParent.equal_range(pid);
    for (auto row = begin; row != end; ++row)
        rows.push_back(row->second);
    return rows;
}

std::vector<pid_t> childrenOf(pid_t pid)
{
    if (!kernelListsChildren())
        return childrenByParent(pid);
    std::vector<pid_t> children;
    eachNumber(procPath(pid, "task"), [&](pid_t task, int tasks) {
        const QByteArray list = readAll(QByteArray::number(task) + "/children", tasks);
        const char *at = list.constData();
        char *end = nullptr;
        for (long child = std::strtol(at, &end, 10); end != at; child = std::strtol(at, &end, 10)) {
            children.push_back(static_cast<pid_t>(child));
            at = end;
        }
    });
    return children;
}

bool hasInEnvironment(pid_t pid, const QByteArray &entry)
{
    return readAll(procPath(pid, "environ")).split('\0').contains(entry);
}

std::optional<rlim_t> realtimeLimit(pid_t pid)
{
    static const QByteArray title = "Max realtime timeout";
    const QByteArray limits = readAll(procPath(pid, "limits"));
    const qsizetype line = limits.indexOf(title);
    if (line < 0)
        return {};
    const char *const text = limits.constData() + line + title.size();
    char *end = nullptr;
    const rlim_t limit = std::strtoull(text, &end, 10);
    return end == text ? std::nullopt : std::optional(limit);
}

bool writesTo(pid_t pid, const QByteArray &path)
{
    for (const char *name : {"fd/1", "fd/2"}) {
        char target[PATH_MAX];
        const ssize_t length = ::readlink(procPath(pid, name).constData(), target, sizeof target);
        if (length > 0 && QByteArrayView(target, length) == path)
            return true;
    }
    return false;
}

void sendSignal(const ProcessId &id, int signal)
{
    const Fd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, id.pid, 0U)));
    if (!pidfd)
        return;
    // Compared after the descriptor holds the process, so that nobody else can have the pid now.
    const std::optional<ProcessRow> row = readProcess(id.pid);
    if (row && row->id == id)
        ::syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0U);
}

} // namespace belayer::engine
