// SPDX-License-Identifier: GPL-3.0-or-later
// What is in sight and how it is drawn; mouse and keyboard are in outputviewinput.cpp.
#include "ui/output/outputview.h"

#include "ui/look/contrast.h"
#include "ui/look/theme.h"
#include "ui/output/outputviewaccess.h"
#include "ui/output/styleformat.h"

#include <QAccessible>
#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace belayer::ui {

namespace {

constexpr int margin = 6;
/// Characters laid out and kept: some pages, even of the longest lines.
constexpr int laidCharacters = 1024 * 1024;
/// Of a line that is not wrapped.
constexpr qreal endless = 10'000'000;

QTextLayout::FormatRange mark(qsizetype start, qsizetype length, const QColor &ground, const QColor &text)
{
    QTextLayout::FormatRange range;
    range.start = int(start);
    range.length = int(length);
    range.format.setBackground(ground);
    range.format.setForeground(text);
    return range;
}

} // namespace

OutputView::OutputView(OutputLines &lines, QWidget *parent)
    : QAbstractScrollArea(parent), m_lines(lines), m_laid(laidCharacters)
{
    installOutputViewAccess();
    setObjectName("output");
    setAccessibleName(tr("Output"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    viewport()->setCursor(Qt::IBeamCursor);
}

void OutputView::showNews(OutputLines::News news)
{
    if (news == OutputLines::News::None)
        return;
    if (news == OutputLines::News::AnotherFile) {
        m_laid.clear();
        m_widest = 0;
        m_top = {};
        select({}, {});
    }
    m_laid.remove(m_open);
    m_open = m_lines.endOfComplete();
    setTop(m_isFollowing ? endTop() : m_top);
}

void OutputView::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void OutputView::setWrap(Wrap wrap)
{
    // First, because a change of the policy lays out the view that there was.
    setHorizontalScrollBarPolicy(wrap == Wrap::Lines ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    // A bar that comes and goes would change the width that decides whether it is needed.
    setVerticalScrollBarPolicy(wrap == Wrap::Lines ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAsNeeded);
    m_wrap = wrap;
    m_top.row = 0;
    layOutAnew();
}

void OutputView::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (isFollowing)
        setTop(endTop());
}

void OutputView::setMatcher(Matcher matcher)
{
    m_matcher = std::move(matcher);
    viewport()->update();
}

void OutputView::layOutAnew()
{
    m_laid.clear();
    m_widest = 0;
    setTop(m_isFollowing ? endTop() : m_top);
}

bool OutputView::isEmpty() const
{
    return m_lines.end() == m_lines.first();
}

int OutputView::rowHeight() const
{
    return std::max(fontMetrics().lineSpacing(), 1);
}

int OutputView::contentLeft() const
{
    return margin - horizontalScrollBar()->value();
}

int OutputView::visibleRows() const
{
    return std::max((viewport()->height() - 2 * margin) / rowHeight(), 1);
}

int OutputView::rowsOf(qint64 line) const
{
    return m_wrap == Wrap::None ? 1 : laid(line).rows;
}

OutputView::LaidLine &OutputView::laid(qint64 line) const
{
    if (LaidLine *known = m_laid.object(line))
        return *known;
    auto *made = layOut(m_lines.line(line)).release();
    m_laid.insert(line, made, int(made->layout.text().size()) + 64);
    return *made;
}

std::unique_ptr<OutputView::LaidLine> OutputView::layOut(const StyledLine &line) const
{
    auto made = std::make_unique<LaidLine>();
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(m_wrap == Wrap::Lines ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setTabStopDistance(8 * fontMetrics().horizontalAdvance(u' '));
    QList<QTextLayout::FormatRange> formats;
    for (const StyledRun &run : line.runs) {
        QTextLayout::FormatRange range;
        range.start = int(run.start);
        range.length = int(run.length);
        range.format = charFormat(run.style, palette());
        formats.append(range);
    }
    QTextLayout &layout = made->layout;
    layout.setText(line.text);
    layout.setFont(font());
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.setCacheEnabled(true);
    const qreal width = m_wrap == Wrap::Lines ? std::max(viewport()->width() - 2 * margin, 40) : endless;
    const qreal ascent = fontMetrics().ascent();
    layout.beginLayout();
    made->rows = 0;
    for (QTextLine row = layout.createLine(); row.isValid(); row = layout.createLine()) {
        row.setLineWidth(width);
        // One height for all rows, whatever other fonts are in them; the base line stays where it is.
        row.setPosition({0, made->rows * rowHeight() + std::round(ascent - row.ascent())});
        m_widest = std::max(m_widest, row.naturalTextWidth());
        ++made->rows;
    }
    layout.endLayout();
    return made;
}

void OutputView::eachVisible(const Draw &draw) const
{
    const int height = viewport()->height();
    int y = margin - m_top.row * rowHeight();
    for (qint64 line = m_top.line; line < m_lines.end() && y < height; ++line) {
        LaidLine &shown = laid(line);
        draw(line, shown, y);
        y += shown.rows * rowHeight();
    }
}

QList<QTextLayout::FormatRange> OutputView::marks(qint64 line, const QString &text) const
{
    QList<QTextLayout::FormatRange> marks;
    if (m_matcher) {
        for (const TextSpan &match : m_matcher(text))
            marks.append(mark(match.start, match.length, QColor(0xff, 0xd5, 0x4a), Qt::black));
    }
    const TextPlace begin = selectionBegin();
    const TextPlace end = selectionEnd();
    if (hasSelection() && line >= begin.line && line <= end.line) {
        const qsizetype from = line == begin.line ? begin.column : 0;
        const qsizetype to = line == end.line ? std::min(end.column, text.size()) : text.size();
        if (to > from)
            marks.append(mark(
                from, to - from, palette().color(QPalette::Highlight),
                readable(palette().color(QPalette::HighlightedText), palette().color(QPalette::Highlight))));
    }
    return marks;
}

void OutputView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (isEmpty()) {
        painter.setFont(QApplication::font(this)); // ours, not what a program has written
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                         Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_placeholder);
        return;
    }
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    painter.setClipRect(viewport()->rect().adjusted(0, margin, 0, 0)); // no half rows above the first
    const int left = contentLeft();
    eachVisible([&](qint64 line, LaidLine &shown, int y) {
        shown.layout.draw(&painter, QPointF(left, y), marks(line, shown.layout.text()), event->rect());
        if (hasFocus() && line == m_cursor.line && m_cursor != TextPlace())
            shown.layout.drawCursor(&painter, QPointF(left, y), int(m_cursor.column));
    });
}

OutputView::Top OutputView::moved(Top top, int rows) const
{
    const qint64 last = m_lines.end() - 1;
    top.row += rows;
    while (top.row < 0 && top.line > m_lines.first())
        top.row += rowsOf(--top.line);
    top.row = std::max(top.row, 0);
    while (top.line < last && top.row >= rowsOf(top.line))
        top.row -= rowsOf(top.line++);
    return top;
}

/// Where the view begins when the last row is at its bottom.
OutputView::Top OutputView::endTop() const
{
    if (isEmpty())
        return {m_lines.first(), 0};
    const qint64 last = m_lines.end() - 1;
    if (m_wrap == Wrap::None)
        return {std::max(last + 1 - visibleRows(), m_lines.first()), 0};
    return moved({last, rowsOf(last)}, -visibleRows());
}

void OutputView::setTop(Top top)
{
    m_top = std::clamp(top, Top{m_lines.first(), 0}, std::max(endTop(), Top{m_lines.first(), 0}));
    updateBars();
    tellScreenReader();
    viewport()->update();
}

void OutputView::scrollRows(int rows)
{
    setTop(moved(m_top, rows));
    noteFollowing();
}

void OutputView::noteFollowing()
{
    const bool isAtEnd = m_top >= endTop();
    if (isAtEnd != m_isFollowing) {
        m_isFollowing = isAtEnd;
        Q_EMIT followingChanged(isAtEnd);
    }
}

/// The vertical bar counts lines, not rows: how many rows there are in all nobody knows.
void OutputView::updateBars()
{
    const QScopedValueRollback<bool> updating(m_isUpdatingBars, true);
    if (isEmpty()) { // a start need not load the font
        verticalScrollBar()->setRange(0, 0);
        horizontalScrollBar()->setRange(0, 0);
        return;
    }
    eachVisible([](qint64, LaidLine &, int) {}); // for the widest
    const Top end = endTop();
    const qint64 range = end.line - m_lines.first() + (end.row > 0 ? 1 : 0);
    verticalScrollBar()->setRange(0, int(range));
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setValue(m_top >= end ? int(range) : int(m_top.line - m_lines.first()));
    const int width = viewport()->width() - 2 * margin;
    const int hidden = m_wrap == Wrap::Lines ? 0 : int(std::ceil(m_widest)) - width;
    horizontalScrollBar()->setRange(0, std::max(hidden, 0));
    horizontalScrollBar()->setPageStep(width);
    horizontalScrollBar()->setSingleStep(8 * fontMetrics().horizontalAdvance(u' '));
}

void OutputView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    if (m_isUpdatingBars)
        return;
    if (dy != 0) {
        const QScrollBar *bar = verticalScrollBar();
        setTop(bar->value() == bar->maximum() ? endTop() : Top{m_lines.first() + bar->value(), 0});
        noteFollowing();
    }
    viewport()->update();
}

void OutputView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_wrap == Wrap::Lines && event->size().width() != event->oldSize().width())
        layOutAnew();
    else
        setTop(m_isFollowing ? endTop() : m_top);
}

void OutputView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        layOutAnew();
}

void OutputView::bringToSight(TextPlace place)
{
    const QTextLine row = laid(place.line).layout.lineForTextPosition(int(place.column));
    const Top at{place.line, row.isValid() ? row.lineNumber() : 0};
    const int x = row.isValid() ? int(row.cursorToX(int(place.column))) : 0;
    if (at < m_top || at >= moved(m_top, visibleRows()))
        setTop(moved(at, -visibleRows() / 3));
    QScrollBar *bar = horizontalScrollBar();
    if (x < bar->value() || x > bar->value() + bar->pageStep())
        bar->setValue(x - bar->pageStep() / 2);
    noteFollowing();
}

OutputView::Excerpt OutputView::text(TextPlace from, TextPlace to) const
{
    QStringList pieces;
    qsizetype size = 0;
    for (qint64 line = std::min(to.line, m_lines.end() - 1); line >= std::max(from.line, m_lines.first());
         --line) {
        QString piece = m_lines.line(line).text;
        if (line == to.line)
            piece.truncate(to.column);
        else if (m_lines.endsInNewline(line))
            piece += u'\n';
        if (line == from.line)
            piece.remove(0, from.column);
        size += piece.size();
        if (size > maxText)
            return {pieces.join(QString()), false};
        pieces.prepend(piece);
    }
    return {pieces.join(QString()), true};
}

QString OutputView::visibleText() const
{
    QStringList lines;
    eachVisible([&](qint64, LaidLine &shown, int) { lines += shown.layout.text(); });
    return lines.join(u'\n');
}

void OutputView::tellScreenReader()
{
    if (!QAccessible::isActive())
        return;
    const QString text = visibleText();
    if (text == m_told)
        return;
    QAccessibleTextUpdateEvent event(this, 0, m_told, text);
    QAccessible::updateAccessibility(&event);
    m_told = text;
}

} // namespace belayer::ui
