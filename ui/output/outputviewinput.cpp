// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse and the keyboard on an OutputView: plain keys scroll, with Shift they select.
#include "ui/output/outputview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

constexpr auto autoScrollStep = 50ms;

} // namespace

void OutputView::select(TextPlace anchor, TextPlace cursor)
{
    if (anchor == m_anchor && cursor == m_cursor)
        return;
    m_anchor = anchor;
    m_cursor = cursor;
    viewport()->update();
    Q_EMIT selectionChanged();
}

void OutputView::selectAll()
{
    if (m_lines.end() == m_lines.first())
        return;
    const qint64 last = m_lines.end() - 1;
    select({m_lines.first(), 0}, {last, m_lines.line(last).text.size()});
}

void OutputView::extendSelection(TextPlace to)
{
    select(m_anchor, to);
    bringToSight(to);
}

/// What is selected can be pasted with the middle button, where the desktop has that.
void OutputView::offerSelection() const
{
    QClipboard *clipboard = QApplication::clipboard();
    if (clipboard->supportsSelection() && hasSelection())
        clipboard->setText(text(selectionBegin(), selectionEnd()).text, QClipboard::Selection);
}

TextPlace OutputView::placeAt(QPoint position) const
{
    TextPlace place = firstVisible();
    eachVisible([&](qint64 line, LaidLine &shown, int y) {
        if (position.y() < y && line != m_top.line)
            return;
        const int row = std::clamp((position.y() - y) / rowHeight(), 0, shown.rows - 1);
        const int x = position.x() - contentLeft();
        place = {line, shown.layout.lineAt(row).xToCursor(x)};
    });
    return place;
}

QRect OutputView::characterRect(TextPlace place) const
{
    QRect rect;
    eachVisible([&](qint64 line, LaidLine &shown, int y) {
        if (line != place.line)
            return;
        const QTextLine row = shown.layout.lineForTextPosition(int(place.column));
        if (!row.isValid())
            return;
        const int left = int(row.cursorToX(int(place.column)));
        const int right = int(row.cursorToX(int(place.column) + 1));
        rect = QRect(contentLeft() + left, y + row.lineNumber() * rowHeight(), std::max(right - left, 1),
                     rowHeight());
    });
    return rect;
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_lines.end() == m_lines.first())
        return;
    const TextPlace place = placeAt(event->position().toPoint());
    select(event->modifiers().testFlag(Qt::ShiftModifier) ? m_anchor : place, place);
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_lines.end() == m_lines.first())
        return;
    const QPoint position = event->position().toPoint();
    select(m_anchor, placeAt(position));
    if (viewport()->rect().contains(position))
        m_autoScroll.stop();
    else if (!m_autoScroll.isActive())
        m_autoScroll.start(int(autoScrollStep.count()), this);
}

void OutputView::mouseReleaseEvent(QMouseEvent *event)
{
    m_autoScroll.stop();
    if (event->button() == Qt::LeftButton)
        offerSelection();
}

void OutputView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_lines.end() == m_lines.first())
        return;
    // What has no space in it: a path, an address, a number with its unit.
    const TextPlace place = placeAt(event->position().toPoint());
    const QString line = m_lines.line(place.line).text;
    qsizetype begin = place.column;
    qsizetype end = place.column;
    while (begin > 0 && !line[begin - 1].isSpace())
        --begin;
    while (end < line.size() && !line[end].isSpace())
        ++end;
    select({place.line, begin}, {place.line, end});
    offerSelection();
}

void OutputView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_autoScroll.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QPoint position = viewport()->mapFromGlobal(QCursor::pos());
    if (position.y() < 0)
        scrollRows(-1);
    else if (position.y() >= viewport()->height())
        scrollRows(1);
    select(m_anchor, placeAt(position));
}

void OutputView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() != Qt::NoModifier || std::abs(angle.x()) >= std::abs(angle.y())) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_wheelRest += angle.y() * QApplication::wheelScrollLines();
    const int rows = m_wheelRest / QWheelEvent::DefaultDeltasPerStep;
    m_wheelRest -= rows * QWheelEvent::DefaultDeltasPerStep;
    scrollRows(-rows);
    event->accept();
}

void OutputView::keyPressEvent(QKeyEvent *event)
{
    if (m_lines.end() == m_lines.first() || (!scrollByKey(event) && !selectByKey(event)))
        event->ignore(); // not to QAbstractScrollArea, whose bars know no rows
}

bool OutputView::scrollByKey(QKeyEvent *event)
{
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        return false;
    QScrollBar *bar = horizontalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up: scrollRows(-1); return true;
    case Qt::Key_Down: scrollRows(1); return true;
    case Qt::Key_PageUp: scrollRows(1 - visibleRows()); return true;
    case Qt::Key_PageDown: scrollRows(visibleRows() - 1); return true;
    case Qt::Key_Left: bar->triggerAction(QScrollBar::SliderSingleStepSub); return true;
    case Qt::Key_Right: bar->triggerAction(QScrollBar::SliderSingleStepAdd); return true;
    case Qt::Key_Home: setTop({m_lines.first(), 0}); break;
    case Qt::Key_End: setTop(endTop()); break;
    default: return false;
    }
    noteFollowing();
    return true;
}

bool OutputView::selectByKey(QKeyEvent *event)
{
    if (!hasSelection() && (m_cursor < firstVisible() || !characterRect(m_cursor).isValid()))
        select(firstVisible(), firstVisible());
    const TextPlace at = m_cursor;
    const qint64 last = m_lines.end() - 1;
    const auto endOf = [this](qint64 line) { return TextPlace{line, m_lines.line(line).text.size()}; };
    if (event->matches(QKeySequence::SelectNextChar))
        extendSelection(nextPlace(at));
    else if (event->matches(QKeySequence::SelectPreviousChar))
        extendSelection(previousPlace(at));
    else if (event->matches(QKeySequence::SelectNextWord))
        extendSelection(nextWord(at));
    else if (event->matches(QKeySequence::SelectPreviousWord))
        extendSelection(previousWord(at));
    else if (event->matches(QKeySequence::SelectNextLine))
        extendSelection(movedBy(at, 1));
    else if (event->matches(QKeySequence::SelectPreviousLine))
        extendSelection(movedBy(at, -1));
    else if (event->matches(QKeySequence::SelectNextPage))
        extendSelection(movedBy(at, visibleRows() - 1));
    else if (event->matches(QKeySequence::SelectPreviousPage))
        extendSelection(movedBy(at, 1 - visibleRows()));
    else if (event->matches(QKeySequence::SelectStartOfLine))
        extendSelection({at.line, 0});
    else if (event->matches(QKeySequence::SelectEndOfLine))
        extendSelection(endOf(at.line));
    else if (event->matches(QKeySequence::SelectStartOfDocument))
        extendSelection({m_lines.first(), 0});
    else if (event->matches(QKeySequence::SelectEndOfDocument))
        extendSelection(endOf(last));
    else
        return false;
    offerSelection();
    return true;
}

/// The same column in another line; in wrapped lines too, as a line is what is read.
TextPlace OutputView::movedBy(TextPlace place, int rows) const
{
    const qint64 line = std::clamp(place.line + rows, m_lines.first(), m_lines.end() - 1);
    return {line, std::min(place.column, m_lines.line(line).text.size())};
}

TextPlace OutputView::nextPlace(TextPlace place) const
{
    const QTextLayout &layout = laid(place.line).layout;
    if (place.column < layout.text().size())
        return {place.line, layout.nextCursorPosition(int(place.column))};
    return place.line + 1 < m_lines.end() ? TextPlace{place.line + 1, 0} : place;
}

TextPlace OutputView::previousPlace(TextPlace place) const
{
    if (place.column > 0)
        return {place.line, laid(place.line).layout.previousCursorPosition(int(place.column))};
    return place.line > m_lines.first() ? TextPlace{place.line - 1, m_lines.line(place.line - 1).text.size()}
                                        : place;
}

TextPlace OutputView::nextWord(TextPlace place) const
{
    const QTextLayout &layout = laid(place.line).layout;
    if (place.column < layout.text().size())
        return {place.line, layout.nextCursorPosition(int(place.column), QTextLayout::SkipWords)};
    return nextPlace(place);
}

TextPlace OutputView::previousWord(TextPlace place) const
{
    if (place.column > 0)
        return {place.line,
                laid(place.line).layout.previousCursorPosition(int(place.column), QTextLayout::SkipWords)};
    return previousPlace(place);
}

void OutputView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OutputView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace belayer::ui
