// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shutdownsignals.h"

#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace belayer::app {

namespace {

std::atomic<int> writeEnd{-1};

/// A signal handler may do next to nothing, so it hands a byte to the event loop.
void handle(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd.load(), &byte, 1);
    errno = before;
}

/// nohup says so. SIGINT counts even if ignored: a shell ignores it for whatever it starts in the background.
bool isHangUpIgnored()
{
    struct sigaction current{};
    ::sigaction(SIGHUP, nullptr, &current);
    return current.sa_handler == SIG_IGN;
}

void install(int signal)
{
    struct sigaction action{};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

ShutdownSignals::ShutdownSignals(QObject *parent) : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier.setSocket(m_readEnd);
    connect(&m_notifier, &QSocketNotifier::activated, this, &ShutdownSignals::read);
    m_notifier.setEnabled(true);
    install(SIGTERM);
    install(SIGINT);
    if (!isHangUpIgnored())
        install(SIGHUP);
}

ShutdownSignals::~ShutdownSignals()
{
    m_notifier.setEnabled(false);
    ::close(writeEnd.exchange(-1));
    ::close(m_readEnd);
}

void ShutdownSignals::read()
{
    char byte = 0;
    while (::read(m_readEnd, &byte, 1) == 1) {
        if (std::exchange(m_requested, true))
            Q_EMIT hurryRequested();
        else
            Q_EMIT shutdownRequested();
    }
}

} // namespace belayer::app
