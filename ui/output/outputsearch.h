// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Finds a text in all lines of an output, in slices that hold up nobody.
#pragma once

#include "ui/output/linefilter.h"
#include "ui/output/outputlines.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace belayer::ui {

/// Main thread; `lines` outlive it. Upper and lower case are one, unless the text has an upper-case letter. A
/// match lies within one line.
class OutputSearch : public QObject
{
    Q_OBJECT

public:
    enum class Direction : quint8 { Forward, Backward };
    struct Match
    {
        TextPlace place;
        qint64 number = 0; ///< of all matches, from 1
    };
    /// Enough for any use; beyond it nothing more is counted.
    static constexpr size_t maxMatchingLines = 1'000'000;

    OutputSearch(OutputLines &lines, QObject *parent);

    void setText(const QString &text);
    const QString &text() const noexcept { return m_text; }
    /// More lines, or fewer at the beginning; `AnotherFile`: all of them are others.
    void noteNews(OutputLines::News news);

    QList<TextSpan> matchesIn(const QString &line) const;
    qint64 matchCount() const noexcept { return m_count; }
    bool isSearching() const { return m_timer.isActive(); }
    bool isFull() const noexcept { return m_hits.size() >= maxMatchingLines; }
    /// The next one that begins at `from` or later (backward: before it), going round at the end.
    std::optional<Match> find(TextPlace from, Direction direction);

Q_SIGNALS:
    /// The count has changed, or the search has come to the end.
    void progressed();

private:
    /// A line with matches.
    struct Hit
    {
        qint64 line;
        qint64 before; ///< matches in lines before it
        qint64 count;
    };

    void startOver();
    void searchSlice();
    void dropFrom(qint64 line);
    void dropBefore(qint64 line);
    std::optional<Match> inHit(const Hit &hit, TextPlace from, Direction direction);

    OutputLines &m_lines;
    QString m_text;
    Qt::CaseSensitivity m_case = Qt::CaseInsensitive;
    LineFilter m_filter;
    std::vector<Hit> m_hits;
    qint64 m_count = 0;
    qint64 m_next = 0; ///< the first line not searched, or to be searched again because it was open
    QTimer m_timer;
};

} // namespace belayer::ui
