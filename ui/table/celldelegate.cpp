// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celldelegate.h"

#include "ui/look/theme.h"

#include <algorithm>
#include <cmath>

namespace belayer::ui {
using engine::JobState;

CellDelegate::CellDelegate(const JobTableModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{
}

int CellDelegate::rowHeight(const QFontMetrics &metrics)
{
    return std::max(metrics.height() + 9, iconEdge + 8);
}

QColor CellDelegate::selectionColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 30);
}

QColor CellDelegate::hoverColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 5);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, selectionColor(option.palette));
    paintCell(painter, option, index);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    return {option.fontMetrics.horizontalAdvance(text) + 2 * margin, rowHeight(option.fontMetrics)};
}

void CellDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const JobState state = model().job(index.row()).state;
    Tone tone = Tone::Plain;
    if (option.state.testFlag(QStyle::State_Selected))
        tone = Tone::Plain; // the others do not reach 4.5:1 on the tint
    else if (Column(index.column()) == Column::Result)
        tone = state == JobState::Failed || state == JobState::Interrupted ? Tone::Bad : Tone::Plain;
    else if (Column(index.column()) != Column::Elapsed)
        tone = Tone::Muted;
    paintText(painter, option, option.rect.adjusted(margin, 0, -margin, 0), index.data().toString(),
              toneColor(tone, option.palette));
}

void CellDelegate::paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
                             const QString &text, const QColor &color) const
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    // A cell never shows more than this, and eliding a megabyte would cost more than the frame has.
    const QStaticText &line = m_texts.elided(text.left(1024), option.font, rect.width());
    paintLine(painter, option,
              {qreal(rect.left()), rect.top() + std::floor((rect.height() - line.size().height()) / 2)}, line,
              color);
}

void CellDelegate::paintLine(QPainter *painter, const QStyleOptionViewItem &option, const QPointF &position,
                             const QStaticText &line, const QColor &color)
{
    painter->setFont(option.font);
    painter->setPen(color);
    painter->drawStaticText(position, line);
}

QRect CellDelegate::iconRect(const QRect &cell, int left)
{
    return {left, cell.top() + (cell.height() - iconEdge) / 2, iconEdge, iconEdge};
}

} // namespace belayer::ui
