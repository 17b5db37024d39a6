// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Keeps a job's output file within its limit while a program writes to it.
#pragma once

#include <QString>

#include <memory>

namespace belayer::engine {

/// The program writes to the file itself, so it is never slowed down and nothing is copied. One thread for
/// all files looks at their sizes, every 25 ms while one grows quickly, else four times a second, and gives
/// the blocks of the oldest output back to the file system. The length of the file keeps growing, so offsets
/// stay true for readers; the dropped beginning is a hole (see OutputReader). Between two looks a file may
/// exceed its limit by what is written meanwhile. A file system that cannot make holes has the file begun
/// again from nothing.
///
/// Any thread. Ends with a last look.
class OutputLimit
{
public:
    OutputLimit(const QString &path, qint64 bytes);
    OutputLimit(const OutputLimit &) = delete;
    ~OutputLimit();

    struct File;

private:
    std::shared_ptr<File> m_file;
};

} // namespace belayer::engine
