// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What jobs leave on the disk: the history and the files of their output.
#pragma once

#include <QString>

#include <stop_token>

namespace belayer::engine {

/// Bytes of the disk, not of the files: output that was dropped is a hole and takes nothing.
struct DiskUse
{
    qint64 history = 0;
    qint64 output = 0;
    qsizetype outputFiles = 0;
};

/// Blocks for the disk, so it belongs into a pool. Empty names stand for nothing; what cannot be read counts
/// as nothing. Stopped, it throws async::Cancelled.
DiskUse measureDiskUse(const QString &historyFile, const QString &outputFolder, const std::stop_token &stop);

} // namespace belayer::engine
