// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/token.h"

#include "app/starterror.h"

#include <QByteArray>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belayer::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenLength = 43;

bool isBase64Url(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool isValidToken(QByteArrayView content)
{
    return content.size() == tokenLength + 1 && content.back() == '\n' &&
           std::all_of(content.begin(), content.end() - 1, isBase64Url);
}

/// The token in the file, or nothing if there is none that nobody else could have read or written.
QByteArray heldToken(const QByteArray &name)
{
    const int fd = ::open(name.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return {};
    struct stat status{};
    const bool isPrivate = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                           status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
    std::array<char, tokenLength + 2> content{};
    const ssize_t size = isPrivate ? ::read(fd, content.data(), content.size()) : -1;
    ::close(fd);
    const bool isValid = size >= 0 && isValidToken(QByteArrayView(content.data(), size));
    return isValid ? QByteArray(content.data(), tokenLength) : QByteArray();
}

QByteArray makeToken()
{
    std::array<quint32, 8> bits;
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits)
               .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
           '\n';
}

/// Throws StartError. The file must not be there.
QByteArray writeToken(const QByteArray &name)
{
    const QByteArray token = makeToken();
    const int fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    const bool written = fd >= 0 && ::write(fd, token.constData(), size_t(token.size())) == token.size();
    const int error = errno;
    if (fd >= 0)
        ::close(fd);
    if (!written)
        throw StartError(
            u"token file %1 cannot be written (%2); remove it or choose another --data-dir"_s.arg(
                QFile::decodeName(name), QString::fromLocal8Bit(std::strerror(error))));
    return token.chopped(1);
}

} // namespace

QByteArray ensureToken(const QString &file)
{
    const QByteArray name = QFile::encodeName(file);
    if (const QByteArray held = heldToken(name); !held.isEmpty())
        return held;
    if (::unlink(name.constData()) == 0)
        qWarning("token file %s held no token that is this user's alone; it has been replaced, and the old "
                 "one is refused",
                 name.constData());
    return writeToken(name);
}

QByteArray renewToken(const QString &file)
{
    const QByteArray name = QFile::encodeName(file);
    const QByteArray draft = name + ".new";
    ::unlink(draft.constData()); // of a renewal that was cut off
    QByteArray token = writeToken(draft);
    if (::rename(draft.constData(), name.constData()) == 0)
        return token;
    const int error = errno;
    ::unlink(draft.constData());
    throw StartError(u"token file %1 cannot be replaced (%2); make its folder writable"_s.arg(
        file, QString::fromLocal8Bit(std::strerror(error))));
}

} // namespace belayer::app
