// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/textindex.h"

#include "ui/table/bytesearch.h"

#include <algorithm>

namespace belayer::ui {

QByteArray TextIndex::folded(const QString &text)
{
    // Ids and most names are ASCII: one pass instead of three, each with a text of its own.
    QByteArray ascii(text.size(), Qt::Uninitialized);
    char16_t bits = 0;
    std::transform(text.begin(), text.end(), ascii.begin(), [&bits](QChar character) {
        const char16_t c = character.unicode();
        bits |= c;
        return c >= u'A' && c <= u'Z' ? char(c | 0x20) : c < 0x20 ? ' ' : char(c);
    });
    if (bits < 0x80)
        return ascii;
    QByteArray utf8 = text.toCaseFolded().toUtf8();
    std::replace_if(utf8.begin(), utf8.end(), [](char c) { return quint8(c) < 0x20; }, ' ');
    return utf8;
}

void TextIndex::set(int entry, const QByteArray &text)
{
    remove(entry);
    if (entry >= m_spans.size())
        m_spans.resize(entry + 1);
    m_spans[entry] = {m_blob.size(), text.size()};
    m_order.push_back(entry);
    m_starts.push_back(m_blob.size());
    m_blob += text;
    m_blob += '\n';
}

void TextIndex::remove(int entry)
{
    if (entry >= m_spans.size() || m_spans.at(entry).length < 0)
        return;
    m_garbage += m_spans.at(entry).length + 1;
    m_spans[entry].length = -1;
    if (m_garbage > 4096 && m_garbage > m_blob.size() / 2)
        compact();
}

QByteArrayView TextIndex::text(int entry) const
{
    if (entry >= m_spans.size() || m_spans[entry].length < 0)
        return {};
    const Span span = m_spans[entry];
    return QByteArrayView(m_blob).sliced(span.offset, span.length);
}

bool TextIndex::contains(int entry, const QByteArray &needle) const
{
    return text(entry).contains(needle);
}

/// The text of a hit is looked for from that of the last one on: all of them together take no more steps than
/// there are texts, where the few leaps of a search for each would all wait for memory.
void TextIndex::find(const QByteArray &needle, std::vector<quint8> &hits) const
{
    if (needle.isEmpty()) {
        std::fill(hits.begin(), hits.end(), true);
        return;
    }
    const ByteSearch search(needle, m_blob);
    constexpr qsizetype leap = 64;
    auto next = m_starts.begin(); // of the texts after the hit
    for (qsizetype hit = search.next(0); hit >= 0; hit = search.next(*next)) {
        while (m_starts.end() - next > leap && next[leap] <= hit)
            next += leap;
        next = std::find_if(next, m_starts.end(), [hit](qsizetype start) { return start > hit; });
        const auto text = std::prev(next);
        const int entry = m_order[text - m_starts.begin()];
        const Span span = m_spans[entry];
        if (size_t(entry) < hits.size() && span.length >= 0 && span.offset == *text)
            hits[size_t(entry)] = true;
        if (next == m_starts.end()) // else one hit settles a text
            break;
    }
}

void TextIndex::compact()
{
    QByteArray blob;
    blob.reserve(m_blob.size() - m_garbage);
    QList<int> order;
    QList<qsizetype> starts;
    for (qsizetype i = 0; i < m_order.size(); ++i) {
        Span &span = m_spans[m_order.at(i)];
        if (span.length < 0 || span.offset != m_starts.at(i))
            continue;
        starts.push_back(blob.size());
        order.push_back(m_order.at(i));
        blob.append(m_blob.constData() + span.offset, span.length + 1);
        // The live place of an entry is its last one, so the new offset cannot make a later, stale place look
        // live.
        span.offset = starts.back();
    }
    m_blob = std::move(blob);
    m_order = std::move(order);
    m_starts = std::move(starts);
    m_garbage = 0;
}

} // namespace belayer::ui
