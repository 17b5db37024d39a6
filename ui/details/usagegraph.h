// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a job's processes used over time: processors at the left, memory at the right.
#pragma once

#include "core/engine/usageseries.h"

#include <QPolygonF>
#include <QWidget>

namespace belayer::ui {

/// Hidden while there are fewer than two points. Each curve's highest value is its top, and said in words
/// above it; the words are its accessible description too.
class UsageGraph : public QWidget
{
    Q_OBJECT

public:
    explicit UsageGraph(QWidget *parent = nullptr);

    void setPoints(const QList<engine::UsagePoint> &points);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Curve
    {
        QString caption;
        QPolygonF line; ///< in the unit square, y upwards
    };
    void paintCurve(QPainter &painter, const QRectF &area, const Curve &curve) const;

    Curve m_cpu;
    Curve m_memory;
};

} // namespace belayer::ui
