// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/outputreader.h"

#include <algorithm>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace belayer::engine {

namespace {

constexpr qint64 ChunkBytes = 256 * 1024;
constexpr qint64 FirstTailBytes = 64 * 1024;
constexpr qint64 LinesPerEntry = 1'024;

struct Line
{
    qsizetype length = 0;
    qsizetype next = 0; ///< where the next line begins
};

/// The line that `bytes` begin with; nothing if its end is not among them.
std::optional<Line> firstLine(QByteArrayView bytes)
{
    constexpr qsizetype Max = OutputReader::MaxLineBytes;
    const QByteArrayView begin = bytes.first(std::min(bytes.size(), Max + 1));
    if (const qsizetype end = begin.indexOf('\n'); end >= 0)
        return Line{end, end + 1};
    if (bytes.size() <= Max)
        return {};
    qsizetype cut = Max;
    while (cut > Max - 3 && (static_cast<unsigned char>(bytes[cut]) & 0xC0U) == 0x80U)
        --cut; // back to where the character begins
    return Line{cut, cut};
}

/// Calls `each(text)` with the lines from the first on as long as it says true; gives where it stopped.
template<class F> qsizetype eachLine(QByteArrayView bytes, F each)
{
    qsizetype at = 0;
    while (const std::optional<Line> line = firstLine(bytes.sliced(at))) {
        if (!each(bytes.sliced(at, line->length)))
            break;
        at += line->next;
    }
    return at;
}

QString text(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace

OutputReader::OutputReader(const QString &path) : m_file(path)
{
    if (!path.isEmpty())
        static_cast<void>(m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
}

quint64 OutputReader::fileId() const
{
    struct stat file{};
    return isOpen() && ::fstat(m_file.handle(), &file) == 0 ? file.st_ino : 0;
}

qint64 OutputReader::dropped() const
{
    if (!isOpen())
        return 0;
    const off_t data = ::lseek(m_file.handle(), 0, SEEK_DATA);
    return data < 0 ? 0 : static_cast<qint64>(data); // an empty file, or a system that knows no holes
}

bool OutputReader::readAt(qint64 offset, qint64 maxBytes, QByteArray &bytes)
{
    bytes.resize(maxBytes);
    const ssize_t got = ::pread(m_file.handle(), bytes.data(), static_cast<size_t>(maxBytes), offset);
    bytes.resize(std::max<ssize_t>(got, 0));
    return !bytes.isEmpty();
}

OutputReader::Range OutputReader::range(qint64 offset, qint64 maxBytes)
{
    Range range{std::max(offset, dropped()), {}};
    if (!isOpen() || maxBytes <= 0)
        return range;
    readAt(range.offset, maxBytes, range.bytes);
    // Dropped while it was read: after the read, because then what is kept now was kept then.
    if (const qint64 hole = std::min<qint64>(dropped() - range.offset, range.bytes.size()); hole > 0) {
        range.bytes.remove(0, hole);
        range.offset += hole;
    }
    return range;
}

QStringList OutputReader::tail(int lines)
{
    QStringList found;
    const qint64 end = size();
    const qint64 enough = lines * (MaxLineBytes + 1);
    for (qint64 bytes = FirstTailBytes;; bytes *= 2) {
        bytes = std::min(bytes, enough);
        const Range newest = range(std::max<qint64>(end - bytes, 0), bytes);
        found.clear();
        const qsizetype last = eachLine(newest.bytes, [&](QByteArrayView line) {
            found.append(text(line));
            return true;
        });
        if (last < newest.bytes.size())
            found.append(text(QByteArrayView(newest.bytes).sliced(last)));
        // One more than asked for: the first may lack its beginning.
        if (found.size() > lines || bytes == enough || newest.offset <= dropped())
            break;
    }
    return found.size() > lines ? found.last(lines) : found;
}

void OutputReader::extendIndex()
{
    const qint64 begin = dropped();
    if (m_index.empty() || m_index.front() < begin || m_indexEnd > size()) {
        m_index.clear();
        m_lineCount = 0;
        m_indexEnd = begin;
    }
    for (;;) {
        const Range chunk = range(m_indexEnd, ChunkBytes);
        if (chunk.offset != m_indexEnd)
            return; // overtaken by the program; the next call begins anew
        const qsizetype read = eachLine(chunk.bytes, [&, at = m_indexEnd](QByteArrayView line) mutable {
            if (m_lineCount % LinesPerEntry == 0)
                m_index.push_back(line.data() - chunk.bytes.data() + at);
            ++m_lineCount;
            return true;
        });
        if (read == 0)
            return;
        m_indexEnd += read;
    }
}

qint64 OutputReader::lineCount()
{
    if (!isOpen())
        return 0;
    extendIndex();
    return m_lineCount + (size() > m_indexEnd ? 1 : 0);
}

QStringList OutputReader::lines(qint64 first, int count)
{
    QStringList found;
    if (first < 0 || first >= lineCount())
        return found;
    const auto entry = static_cast<size_t>(first / LinesPerEntry);
    qint64 at = entry < m_index.size() ? m_index[entry] : m_indexEnd;
    qint64 skip = entry < m_index.size() ? first % LinesPerEntry : 0;
    while (found.size() < count) {
        const Range chunk = range(at, ChunkBytes);
        if (chunk.offset != at)
            break;
        const qsizetype read = eachLine(chunk.bytes, [&](QByteArrayView line) {
            if (found.size() == count)
                return false;
            if (skip > 0)
                --skip;
            else
                found.append(text(line));
            return true;
        });
        at += read;
        if (read > 0)
            continue;
        if (!chunk.bytes.isEmpty() && skip == 0 && found.size() < count)
            found.append(text(chunk.bytes)); // the line that is still being written
        break;
    }
    return found;
}

} // namespace belayer::engine
