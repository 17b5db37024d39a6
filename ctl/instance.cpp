// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/instance.h"

#include "ctl/failure.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenLength = 43;

/// A file of the data directory, closed at the end.
class PrivateFile
{
public:
    explicit PrivateFile(const QString &path)
        : m_fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
        , m_error(m_fd < 0 ? errno : 0)
    {
    }
    ~PrivateFile()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    PrivateFile(const PrivateFile &) = delete;
    PrivateFile &operator=(const PrivateFile &) = delete;

    int descriptor() const noexcept { return m_fd; }
    int error() const noexcept { return m_error; } ///< of opening it

    /// A plain file that no one but the user could have written; root may read that of any user.
    bool isTrustworthy() const
    {
        struct stat status{};
        return ::fstat(m_fd, &status) == 0 && S_ISREG(status.st_mode) &&
               (status.st_uid == ::geteuid() || ::geteuid() == 0) &&
               (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
    }

    /// Short files only.
    QByteArray content() const
    {
        std::array<char, 256> bytes{};
        const ssize_t size = ::read(m_fd, bytes.data(), bytes.size());
        return QByteArray(bytes.data(), std::max<ssize_t>(size, 0));
    }

private:
    int m_fd;
    int m_error;
};

[[noreturn]] void refuse(ExitCode code, const QString &message)
{
    throw Failure(code, message);
}

[[noreturn]] void refuseNotRunning(const QString &dir)
{
    refuse(
        ExitCode::NotReachable,
        u"no Belayer answers HTTP for the data directory %1; start belayer, or name another with --data-dir"_s
            .arg(dir));
}

std::optional<Endpoint> readAddress(const QByteArray &text)
{
    const QByteArray scheme = "http://";
    const qsizetype colon = text.lastIndexOf(':');
    if (!text.startsWith(scheme) || !text.endsWith('\n') || colon < scheme.size())
        return {};
    Endpoint endpoint;
    endpoint.host = text.sliced(scheme.size(), colon - scheme.size());
    if (endpoint.host.startsWith('[') && endpoint.host.endsWith(']'))
        endpoint.host = endpoint.host.sliced(1).chopped(1);
    bool fits = false;
    endpoint.port = text.sliced(colon + 1).trimmed().toUShort(&fits);
    std::array<char, sizeof(in6_addr)> address{};
    const bool isNumeric = ::inet_pton(AF_INET, endpoint.host.constData(), address.data()) == 1 ||
                           ::inet_pton(AF_INET6, endpoint.host.constData(), address.data()) == 1;
    if (!fits || endpoint.port == 0 || !isNumeric)
        return {};
    return endpoint;
}

} // namespace

QByteArray Endpoint::authority() const
{
    return (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(port);
}

QString dataDirectory(const QString &given)
{
    const QString wanted =
        given.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/belayer"_s
            : given;
    return QDir::cleanPath(QDir::current().absoluteFilePath(wanted));
}

Endpoint findEndpoint(const QString &dataDir)
{
    const QString path = dataDir + u"/address"_s;
    const PrivateFile file(path);
    if (file.error() == ENOENT || file.error() == ENOTDIR)
        refuseNotRunning(dataDir);
    if (file.error() != 0)
        refuse(ExitCode::NotReachable,
               u"address file %1 cannot be read (%2); use the account that Belayer runs under"_s.arg(
                   path, QString::fromLocal8Bit(std::strerror(file.error()))));
    if (!file.isTrustworthy())
        refuse(ExitCode::NotReachable,
               u"address file %1 could have been written by someone else; remove it and start belayer again"_s
                   .arg(path));
    // Belayer holds a lock on it while it listens, and loses that however it ends.
    if (::flock(file.descriptor(), LOCK_SH | LOCK_NB) == 0)
        refuseNotRunning(dataDir);
    const auto endpoint = readAddress(file.content());
    if (!endpoint)
        refuse(ExitCode::NotReachable, u"address file %1 holds no address; start belayer again"_s.arg(path));
    return *endpoint;
}

QByteArray readToken(const QString &dataDir)
{
    const QString path = dataDir + u"/token"_s;
    const PrivateFile file(path);
    if (file.error() != 0)
        refuse(
            ExitCode::Unauthorised,
            u"token file %1 cannot be read (%2); start belayer, or name its directory with --data-dir"_s.arg(
                path, QString::fromLocal8Bit(std::strerror(file.error()))));
    const QByteArray token = file.content().trimmed();
    const bool isToken = file.isTrustworthy() && token.size() == tokenLength &&
                         std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (!isToken)
        refuse(
            ExitCode::Unauthorised,
            u"token file %1 holds no token, or others may write it; remove it and start belayer again"_s.arg(
                path));
    return token;
}

} // namespace belayer::ctl
