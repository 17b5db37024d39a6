// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/output.h"

#include "ctl/failure.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultWidth = 80;

bool isSet(const char *variable)
{
    return !qgetenv(variable).isEmpty();
}

} // namespace

Output::Output() : m_isTerminal(::isatty(STDOUT_FILENO) == 1) {}

void Output::write(const QByteArray &bytes)
{
    QByteArrayView rest(bytes);
    while (!rest.isEmpty()) {
        awaitReader();
        const qsizetype piece = std::min<qsizetype>(rest.size(), PIPE_BUF); // fits where there is room at all
        const ssize_t written = ::write(STDOUT_FILENO, rest.data(), size_t(piece));
        if (written >= 0) {
            rest = rest.sliced(written);
        } else if (errno == EPIPE) {
            throw ReaderGone();
        } else if (errno != EINTR) {
            throw Failure(ExitCode::Failed, u"standard output cannot be written (%1)"_s.arg(
                                                QString::fromLocal8Bit(std::strerror(errno))));
        }
    }
}

void Output::awaitReader()
{
    std::array<pollfd, 2> waiting{{{STDOUT_FILENO, POLLOUT, 0}, {m_onInterruption.descriptor(), POLLIN, 0}}};
    while (waiting[0].revents == 0) {
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0)
            m_onInterruption.act();
    }
}

void Output::program(const QByteArray &bytes)
{
    write(m_isTerminal ? m_filter.filter(bytes) : bytes);
}

void Output::programEnd()
{
    if (m_isTerminal)
        write(m_filter.end());
}

int Output::width() const
{
    if (!m_isTerminal)
        return 0;
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : defaultWidth;
}

Colours Output::colours() const
{
    return m_isTerminal && !isSet("NO_COLOR") && qgetenv("TERM") != "dumb" ? Colours::On : Colours::Off;
}

void say(const QString &message)
{
    const QByteArray text = "belayerctl: " + escaped(message).toUtf8() + '\n';
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.constData(), size_t(text.size()));
}

} // namespace belayer::ctl
