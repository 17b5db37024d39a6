// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/loginpage.h"

#include "ctl/failure.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned lifeSeconds = 30; ///< enough for a browser that has to start first

/// The token is base64url and the address numeric, so neither needs escaping.
QByteArray htmlOf(const Endpoint &endpoint, const QByteArray &token)
{
    return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<title>Belayer</title>\n<meta http-equiv=\"refresh\" content=\"0; url=" +
           endpoint.url().toLatin1() + "/#token=" + token + "\">\n";
}

} // namespace

LoginPage::LoginPage(const QString &dataDir, const Endpoint &endpoint, const QByteArray &token)
    : m_path(dataDir + u"/dashboard.html"_s)
{
    const QByteArray name = QFile::encodeName(m_path);
    const QByteArray html = htmlOf(endpoint, token);
    ::unlink(name.constData()); // an earlier one's; never written into, as who made it is not known
    m_fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (m_fd >= 0 && ::write(m_fd, html.constData(), size_t(html.size())) == html.size())
        return;
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    if (m_fd >= 0) {
        remove();
        ::close(m_fd);
    }
    throw Failure(
        ExitCode::Failed,
        u"page %1 cannot be written (%2); open %3/ in a browser and enter the token: belayerctl token"_s.arg(
            m_path, why, endpoint.url()));
}

LoginPage::~LoginPage()
{
    if (m_fd < 0)
        return;
    remove();
    ::close(m_fd);
}

void LoginPage::removeLater()
{
    const pid_t child = ::fork();
    if (child > 0)
        ::close(std::exchange(m_fd, -1));
    if (child != 0)
        return; // if there is no other process, the page goes now
    ::setsid(); // outlives the terminal, and holds nothing of whoever waits for our output
    const int null = ::open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(null, standard);
    ::sleep(lifeSeconds);
    remove();
    ::_exit(0);
}

void LoginPage::remove() const
{
    struct stat ours{};
    ::fstat(m_fd, &ours);
    if (ours.st_nlink > 0) // else a newer one has taken its place
        ::unlink(QFile::encodeName(m_path).constData());
}

} // namespace belayer::ctl
