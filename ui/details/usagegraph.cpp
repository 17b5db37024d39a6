// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/usagegraph.h"

#include "ui/look/theme.h"
#include "ui/words/jobtext.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace belayer::ui {
using engine::UsagePoint;

namespace {

constexpr int curveHeight = 44;
constexpr int gap = 32;
constexpr qreal radius = 3;

/// Values at their times; 1 is the highest of them, or `least` if that is more.
QPolygonF unitLine(const QList<UsagePoint> &points, const QList<double> &values, double least)
{
    const double end = double(std::max<qint64>(points.last().at.count(), 1));
    const double top = std::max(least, *std::max_element(values.begin(), values.end()));
    QPolygonF line;
    for (qsizetype i = 0; i < points.size(); ++i)
        line += QPointF(double(points.at(i).at.count()) / end, values.at(i) / top);
    return line;
}

/// Processors busy between each point and the one before it.
QList<double> busyProcessors(const QList<UsagePoint> &points)
{
    QList<double> values;
    UsagePoint before;
    for (const UsagePoint &point : points) {
        const double time = double(std::max<qint64>((point.at - before.at).count(), 1));
        values += double((point.cpu - before.cpu).count()) / time;
        before = point;
    }
    return values;
}

} // namespace

UsageGraph::UsageGraph(QWidget *parent) : QWidget(parent)
{
    setObjectName("usageGraph");
    setAccessibleName(tr("Use over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void UsageGraph::setPoints(const QList<UsagePoint> &points)
{
    setVisible(points.size() >= 2);
    if (points.size() < 2)
        return;
    const QList<double> busy = busyProcessors(points);
    QList<double> memory;
    for (const UsagePoint &point : points)
        memory += double(point.memory);
    const auto most = [](const QList<double> &values) {
        return *std::max_element(values.begin(), values.end());
    };
    const QLocale locale;
    m_cpu = {tr("Processors busy: %1, at most %2")
                 .arg(locale.toString(busy.last(), 'f', 1), locale.toString(most(busy), 'f', 1)),
             unitLine(points, busy, 1)}; // of one processor: next to nothing is no mountain
    m_memory = {
        tr("Memory: %1, at most %2").arg(bytesText(points.last().memory), bytesText(qint64(most(memory)))),
        unitLine(points, memory, 1)};
    setAccessibleDescription(m_cpu.caption + QLatin1String(". ") + m_memory.caption);
    update();
}

QSize UsageGraph::sizeHint() const
{
    return {280, fontMetrics().height() + 4 + curveHeight};
}

void UsageGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal half = (width() - gap) / 2.0;
    paintCurve(painter, QRectF(0, 0, half, height()), m_cpu);
    paintCurve(painter, QRectF(half + gap, 0, half, height()), m_memory);
}

void UsageGraph::paintCurve(QPainter &painter, const QRectF &area, const Curve &curve) const
{
    const QRectF ground = area.adjusted(0, area.height() - curveHeight, 0, 0);
    painter.setPen(toneColor(Tone::Muted, palette()));
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft,
                     fontMetrics().elidedText(curve.caption, Qt::ElideRight, int(area.width())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(trackColor(palette()));
    painter.drawRoundedRect(ground, radius, radius);
    QPolygonF line;
    for (const QPointF &point : curve.line)
        line += QPointF(ground.left() + point.x() * ground.width(),
                        ground.bottom() - 1 - point.y() * (ground.height() - 3));
    QPolygonF below = line;
    below += QPointF(line.last().x(), ground.bottom());
    below += QPointF(line.first().x(), ground.bottom());
    painter.setBrush(barColor(Tone::Active, palette()));
    painter.drawPolygon(below);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(toneColor(Tone::Active, palette()), 1.5));
    painter.drawPolyline(line);
}

} // namespace belayer::ui
