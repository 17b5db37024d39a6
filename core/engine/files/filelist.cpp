// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/filelist.h"

#include "core/engine/files/fileerror.h"

#include <belayer/async/errors.h>

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <memory>
#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

/// The names in a folder, largest first, so that a stack gives them smallest first.
std::vector<QByteArray> namesIn(const QByteArray &path)
{
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.constData()));
    if (!folder)
        throw fileError(path, errno);
    std::vector<QByteArray> names;
    errno = 0;
    while (const dirent *entry = ::readdir(folder.get())) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
            names.emplace_back(entry->d_name);
        errno = 0;
    }
    if (errno != 0)
        throw fileError(path, errno);
    std::sort(names.begin(), names.end(), std::greater<>());
    return names;
}

void addFile(FileList &list, const QByteArray &path, qint64 size)
{
    if (list.files.size() == MaxListedFiles)
        throw JobFailure(
            u"too_many_files"_s,
            u"there are more than %1 files; give fewer or smaller folders"_s.arg(MaxListedFiles));
    list.files.push_back({path, size});
    list.bytes += size;
}

void addTree(FileList &list, const QByteArray &root, const std::stop_token &stop)
{
    std::vector<QByteArray> pending{root};
    for (bool isRoot = true; !pending.empty(); isRoot = false) {
        if (stop.stop_requested())
            throw async::Cancelled(async::CancelReason::User);
        const QByteArray path = std::move(pending.back());
        pending.pop_back();
        struct stat info{};
        if ((isRoot ? ::stat : ::lstat)(path.constData(), &info) != 0)
            throw fileError(path, errno);
        if (S_ISDIR(info.st_mode)) {
            const QByteArray prefix = path.endsWith('/') ? path : path + '/';
            for (const QByteArray &name : namesIn(path))
                pending.push_back(prefix + name);
        } else if (S_ISREG(info.st_mode)) {
            addFile(list, path, info.st_size);
        } else if (isRoot) {
            throw JobFailure(u"not_a_file"_s,
                             u"%1 is neither a file nor a folder"_s.arg(QFile::decodeName(path)));
        } else {
            ++list.skipped;
        }
    }
}

} // namespace

FileList listFiles(const std::stop_token &stop, const QStringList &paths)
{
    FileList list;
    for (const QString &path : paths)
        addTree(list, QFile::encodeName(path), stop);
    return list;
}

} // namespace belayer::engine
