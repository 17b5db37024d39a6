// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How all tables look alike.
#pragma once

#include <QProxyStyle>

class QHeaderView;
class QAbstractItemView;

namespace belayer::ui {

/// Headers stand above their cells' text, not above its margin, and the arrow of the order at their words'
/// height.
class TableStyle : public QProxyStyle
{
    Q_OBJECT

public:
    /// For the table, which owns the style, and its header.
    static void giveTo(QAbstractItemView &table, QHeaderView &header);

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace belayer::ui
