// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Jobs as lanes over time; a race is the photo of its finish.
#pragma once

#include "ui/timeline/timelinelanes.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>

namespace belayer::ui {

/// Shows the whole time until somebody zooms (Ctrl+wheel, + and -); drag or Left and Right pan, 0 shows all
/// again. Looks at the jobs only while it is in sight: some times a second while one of them lives.
class TimelinePane : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// What to show: a group or race and all below it, parents first, or jobs side by side.
    using Source = std::function<QList<engine::JobSnapshot>()>;
    explicit TimelinePane(Source source, QWidget *parent = nullptr);

    /// The jobs, or the choice among them, have changed.
    void markStale();
    const Lanes &lanes() const noexcept { return m_lanes; }

Q_SIGNALS:
    /// A double click on a lane.
    void jobChosen(const belayer::engine::JobId &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void readJobs();
    void updateScrollBar();
    qint64 now() const;
    qint64 span() const;
    double xOf(qint64 time) const;
    double timeAt(double x) const;
    int nameWidth() const;
    int rowHeight() const;
    int laneAt(const QPoint &position) const;
    void zoom(double factor, double x);
    void pan(double pixels);
    void showAll();
    void forEachTick(const std::function<void(int x, qint64 time)> &visit) const;
    QColor lineColor() const;
    void paintGrid(QPainter &painter) const;
    void paintAxis(QPainter &painter) const;
    void paintLane(QPainter &painter, int index, const QRect &row) const;
    QString hoverText(const Lane &lane) const;

    Source m_source;
    Lanes m_lanes;
    QTimer m_stale;
    QTimer m_tick;
    double m_from = 0;     ///< the time at the left edge
    double m_perPixel = 0; ///< milliseconds; 0: as many as show all
    int m_textWidth = 100; ///< right of the last bar, for its words
    QPoint m_dragged;
};

} // namespace belayer::ui
