// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/namedelegate.h"

#include "ui/look/icons.h"

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr int indent = 20;
constexpr int arrowWidth = 16;
constexpr int gap = 6;
/// Deeper jobs stay at this depth's place; their names must not be pushed out of the column.
constexpr int maxIndentedDepth = 8;

} // namespace

QRect NameDelegate::arrowRect(const QRect &cell, int depth)
{
    return {cell.left() + 4 + std::min(depth, maxIndentedDepth) * indent, cell.top(), arrowWidth,
            cell.height()};
}

QSize NameDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int left = arrowRect(QRect(), model().record(index.row()).depth).right() + iconEdge + 2 * gap;
    return CellDelegate::sizeHint(option, index) + QSize(left, 0);
}

void NameDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const JobStore::Record &record = model().record(index.row());
    const QRect arrow = arrowRect(option.rect, record.depth);
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QColor base = option.palette.color(QPalette::Base);
    const QColor quiet = toneColor(Tone::Muted, option.palette);
    if (!record.children.empty()) {
        constexpr int edge = 12;
        const QString name = model().isOpen(index.row()) ? u"unfold"_s : u"fold"_s;
        painter->drawPixmap(arrow.center() - QPoint(edge / 2 - 1, edge / 2 - 1),
                            iconPixmap(name, quiet, base, edge, ratio));
    }
    const QRect symbol = iconRect(option.rect, arrow.right() + 2);
    painter->drawPixmap(symbol.topLeft(),
                        iconPixmap(kindIconName(record.job->kind), quiet, base, iconEdge, ratio));
    const QRect text = option.rect.adjusted(symbol.right() + 1 + gap - option.rect.left(), 0, -gap, 0);
    paintText(painter, option, text, index.data().toString(), option.palette.color(QPalette::Text));
}

} // namespace belayer::ui
