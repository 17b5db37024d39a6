// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/textindex.h"

#include <algorithm>
#include <cstring>

namespace belayer::ui {

QByteArray TextIndex::folded(const QString &text)
{
    QByteArray utf8 = text.toCaseFolded().toUtf8();
    std::replace_if(utf8.begin(), utf8.end(), [](char c) { return quint8(c) < 0x20; }, ' ');
    return utf8;
}

void TextIndex::set(int entry, const QByteArray &text)
{
    remove(entry);
    if (size_t(entry) >= m_spans.size())
        m_spans.resize(size_t(entry) + 1);
    m_spans[size_t(entry)] = {m_blob.size(), text.size()};
    m_order.push_back(entry);
    m_starts.push_back(m_blob.size());
    m_blob += text;
    m_blob += '\n';
}

void TextIndex::remove(int entry)
{
    if (size_t(entry) >= m_spans.size() || m_spans[size_t(entry)].length < 0)
        return;
    m_garbage += m_spans[size_t(entry)].length + 1;
    m_spans[size_t(entry)].length = -1;
    if (m_garbage > 4096 && m_garbage > m_blob.size() / 2)
        compact();
}

QByteArrayView TextIndex::text(int entry) const
{
    if (size_t(entry) >= m_spans.size() || m_spans[size_t(entry)].length < 0)
        return {};
    const Span span = m_spans[size_t(entry)];
    return QByteArrayView(m_blob).sliced(span.offset, span.length);
}

bool TextIndex::contains(int entry, const QByteArray &needle) const
{
    return text(entry).contains(needle);
}

std::vector<quint8> TextIndex::find(const QByteArray &needle, int entries) const
{
    std::vector<quint8> hits(size_t(entries), needle.isEmpty());
    if (needle.isEmpty())
        return hits;
    const char *const begin = m_blob.constData();
    const char *const end = begin + m_blob.size();
    size_t text = 0;
    for (const char *at = begin; at < end;) {
        const auto *hit =
            static_cast<const char *>(memmem(at, size_t(end - at), needle.data(), size_t(needle.size())));
        if (!hit)
            break;
        text = placeOf(hit - begin, text);
        const int entry = m_order[text];
        const Span span = m_spans[size_t(entry)];
        if (entry < entries && span.length >= 0 && span.offset == m_starts[text])
            hits[size_t(entry)] = true;
        // One hit settles a text: go on with the next one.
        if (++text == m_starts.size())
            break;
        at = begin + m_starts[text];
    }
    return hits;
}

/// Which text of the blob's order holds the offset, looked for from a place at or before it: hits that stand
/// close together cost no search through them all.
size_t TextIndex::placeOf(qsizetype offset, size_t from) const
{
    size_t step = 1;
    while (from + step < m_starts.size() && m_starts[from + step] <= offset) {
        from += step;
        step *= 2;
    }
    const auto last = m_starts.begin() + qsizetype(std::min(from + step, m_starts.size()));
    return size_t(std::upper_bound(m_starts.begin() + qsizetype(from), last, offset) - m_starts.begin()) - 1;
}

void TextIndex::compact()
{
    QByteArray blob;
    blob.reserve(m_blob.size() - m_garbage);
    std::vector<int> order;
    std::vector<qsizetype> starts;
    for (size_t i = 0; i < m_order.size(); ++i) {
        Span &span = m_spans[size_t(m_order[i])];
        if (span.length < 0 || span.offset != m_starts[i])
            continue;
        starts.push_back(blob.size());
        order.push_back(m_order[i]);
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
