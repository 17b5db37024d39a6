// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputlines.h"

#include "core/engine/process/outputreader.h"

#include <algorithm>

namespace belayer::ui {

namespace {

constexpr qint64 linesPerCheckpoint = 64;
constexpr qint64 bytesPerCheckpoint = 256 * 1024;
constexpr qint64 readSize = 256 * 1024;
constexpr qint64 loadSize = 32 * 1024;
constexpr qint64 leastLoad = 256; ///< a line that is cut ends where the next one is seen
/// A page of the largest window spans a few; the search walks through one after the other.
constexpr size_t blocksKept = 8;

} // namespace

void OutputLines::setFile(const QString &path)
{
    *this = OutputLines();
    m_path = path;
}

/// Lines go on to be counted, so that no number means two lines.
void OutputLines::beginAt(qint64 offset)
{
    m_checkpoints.clear();
    m_blocks.clear();
    m_splitter = LineSplitter(offset, {});
    m_first = m_count;
    m_at = m_known = offset;
    m_open = {};
}

OutputLines::News OutputLines::readMore(QDeadlineTimer deadline)
{
    engine::OutputReader output(m_path);
    m_isComplete = true;
    if (!output.isOpen())
        return News::None;
    News news = News::None;
    if (output.size() < m_known || (m_fileId != 0 && output.fileId() != m_fileId)) {
        setFile(QString(m_path));
        news = News::AnotherFile;
    }
    m_fileId = output.fileId();
    for (qint64 size = output.size(); m_known < size;) {
        const engine::OutputReader::Range range = output.range(m_at, readSize);
        if (range.bytes.isEmpty() && range.offset <= m_at)
            break; // cut meanwhile: the next call sees it
        if (range.offset > m_at)
            beginAt(range.offset);
        take(range.bytes);
        news = std::max(news, News::More);
        m_isComplete = m_known >= size;
        if (deadline.hasExpired())
            break;
    }
    m_dropped = output.dropped();
    forgetDropped();
    if (news != News::None)
        readOpenLine(output);
    return news;
}

void OutputLines::take(QByteArrayView bytes)
{
    m_blocks.erase(std::remove_if(m_blocks.begin(), m_blocks.end(),
                                  [&](const Block &block) {
                                      return block.first + qint64(block.lines.size()) == m_count;
                                  }),
                   m_blocks.end()); // more lines are to come into it
    const qint64 known = m_at + bytes.size();
    m_at += m_splitter.feed(bytes, [this](const LineSplitter::Line &line) {
        if (m_checkpoints.empty() || m_count - m_checkpoints.back().line >= linesPerCheckpoint ||
            line.begin - m_checkpoints.back().offset >= bytesPerCheckpoint)
            m_checkpoints.push_back({m_count, line.begin, line.style});
        ++m_count;
    });
    m_known = known;
}

void OutputLines::readOpenLine(engine::OutputReader &output)
{
    const LineSplitter::Line &open = m_splitter.openLine();
    m_open = {{}, open.style, LineSplitter::Ending::Open};
    if (m_known > open.begin)
        m_open.bytes = output.range(open.begin, m_known - open.begin).bytes;
}

void OutputLines::forgetDropped()
{
    const auto kept = std::find_if(m_checkpoints.begin(), m_checkpoints.end(),
                                   [this](const Checkpoint &point) { return point.offset >= m_dropped; });
    if (kept == m_checkpoints.begin())
        return;
    m_checkpoints.erase(m_checkpoints.begin(), kept);
    m_first = m_checkpoints.empty() ? m_count : m_checkpoints.front().line;
}

qint64 OutputLines::bytesBehind() const
{
    const engine::OutputReader output(m_path);
    return output.isOpen() ? std::max<qint64>(output.size() - m_known, 0) : 0;
}

OutputLines::Block OutputLines::load(size_t checkpoint) const
{
    const Checkpoint &from = m_checkpoints[checkpoint];
    const bool isLast = checkpoint + 1 == m_checkpoints.size();
    const auto wanted = size_t((isLast ? m_count : m_checkpoints[checkpoint + 1].line) - from.line);
    const qint64 end = isLast ? m_splitter.openLine().begin : m_checkpoints[checkpoint + 1].offset;
    Block block{from.line, {}};
    engine::OutputReader output(m_path);
    LineSplitter splitter(from.offset, from.style);
    QByteArray bytes; ///< from where the open line begins
    qint64 begin = from.offset;
    qint64 at = from.offset;
    while (block.lines.size() < wanted) {
        const qint64 next = begin + bytes.size();
        const engine::OutputReader::Range range =
            output.range(next, std::clamp(end - next, leastLoad, loadSize));
        if (range.bytes.isEmpty() || range.offset != next)
            break; // dropped meanwhile
        bytes += range.bytes;
        at += splitter.feed(QByteArrayView(bytes).sliced(at - begin), [&](const LineSplitter::Line &line) {
            if (block.lines.size() < wanted)
                block.lines.push_back(
                    {bytes.mid(line.begin - begin, line.end - line.begin), line.style, line.ending});
        });
        bytes.remove(0, splitter.openLine().begin - begin);
        begin = splitter.openLine().begin;
    }
    block.lines.resize(wanted);
    return block;
}

const OutputLines::StoredLine *OutputLines::stored(qint64 number)
{
    if (number == m_count)
        return &m_open;
    const auto after =
        std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), number,
                         [](qint64 line, const Checkpoint &point) { return line < point.line; });
    if (after == m_checkpoints.begin() || number > m_count)
        return nullptr;
    const Checkpoint &point = *(after - 1);
    auto block = std::find_if(m_blocks.begin(), m_blocks.end(),
                              [&](const Block &each) { return each.first == point.line; });
    if (block == m_blocks.end()) {
        if (m_blocks.size() == blocksKept)
            m_blocks.erase(m_blocks.begin());
        m_blocks.push_back(load(size_t(after - m_checkpoints.begin()) - 1));
        block = m_blocks.end() - 1;
    }
    return &block->lines[size_t(number - point.line)];
}

StyledLine OutputLines::line(qint64 number)
{
    const StoredLine *line = stored(number);
    return line ? styledLine(line->bytes, line->style) : StyledLine();
}

QByteArrayView OutputLines::lineBytes(qint64 number)
{
    const StoredLine *line = stored(number);
    return line ? QByteArrayView(line->bytes) : QByteArrayView();
}

bool OutputLines::endsInNewline(qint64 number)
{
    const StoredLine *line = stored(number);
    return line && line->ending == LineSplitter::Ending::Newline;
}

} // namespace belayer::ui
