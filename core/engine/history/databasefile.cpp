// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/databasefile.h"

#include "core/engine/history/database.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t OwnerOnly = S_IRUSR | S_IWUSR;

[[noreturn]] void refuse(const QString &what, int error)
{
    throw DatabaseError(DatabaseError::Kind::Unavailable,
                        u"%1: %2"_s.arg(what, QString::fromLocal8Bit(std::strerror(error))));
}

/// Opens with mode 0600 whatever the umask and whatever mode the file had.
Fd openOwnerOnly(const QString &path)
{
    Fd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, OwnerOnly));
    if (!fd)
        refuse(u"%1 cannot be opened"_s.arg(path), errno);
    struct stat status{};
    if (::fstat(fd.get(), &status) == 0 && (status.st_mode & 07777) != OwnerOnly &&
        ::fchmod(fd.get(), OwnerOnly) != 0)
        refuse(u"%1 cannot be kept from other users"_s.arg(path), errno);
    return fd;
}

void makeFolder(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), S_IRWXU) == 0)
        ::chmod(name.constData(), S_IRWXU); // the umask may have taken from it
    else if (errno != EEXIST)
        refuse(u"folder %1 cannot be made"_s.arg(path), errno);
}

QString closedNote(const QString &path)
{
    return path + u".closed"_s;
}

/// What another content of the file would change; nothing while a log belongs to it.
QByteArray stamp(const QString &path)
{
    struct stat status{};
    if (QFile::exists(path + u"-wal"_s) || ::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QByteArray::number(static_cast<quint64>(status.st_ino)) + ' ' +
           QByteArray::number(static_cast<qint64>(status.st_size)) + ' ' +
           QByteArray::number(static_cast<qint64>(status.st_mtim.tv_sec)) + ' ' +
           QByteArray::number(static_cast<qint64>(status.st_mtim.tv_nsec));
}

quint32 bigEndian(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<quint32>(header.constData() + offset);
}

} // namespace

DatabaseFile::DatabaseFile(const QString &path) : m_path(path)
{
    makeFolder(QFileInfo(path).path());
    m_lock = openOwnerOnly(path + u".lock"_s);
    if (::flock(m_lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            throw DatabaseError(DatabaseError::Kind::Unavailable, u"another program uses %1"_s.arg(path));
        refuse(u"%1.lock cannot be locked"_s.arg(path), errno);
    }
    openOwnerOnly(path);
}

DatabaseFile::Content DatabaseFile::content(int knownVersion) const
{
    // The header's layout is fixed by SQLite's file format (https://sqlite.org/fileformat2.html).
    constexpr qsizetype HeaderSize = 100;
    constexpr qsizetype VersionAt = 60;
    constexpr qsizetype ApplicationIdAt = 68;
    const Fd file = openOwnerOnly(m_path);
    QByteArray header(HeaderSize, Qt::Uninitialized);
    const ssize_t size = ::pread(file.get(), header.data(), HeaderSize, 0);
    if (size < 0)
        refuse(u"%1 cannot be read"_s.arg(m_path), errno);
    header.truncate(size);
    if (header.isEmpty())
        return Content::Empty;
    if (header.size() < HeaderSize || !header.startsWith(QByteArray("SQLite format 3", 16)))
        return Content::Foreign;
    if (bigEndian(header, ApplicationIdAt) != ApplicationId)
        return Content::Foreign;
    return bigEndian(header, VersionAt) > static_cast<quint32>(knownVersion) ? Content::Newer : Content::Ours;
}

void DatabaseFile::noteClosed() const
{
    if (stamp(m_path).isEmpty())
        return;
    // The kernel's own times of change are some milliseconds coarse; this one a change right after cannot
    // hit.
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const timespec times[] = {now, now};
    if (::utimensat(AT_FDCWD, QFile::encodeName(m_path).constData(), times, 0) != 0)
        return;
    QFile note(closedNote(m_path));
    if (note.open(QFile::WriteOnly | QFile::Truncate)) {
        note.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        note.write(stamp(m_path));
    }
}

bool DatabaseFile::takeClosedNote() const
{
    QFile note(closedNote(m_path));
    if (!note.open(QFile::ReadOnly))
        return false;
    const QByteArray noted = note.readAll();
    note.remove();
    return !noted.isEmpty() && noted == stamp(m_path);
}

QString DatabaseFile::setAside()
{
    QFile::remove(closedNote(m_path));
    const QString base =
        m_path + u".corrupt-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString target = base;
    for (int i = 2; QFile::exists(target); ++i)
        target = base + u'-' + QString::number(i);
    // The log first: a log that stayed would be replayed into the new file.
    for (const QString &suffix : {u"-journal"_s, u"-wal"_s, u"-shm"_s, QString()}) {
        const QByteArray from = QFile::encodeName(m_path + suffix);
        if (std::rename(from.constData(), QFile::encodeName(target + suffix).constData()) != 0 &&
            errno != ENOENT)
            refuse(u"%1 is damaged and cannot be renamed"_s.arg(m_path + suffix), errno);
    }
    openOwnerOnly(m_path);
    return target;
}

} // namespace belayer::engine
