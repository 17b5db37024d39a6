// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/interruption.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace belayer::ctl {

Interruption::Interruption()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now{};
        // A blocked signal would arrive even where it is ignored.
        if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&set, number);
    }
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
    m_fd = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

Interruption::~Interruption()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

std::optional<int> Interruption::take()
{
    signalfd_siginfo info{};
    if (m_fd < 0 || ::read(m_fd, &info, sizeof info) != ssize_t(sizeof info))
        return {};
    return int(info.ssi_signo);
}

} // namespace belayer::ctl
