// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job's output file as lines to show, by number, without holding it in memory.
#pragma once

#include "ui/output/outputtext.h"

#include <QDeadlineTimer>
#include <QString>

#include <compare>
#include <vector>

namespace belayer::engine {
class OutputReader;
}

namespace belayer::ui {

/// Numbers of lines are those of OutputLines, columns are UTF-16 units of the text shown.
struct TextPlace
{
    qint64 line = 0;
    qsizetype column = 0;
    auto operator<=>(const TextPlace &) const = default;
};

/// Part of one line.
struct TextSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextSpan &) const = default;
};

/// One thread. Knows only where every 64th line begins and how it looks there (half a byte a line); lines are
/// read from the file when they are asked for. Numbers stay true while the program writes and while the
/// engine drops the oldest output: the first line kept is `first()`. What is written after the last
/// readMore() is not there yet.
class OutputLines
{
public:
    enum class News : quint8 { None, More, AnotherFile };

    /// Begins with another file, or with none.
    void setFile(const QString &path);
    /// Takes what was written since, until the deadline; `isComplete()` says whether that was all.
    /// `AnotherFile`: the file was cut or replaced, and all is counted from nothing.
    News readMore(QDeadlineTimer deadline);
    bool isComplete() const noexcept { return m_isComplete; }

    qint64 first() const noexcept { return m_first; }
    /// One after the last; a line that has only begun counts if there is something in it.
    qint64 end() const noexcept { return m_count + (m_known > m_splitter.openLine().begin ? 1 : 0); }
    /// One after the last that will not change any more.
    qint64 endOfComplete() const noexcept { return m_count; }
    StyledLine line(qint64 number);
    /// What the line is made of; until the next call.
    QByteArrayView lineBytes(qint64 number);
    /// Not so: it is open, or a piece, cut for its length, that goes on in the next.
    bool endsInNewline(qint64 number);

    qint64 bytes() const noexcept { return m_known; }
    qint64 droppedBytes() const noexcept { return m_dropped; }
    /// Bytes written since the last readMore().
    qint64 bytesBehind() const;

private:
    struct Checkpoint
    {
        qint64 line;
        qint64 offset;
        TextStyle style;
    };
    struct StoredLine
    {
        QByteArray bytes;
        TextStyle style;
        LineSplitter::Ending ending;
    };
    /// The lines from one checkpoint to the next.
    struct Block
    {
        qint64 first = -1;
        std::vector<StoredLine> lines;
    };

    void beginAt(qint64 offset);
    void take(QByteArrayView bytes);
    void readOpenLine(engine::OutputReader &output);
    void forgetDropped();
    const StoredLine *stored(qint64 number);
    Block load(size_t checkpoint) const;

    QString m_path;
    quint64 m_fileId = 0;
    LineSplitter m_splitter{0, {}};
    std::vector<Checkpoint> m_checkpoints;
    qint64 m_first = 0;
    qint64 m_count = 0; ///< number of the line that has not ended
    qint64 m_at = 0;    ///< read and split up to here
    qint64 m_known = 0; ///< read up to here; less than an escape sequence further
    qint64 m_dropped = 0;
    bool m_isComplete = true;
    std::vector<Block> m_blocks; ///< the last ones asked for
    StoredLine m_open;
};

} // namespace belayer::ui
