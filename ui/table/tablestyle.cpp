// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablestyle.h"

#include "ui/table/celldelegate.h"

#include <QHeaderView>
#include <QStyleOption>
#include <QTableView>

namespace belayer::ui {

void TableStyle::giveTo(QTableView &table)
{
    auto *style = new TableStyle;
    style->setParent(&table);
    table.setStyle(style);
    table.horizontalHeader()->setStyle(style);
}

int TableStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin: return CellDelegate::margin;
    case PM_FocusFrameHMargin: return CellDelegate::margin - 1; // a cell's text is one more from its edge
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
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
