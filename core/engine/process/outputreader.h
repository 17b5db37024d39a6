// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Reads a job's output from its file, on demand and in pieces: bytes at an offset, lines, the last
/// lines.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QStringList>

#include <vector>

namespace belayer::engine {

/// One thread, any; the program may go on writing. Offsets are those of all that was ever written. What has
/// been dropped from the beginning reads as if it were not there, never as NULs. Lines are numbered from the
/// first one kept, which may lack its beginning.
///
/// A line is split after 4 KiB, never within a character; bytes that are not UTF-8 become U+FFFD, each for
/// itself.
class OutputReader
{
public:
    static constexpr qsizetype MaxLineBytes = 4096;

    struct Range
    {
        qint64 offset = 0; ///< of the first byte: later than asked for if that was dropped
        QByteArray bytes;
    };

    explicit OutputReader(const QString &path);

    /// False: there is no such file (any more); everything else is empty then.
    bool isOpen() const { return m_file.isOpen(); }
    /// Everything ever written, in bytes.
    qint64 size() const { return m_file.size(); }
    /// Another one if the file has been replaced by another of its name.
    quint64 fileId() const;
    /// So much of it, from the beginning, is not kept.
    qint64 dropped() const;

    Range range(qint64 offset, qint64 maxBytes);
    /// The newest lines, an unfinished last one too. Reads no more of the file than they need.
    QStringList tail(int lines = 1'000);

    // The first call reads all that is kept, later ones what came since: every 1,024th line is remembered.
    qint64 lineCount();
    /// From that line on, counted from 0; fewer at the end.
    QStringList lines(qint64 first, int count);

private:
    void extendIndex();
    bool readAt(qint64 offset, qint64 maxBytes, QByteArray &bytes);

    QFile m_file;
    std::vector<qint64> m_index; ///< offset of every 1,024th line
    qint64 m_lineCount = 0;      ///< complete ones, before m_indexEnd
    qint64 m_indexEnd = 0;       ///< where the next line begins
};

} // namespace belayer::engine
