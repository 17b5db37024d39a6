// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Finds the entries that hold a piece of text: one blob of folded UTF-8, searched from end to end.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace belayer::ui {

/// Entries are small non-negative numbers of the caller's choice. Case does not matter. Memory is the texts'
/// own plus 16 bytes an entry; what is replaced or removed is reclaimed once it makes up half of the blob.
/// One thread.
class TextIndex
{
public:
    /// The text as folded() gives it, pieces of it put together with control characters of the caller's.
    void set(int entry, const QByteArray &text);
    void remove(int entry);

    bool contains(int entry, const QByteArray &needle) const;
    /// Sets the flags of the entries whose text holds the needle, as far as there are flags.
    void find(const QByteArray &needle, std::vector<quint8> &hits) const;
    /// Valid until the next change; empty if there is no such entry.
    QByteArrayView text(int entry) const;
    /// Ask for what text() and its reader will fetch from memory; the entry must be there.
    void prefetchSpan(int entry) const { __builtin_prefetch(m_spans.constData() + entry); }
    void prefetchText(int entry) const { __builtin_prefetch(m_blob.constData() + m_spans[entry].offset); }

    /// Case and control characters are gone: texts and needles as the others want them.
    static QByteArray folded(const QString &text);

private:
    struct Span
    {
        qsizetype offset = 0;
        qsizetype length = -1; ///< -1: no such entry
    };
    void compact();

    QByteArray m_blob; ///< texts, each ended by a newline, which none of them holds
    // Lists, not vectors: one that grows is moved by its pages, and a turn that grows them all stays short.
    QList<Span> m_spans;       ///< by entry
    QList<int> m_order;        ///< entries in the order of their texts in the blob, stale ones included
    QList<qsizetype> m_starts; ///< offsets of m_order
    qsizetype m_garbage = 0;
};

} // namespace belayer::ui
