// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/responseparser.h"

#include <algorithm>
#include <limits>

namespace belayer::ctl {

namespace {

constexpr qsizetype maxHead = 64 * 1024;
constexpr qsizetype maxLine = 8 * 1024; ///< of a chunk's size or a trailer

/// Digits only: no sign, no space.
std::optional<quint64> number(const QByteArray &text, int base)
{
    const auto isDigit = [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    bool fits = false;
    const quint64 value = text.toULongLong(&fits, base);
    if (!fits || !std::all_of(text.begin(), text.end(), isDigit))
        return {};
    return value;
}

} // namespace

void ResponseParser::feed(QByteArrayView bytes)
{
    m_in += bytes;
    while (step()) {}
}

void ResponseParser::feedEnd()
{
    if (m_part == Part::UntilEnd)
        m_part = Part::End;
}

QByteArray ResponseParser::header(const QByteArray &name) const
{
    for (const auto &[key, value] : m_headers) {
        if (key == name)
            return value;
    }
    return {};
}

/// True if there may be more to do with what has come.
bool ResponseParser::step()
{
    switch (m_part) {
    case Part::Head: {
        const qsizetype end = m_in.indexOf("\r\n\r\n");
        if (std::max(end, m_in.size() - 4) > maxHead && (end < 0 || end > maxHead))
            throw BadResponse("its head is too long");
        if (end < 0)
            return false;
        const QByteArray head = m_in.first(end);
        m_in.remove(0, end + 4);
        readHead(head);
        return true;
    }
    case Part::Sized: return takeBodyBytes(Part::End);
    case Part::UntilEnd: m_body += std::exchange(m_in, {}); return false;
    case Part::Chunk: return takeBodyBytes(Part::ChunkEnd);
    case Part::End: return false;
    case Part::ChunkSize:
    case Part::ChunkEnd:
    case Part::Trailers: break;
    }
    const auto line = takeLine();
    if (!line)
        return false;
    if (m_part == Part::ChunkSize)
        readChunkSize(*line);
    else if (m_part == Part::ChunkEnd && line->isEmpty())
        m_part = Part::ChunkSize;
    else if (m_part == Part::ChunkEnd)
        throw BadResponse("a chunk is longer than it says");
    else if (line->isEmpty())
        m_part = Part::End;
    return true;
}

std::optional<QByteArray> ResponseParser::takeLine()
{
    const qsizetype end = m_in.indexOf("\r\n");
    if (end < 0 && m_in.size() > maxLine)
        throw BadResponse("a line of it is too long");
    if (end < 0)
        return {};
    const QByteArray line = m_in.first(end);
    m_in.remove(0, end + 2);
    return line;
}

void ResponseParser::readHead(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    const QByteArray first = lines.takeFirst();
    if (!first.startsWith("HTTP/1.1 ") && !first.startsWith("HTTP/1.0 "))
        throw BadResponse("it is not HTTP/1.1");
    const auto status = number(first.mid(9, 3), 10);
    if (!status || *status < 100)
        throw BadResponse("it has no status");
    m_status = int(*status);
    m_headers.clear();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1)
            throw BadResponse("a header has no name");
        m_headers.emplaceBack(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    if (m_status >= 200) // of 100 the true answer follows
        chooseBody();
}

void ResponseParser::chooseBody()
{
    const QByteArray length = header("content-length");
    if (header("transfer-encoding").toLower() == "chunked") {
        m_part = Part::ChunkSize;
    } else if (m_status == 204 || m_status == 304) {
        m_part = Part::End;
    } else if (length.isEmpty()) {
        m_part = Part::UntilEnd;
    } else {
        const auto size = number(length, 10);
        if (!size)
            throw BadResponse("its length is no number");
        m_left = *size;
        m_part = m_left > 0 ? Part::Sized : Part::End;
    }
}

void ResponseParser::readChunkSize(const QByteArray &line)
{
    const auto size = number(line.split(';').first().trimmed(), 16);
    if (!size)
        throw BadResponse("the size of a chunk is no number");
    m_left = *size;
    m_part = m_left > 0 ? Part::Chunk : Part::Trailers;
}

bool ResponseParser::takeBodyBytes(Part next)
{
    const auto taken = qsizetype(std::min<quint64>(m_left, quint64(m_in.size())));
    m_body += m_in.first(taken);
    m_in.remove(0, taken);
    m_left -= quint64(taken);
    if (m_left > 0)
        return false;
    m_part = next;
    return true;
}

} // namespace belayer::ctl
