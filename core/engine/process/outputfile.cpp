// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputfile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace belayer::engine {

bool makeOutputFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (QDir().mkpath(folder))
        return ::chmod(path.constData(), S_IRWXU) == 0;
    if (::mkdir(path.constData(), S_IRWXU) == 0) // QDir keeps errno to itself
        return true;
    return false;
}

Fd createOutputFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    ::unlink(name.constData());
    return Fd(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC,
                     S_IRUSR | S_IWUSR));
}

} // namespace belayer::engine
