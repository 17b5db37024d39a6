// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablestyle.h"

#include "ui/table/celldelegate.h"

#include <QHeaderView>
#include <QStyleOption>

namespace belayer::ui {

void TableStyle::giveTo(QAbstractItemView &table, QHeaderView &header)
{
    auto *style = new TableStyle;
    style->setParent(&table);
    table.setStyle(style);
    header.setStyle(style);
}

int TableStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin: return CellDelegate::margin;
    case PM_FocusFrameHMargin: return CellDelegate::margin - 1; // a cell's text is one more from its edge
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

/// The rows of a tree: those of a table have their height from its header.
QSize TableStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                   const QWidget *widget) const
{
    constexpr int betweenTexts = 6;
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_ItemViewItem)
        size.rheight() += betweenTexts;
    return size;
}

void TableStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *arrow = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (element != PE_IndicatorHeaderArrow || !arrow || !widget) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    QStyleOptionHeader centred = *arrow; // Qt's place is near the top
    centred.rect.moveCenter({arrow->rect.center().x(), widget->rect().center().y()});
    QProxyStyle::drawPrimitive(element, &centred, painter, widget);
}

} // namespace belayer::ui
