// SPDX-License-Identifier: GPL-3.0-or-later
// Starting programs without an engine: no queue, no output file, no history, nobody who could cancel them.
#include "tests/bench/engine/cells.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstring>
#include <functional>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace belayer::bench {

Ballast::Ballast() : m_memory(mmap(nullptr, Size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
{
    require(m_memory != MAP_FAILED, "1 GiB of memory");
    // As ordinary memory is after a while of use: small pages, each its own entry in the page table.
    madvise(m_memory, Size, MADV_NOHUGEPAGE);
    std::memset(m_memory, 1, Size);
}

Ballast::~Ballast()
{
    munmap(m_memory, Size);
}

namespace {

char truePath[] = "/bin/true";
char *trueArguments[] = {truePath, nullptr};

void waitFor(pid_t child)
{
    int status = 0;
    require(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0,
            "/bin/true");
}

Sample spawnLoop(int starts)
{
    const Stopwatch watch;
    for (int i = 0; i < starts; ++i) {
        pid_t child = -1;
        require(posix_spawn(&child, truePath, nullptr, nullptr, trueArguments, environ) == 0, "posix_spawn");
        waitFor(child);
    }
    return {watch.nanoseconds() / starts, 0};
}

/// As many at a time as there are processors here.
Sample spawnPairs(int starts)
{
    const Stopwatch watch;
    for (int begun = 0, ended = 0; ended < starts;) {
        if (begun < starts && begun - ended < 2) {
            pid_t child = -1;
            require(posix_spawn(&child, truePath, nullptr, nullptr, trueArguments, environ) == 0,
                    "posix_spawn");
            ++begun;
            continue;
        }
        int status = 0;
        require(waitpid(-1, &status, 0) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0, "/bin/true");
        ++ended;
    }
    return {watch.nanoseconds() / starts, 0};
}

Sample forkLoop(int starts)
{
    const Stopwatch watch;
    for (int i = 0; i < starts; ++i) {
        const pid_t child = fork();
        if (child == 0) {
            execve(truePath, trueArguments, environ);
            _exit(127);
        }
        waitFor(child);
    }
    return {watch.nanoseconds() / starts, 0};
}

/// Something to do between fork and exec makes QProcess fork.
Sample qprocessLoop(int starts, const std::function<void()> &modifier)
{
    int count = 1;
    char *arguments[] = {truePath, nullptr};
    QCoreApplication app(count, arguments);
    const Stopwatch watch;
    for (int i = 0; i < starts; ++i) {
        QProcess process;
        if (modifier)
            process.setChildProcessModifier(modifier);
        process.start(QString::fromLatin1(truePath), {});
        require(process.waitForFinished() && process.exitCode() == 0, "QProcess");
    }
    return {watch.nanoseconds() / starts, 0};
}

Sample qprocess(int starts)
{
    return qprocessLoop(starts, {});
}

Sample qprocessOwnSession(int starts)
{
    return qprocessLoop(starts, [] { setsid(); });
}

using Loop = Sample (*)(int starts);

template<Loop loop> Sample light()
{
    return loop(Starts);
}

template<Loop loop> Sample heavy()
{
    const Ballast ballast;
    return loop(Starts / 10); // those that fork take 40 ms each
}

} // namespace

std::vector<Cell> processCells()
{
    return {{"start-true", "posix_spawn", light<spawnLoop>},
            {"start-true", "posix_spawn ×2", light<spawnPairs>},
            {"start-true", "fork", light<forkLoop>},
            {"start-true", "QProcess", light<qprocess>},
            {"start-true", "QProcess+setsid", light<qprocessOwnSession>},
            {"start-true-heavy", "posix_spawn", heavy<spawnLoop>},
            {"start-true-heavy", "posix_spawn ×2", heavy<spawnPairs>},
            {"start-true-heavy", "fork", heavy<forkLoop>},
            {"start-true-heavy", "QProcess", heavy<qprocess>},
            {"start-true-heavy", "QProcess+setsid", heavy<qprocessOwnSession>}};
}

} // namespace belayer::bench
