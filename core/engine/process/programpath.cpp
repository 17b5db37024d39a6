// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/programpath.h"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace belayer::engine {

namespace {

/// 0, or why this very file cannot be run.
int executableError(const QByteArray &path)
{
    struct stat info{};
    if (::stat(path.constData(), &info) != 0)
        return errno;
    if (!S_ISREG(info.st_mode))
        return S_ISDIR(info.st_mode) ? EISDIR : EACCES;
    return ::access(path.constData(), X_OK) == 0 ? 0 : errno;
}

QByteArray inFolder(const QByteArray &folder, const QByteArray &name)
{
    if (name.startsWith('/'))
        return name;
    return (folder.isEmpty() ? QByteArray(".") : folder) + '/' + name;
}

} // namespace

ProgramPath findProgram(const QByteArray &program, const QByteArray &searchPath, const QByteArray &cwd)
{
    if (program.contains('/')) {
        const QByteArray path = inFolder(cwd, program);
        return {path, executableError(path)};
    }
    int best = ENOENT; // a file that is there but may not run is better news than none
    for (const QByteArray &folder : searchPath.split(':')) {
        const QByteArray path = inFolder(inFolder(cwd, folder), program);
        const int error = executableError(path);
        if (error == 0)
            return {path, 0};
        if (error == EACCES)
            best = EACCES;
    }
    return {program, best};
}

} // namespace belayer::engine
