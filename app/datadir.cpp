// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/datadir.h"

#include "app/starterror.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace belayer::app {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuse(const QString &path, const QString &why)
{
    throw StartError(u"data directory %1 %2; choose another with --data-dir"_s.arg(path, why));
}

void makeDirectory(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        refuse(path, u"cannot be made (%1)"_s.arg(QString::fromLocal8Bit(std::strerror(errno))));
}

/// A directory that was there keeps its mode: it may be anyone's, so it is checked and not changed.
void checkDirectory(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status{};
    if (::stat(name.constData(), &status) != 0)
        refuse(path, u"cannot be read (%1)"_s.arg(QString::fromLocal8Bit(std::strerror(errno))));
    if (!S_ISDIR(status.st_mode))
        refuse(path, u"is not a directory"_s);
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        refuse(path, u"can be written by other users"_s);
    if (::access(name.constData(), R_OK | W_OK | X_OK) != 0)
        refuse(path, u"cannot be written by this user"_s);
}

} // namespace

DataDir DataDir::open(const QString &path)
{
    const QString wanted =
        path.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/belayer"_s
                       : path;
    const QString absolute = QDir::cleanPath(QDir::current().absoluteFilePath(wanted));
    makeDirectory(absolute);
    checkDirectory(absolute);
    return DataDir(absolute);
}

QString DataDir::file(const char *name) const
{
    return m_path + u'/' + QLatin1StringView(name);
}

} // namespace belayer::app
