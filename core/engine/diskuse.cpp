// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/diskuse.h"

#include <belayer/async.h>

#include <QDirIterator>
#include <QFile>

#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

qint64 bytesOf(const QString &file)
{
    constexpr qint64 BlockSize = 512; // of st_blocks, whatever the file system's is
    struct stat status{};
    return ::lstat(QFile::encodeName(file).constData(), &status) == 0 ? status.st_blocks * BlockSize : 0;
}

} // namespace

DiskUse measureDiskUse(const QString &historyFile, const QString &outputFolder, const std::stop_token &stop)
{
    DiskUse use;
    if (!historyFile.isEmpty()) {
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            use.history += bytesOf(historyFile + suffix);
    }
    if (outputFolder.isEmpty())
        return use;
    for (QDirIterator files(outputFolder, QDir::Files | QDir::Hidden); files.hasNext();) {
        if (stop.stop_requested())
            throw async::Cancelled(async::CancelReason::User);
        use.output += bytesOf(files.next());
        ++use.outputFiles;
    }
    return use;
}

} // namespace belayer::engine
