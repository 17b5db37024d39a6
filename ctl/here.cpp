// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commands.h"
#include "ctl/failure.h"
#include "ctl/instance.h"
#include "ctl/jobtext.h"
#include "ctl/loginpage.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <csignal>

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace belayer::ctl {

using namespace Qt::StringLiterals;
using Format = Invocation::Format;

namespace {

constexpr int patienceMs = 2000;

/// Belayer's window comes forward when its socket gets a line, and says so; a headless one has none. The line
/// is the token by which a desktop lets a window take the focus; a terminal has none to give.
bool bringForward(const QString &dataDir)
{
    const QByteArray path = QFile::encodeName(dataDir + u"/socket"_s);
    sockaddr_un address{};
    if (path.size() >= qsizetype(sizeof address.sun_path))
        return false;
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool answered = false;
    if (fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        pollfd waiting{fd, POLLIN, 0};
        std::array<char, 16> word{};
        answered = ::send(fd, "\n", 1, MSG_NOSIGNAL) == 1 && ::poll(&waiting, 1, patienceMs) == 1 &&
                   ::read(fd, word.data(), word.size()) > 0;
    }
    if (fd >= 0)
        ::close(fd);
    return answered;
}

bool openInBrowser(const QString &file)
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return false;
    QByteArray program = "xdg-open";
    QByteArray argument = QFile::encodeName(file);
    std::array<char *, 3> arguments{program.data(), argument.data(), nullptr};
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGPIPE); // which we ignore
    ::posix_spawnattr_setsigdefault(&attributes, &ours);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t pid = -1;
    const int error =
        ::posix_spawnp(&pid, program.constData(), nullptr, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    int status = -1;
    return error == 0 && ::waitpid(pid, &status, 0) == pid && status == 0;
}

} // namespace

int token(const Invocation &invocation, Output &output)
{
    const QByteArray token = readToken(dataDirectory(invocation.dataDir));
    output.write(invocation.format == Format::Json
                     ? jsonLine({{u"token"_s, QString::fromLatin1(token)}}) + '\n'
                     : token + '\n');
    return int(ExitCode::Success);
}

int open(const Invocation &invocation, Output &output)
{
    const QString dir = dataDirectory(invocation.dataDir);
    if (bringForward(dir)) {
        if (invocation.format == Format::Json)
            output.write(jsonLine({{u"opened"_s, u"window"_s}}) + '\n');
        return int(ExitCode::Success);
    }
    const Endpoint endpoint = findEndpoint(dir);
    const QString url = endpoint.url() + u'/';
    LoginPage page(dir, endpoint, readToken(dir));
    if (!openInBrowser(page.path()))
        throw Failure(
            ExitCode::Failed,
            u"no browser can be opened here; open %1 in one and enter the token: belayerctl token"_s.arg(
                url));
    page.removeLater();
    if (invocation.format == Format::Json)
        output.write(jsonLine({{u"opened"_s, u"dashboard"_s}, {u"url"_s, url}}) + '\n');
    else
        output.line(u"opened %1; a browser that may not read your files (of a snap or flatpak) shows "
                    u"nothing: then open that "
                    "address in it, and enter the token: belayerctl token"_s.arg(url));
    return int(ExitCode::Success);
}

} // namespace belayer::ctl
