// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/launch.h"

#include "core/engine/process/descriptorlimit.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <vector>

namespace belayer::engine {

namespace {

/// Everything the child needs, made before it exists: between vfork and exec it shares our memory and may
/// only make system calls.
struct ChildPlan
{
    const char *program = nullptr;
    const char *cwd = nullptr;
    char *const *arguments = nullptr;
    char *const *environment = nullptr;
    int input = -1;
    int output = -1;
    int errors = -1; ///< a pipe's end that exec closes
    pid_t parent = -1;
    rlimit descriptors{};
    rlimit realtime{};
};

std::vector<char *> pointers(const QByteArrayList &list)
{
    std::vector<char *> pointers;
    pointers.reserve(static_cast<size_t>(list.size()) + 1);
    for (const QByteArray &text : list)
        pointers.push_back(const_cast<char *>(text.constData())); // exec takes char *, and changes nothing
    pointers.push_back(nullptr);
    return pointers;
}

rlimit withSoftRealtime(rlim_t soft)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_RTTIME, &limit);
    if (soft <= limit.rlim_max)
        limit.rlim_cur = soft;
    return limit;
}

/// Above the standard three, whatever is open here: dup2 must never copy a descriptor over itself.
Fd aboveStandard(Fd fd)
{
    if (!fd || fd.get() > 2)
        return fd;
    return Fd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 3));
}

void closeOthersOnExec() noexcept
{
    constexpr unsigned CloexecFlag = 1U << 2; // CLOSE_RANGE_CLOEXEC; absent from older headers
    if (::syscall(SYS_close_range, 3U, ~0U, CloexecFlag) == 0)
        return;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const int end = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65'536));
    for (int fd = 3; fd < end; ++fd)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
}

void resetSignals() noexcept
{
    struct sigaction standard{};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal)
        ::sigaction(signal, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void giveUp(const ChildPlan &plan, LaunchError::Step step) noexcept
{
    const LaunchError error{step, errno};
    [[maybe_unused]] const ssize_t written = ::write(plan.errors, &error, sizeof error);
    ::_exit(127);
}

/// Runs in the child, with our memory and every signal blocked.
[[noreturn]] void becomeProgram(const ChildPlan &plan) noexcept
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // While the program lives, its orphans stay below it: found by parentage, whatever else they wipe.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (::getppid() != plan.parent) // it died before the line above took effect
        ::_exit(127);
    if (::dup2(plan.input, 0) < 0 || ::dup2(plan.output, 1) < 0 || ::dup2(plan.output, 2) < 0)
        giveUp(plan, LaunchError::Step::Prepare);
    closeOthersOnExec();
    ::setrlimit(RLIMIT_NOFILE, &plan.descriptors);
    ::setrlimit(RLIMIT_RTTIME, &plan.realtime);
    if (::chdir(plan.cwd) != 0)
        giveUp(plan, LaunchError::Step::ChangeFolder);
    resetSignals();
    ::execve(plan.program, plan.arguments, plan.environment);
    giveUp(plan, LaunchError::Step::Execute);
}

/// vfork copies no page tables (with 1 GiB resident, fork starts 24 programs a second and vfork 1,100). It
/// returns twice into this frame, so nothing here may be changed after it.
[[gnu::noinline]] pid_t startChild(const ChildPlan &plan) noexcept
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const pid_t pid = ::vfork();
#pragma GCC diagnostic pop
    if (pid == 0)
        becomeProgram(plan);
    return pid;
}

/// Signals are blocked around vfork so that no handler of ours can run in the child, which shares our memory.
pid_t startUnsignalled(const ChildPlan &plan) noexcept
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = startChild(plan);
    const int error = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return pid;
}

} // namespace

std::variant<Launched, LaunchError> launch(const LaunchRequest &request)
{
    const auto failed = [] { return LaunchError{LaunchError::Step::Prepare, errno}; };
    const Fd input = aboveStandard(Fd(::open("/dev/null", O_RDONLY | O_CLOEXEC)));
    const Fd output = aboveStandard(Fd(::fcntl(request.output, F_DUPFD_CLOEXEC, 3)));
    int ends[2];
    if (!input || !output || ::pipe2(ends, O_CLOEXEC) != 0)
        return failed();
    const Fd readEnd = aboveStandard(Fd(ends[0]));
    Fd writeEnd = aboveStandard(Fd(ends[1]));
    if (!readEnd || !writeEnd)
        return failed();

    const std::vector<char *> arguments = pointers(request.arguments);
    const std::vector<char *> environment = pointers(request.environment);
    const ChildPlan plan{request.program.constData(),
                         request.cwd.constData(),
                         arguments.data(),
                         environment.data(),
                         input.get(),
                         output.get(),
                         writeEnd.get(),
                         ::getpid(),
                         foundDescriptorLimit(),
                         withSoftRealtime(request.realtimeLimit)};

    const pid_t pid = startUnsignalled(plan);
    if (pid < 0)
        return failed();

    writeEnd = Fd();
    LaunchError error;
    ssize_t got = 0;
    while ((got = ::read(readEnd.get(), &error, sizeof error)) < 0 && errno == EINTR) {}
    if (got == sizeof error) {
        ::waitpid(pid, nullptr, 0);
        return error;
    }
    Fd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0U)));
    if (!pidfd) {
        const LaunchError noPidfd = failed();
        ::kill(-pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return noPidfd;
    }
    return Launched{pid, std::move(pidfd)};
}

} // namespace belayer::engine
