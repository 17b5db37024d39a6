// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The files below some paths, in an order that does not depend on the file system.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace belayer::engine {

struct FileList
{
    struct File
    {
        QByteArray path; ///< as the kernel wants it
        qint64 size = 0; ///< bytes, when it was listed
    };
    std::vector<File> files; ///< by path given, then by name in each folder
    qint64 bytes = 0;
    qint64 skipped = 0; ///< met below a folder, but neither file nor folder: links, sockets, devices
};

/// More files than this are refused (JobFailure `too_many_files`).
inline constexpr size_t MaxListedFiles = 1'000'000;

/// For a pool thread. A path given may be a link; below it links are not followed, so loops cannot trap it.
/// Throws JobFailure with the path for what is missing or unreadable, async::Cancelled when told to stop.
FileList listFiles(const std::stop_token &stop, const QStringList &paths);

} // namespace belayer::engine
