// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputsearch.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

constexpr auto slice = 8ms;
constexpr qint64 linesBetweenLooksAtTheClock = 64;

} // namespace

OutputSearch::OutputSearch(OutputLines &lines, QObject *parent) : QObject(parent), m_lines(lines)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &OutputSearch::searchSlice);
}

void OutputSearch::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    const bool hasUpper = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isUpper(); });
    m_case = hasUpper ? Qt::CaseSensitive : Qt::CaseInsensitive;
    m_filter = LineFilter(text, m_case);
    startOver();
}

void OutputSearch::startOver()
{
    m_hits.clear();
    m_count = 0;
    m_next = m_lines.first();
    if (m_text.isEmpty())
        m_timer.stop();
    else
        m_timer.start();
    Q_EMIT progressed();
}

void OutputSearch::noteNews(OutputLines::News news)
{
    if (news == OutputLines::News::AnotherFile)
        startOver();
    else if (news == OutputLines::News::More && !m_text.isEmpty() && !isFull())
        m_timer.start();
}

QList<TextSpan> OutputSearch::matchesIn(const QString &line) const
{
    QList<TextSpan> matches;
    if (m_text.isEmpty())
        return matches;
    for (qsizetype at = line.indexOf(m_text, 0, m_case); at >= 0;
         at = line.indexOf(m_text, at + m_text.size(), m_case))
        matches.append({at, m_text.size()});
    return matches;
}

void OutputSearch::searchSlice()
{
    const qint64 before = m_count;
    dropBefore(m_lines.first());
    dropFrom(m_next);
    const QDeadlineTimer deadline(slice);
    const qint64 end = m_lines.end();
    qint64 line = m_next;
    for (; line < end && !isFull(); ++line) {
        if (line % linesBetweenLooksAtTheClock == 0 && deadline.hasExpired())
            break;
        if (!m_filter.mayHold(m_lines.lineBytes(line)))
            continue;
        if (const qsizetype count = matchesIn(m_lines.line(line).text).size(); count > 0) {
            m_hits.push_back({line, m_count, count});
            m_count += count;
        }
    }
    m_next = std::min(line, m_lines.endOfComplete());
    if (line == end || isFull())
        m_timer.stop();
    if (m_count != before || !m_timer.isActive())
        Q_EMIT progressed();
}

/// What is no longer kept is no longer found.
void OutputSearch::dropBefore(qint64 line)
{
    m_next = std::max(m_next, line);
    const auto kept =
        std::find_if(m_hits.begin(), m_hits.end(), [=](const Hit &hit) { return hit.line >= line; });
    if (kept == m_hits.begin())
        return;
    const qint64 gone = (kept - 1)->before + (kept - 1)->count;
    m_hits.erase(m_hits.begin(), kept);
    for (Hit &hit : m_hits)
        hit.before -= gone;
    m_count -= gone;
}

void OutputSearch::dropFrom(qint64 line)
{
    while (!m_hits.empty() && m_hits.back().line >= line) {
        m_count = m_hits.back().before;
        m_hits.pop_back();
    }
}

std::optional<OutputSearch::Match> OutputSearch::inHit(const Hit &hit, TextPlace from, Direction direction)
{
    std::optional<Match> best;
    qint64 number = hit.before;
    for (const TextSpan &match : matchesIn(m_lines.line(hit.line).text)) {
        ++number;
        const TextPlace place{hit.line, match.start};
        if (direction == Direction::Forward && place >= from)
            return Match{place, number};
        if (direction == Direction::Backward && place < from)
            best = Match{place, number};
    }
    return best;
}

std::optional<OutputSearch::Match> OutputSearch::find(TextPlace from, Direction direction)
{
    if (m_hits.empty())
        return {};
    const bool isForward = direction == Direction::Forward;
    auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), from.line,
                                [](const Hit &each, qint64 line) { return each.line < line; });
    if (isForward) {
        for (int tries = 0; hit != m_hits.end() && tries < 2; ++hit, ++tries) {
            if (const std::optional<Match> match = inHit(*hit, from, direction))
                return match;
        }
        return inHit(m_hits.front(), {}, direction);
    }
    if (hit != m_hits.end() && hit->line == from.line) {
        if (const std::optional<Match> match = inHit(*hit, from, direction))
            return match;
    }
    const Hit &previous = hit == m_hits.begin() ? m_hits.back() : *(hit - 1);
    return inHit(previous, {previous.line + 1, 0}, direction);
}

} // namespace belayer::ui
