// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/textindex.h"

#include <algorithm>
#include <cstring>

namespace belayer::ui {

QByteArray TextIndex::folded(const QString &text)
{
    return text.toCaseFolded().toUtf8().replace('\n', ' ');
}

void TextIndex::set(int entry, const QString &text)
{
    remove(entry);
    if (size_t(entry) >= m_spans.size())
        m_spans.resize(size_t(entry) + 1);
    const QByteArray utf8 = folded(text);
    m_spans[size_t(entry)] = {m_blob.size(), utf8.size()};
    m_order.push_back(entry);
    m_starts.push_back(m_blob.size());
    m_blob += utf8;
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

bool TextIndex::contains(int entry, const QByteArray &needle) const
{
    if (size_t(entry) >= m_spans.size() || m_spans[size_t(entry)].length < 0)
        return false;
    const Span span = m_spans[size_t(entry)];
    return QByteArrayView(m_blob).sliced(span.offset, span.length).contains(needle);
}

std::vector<bool> TextIndex::find(const QByteArray &needle, int entries) const
{
    std::vector<bool> hits(size_t(entries), needle.isEmpty());
    if (needle.isEmpty())
        return hits;
    const char *const begin = m_blob.constData();
    const char *const end = begin + m_blob.size();
    auto text = m_starts.begin();
    for (const char *at = begin; at < end;) {
        const auto *hit =
            static_cast<const char *>(memmem(at, size_t(end - at), needle.data(), size_t(needle.size())));
        if (!hit)
            break;
        text = std::prev(std::upper_bound(text, m_starts.end(), qsizetype(hit - begin)));
        const int entry = m_order[size_t(text - m_starts.begin())];
        const Span span = m_spans[size_t(entry)];
        if (entry < entries && span.length >= 0 && span.offset == *text)
            hits[size_t(entry)] = true;
        // One hit settles a text: go on with the next one.
        if (std::next(text) == m_starts.end())
            break;
        at = begin + *std::next(text);
    }
    return hits;
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
