// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The job table on the screen: dense rows, folding by mouse and keyboard, times that run on.
#pragma once

#include "ui/table/jobtablemodel.h"

#include <QSet>
#include <QTableView>
#include <QTimer>

class QMenu;

namespace belayer::ui {

/// Shows one JobTableModel, which outlives it. Times of running jobs are renewed once a second, by a timer
/// that painting such a row starts anew: with nothing running, or nobody looking, nothing wakes.
class JobTableView : public QTableView
{
    Q_OBJECT

public:
    explicit JobTableView(JobTableModel *model, QWidget *parent = nullptr);

    /// Rows selected, ascending.
    QList<int> selectedRows() const;
    QList<engine::JobId> selectedIds() const;
    /// The row the panes are about: the current one if it is selected, or -1.
    int focusedRow() const;
    /// Selects the job alone and scrolls to it; false if it is not among the rows.
    bool selectJob(const engine::JobId &id);
    /// These are marked as those that would end with what the user is about to do; empty: none.
    void setDoomed(const QSet<engine::JobId> &jobs);
    const QSet<engine::JobId> &doomed() const noexcept { return m_doomed; }
    /// Columns back to the widths and order of a first start.
    void resetColumns();
    enum class Density : quint8 { Compact, Normal, Airy };
    void setDensity(Density density);
    Density density() const noexcept { return m_density; }
    /// One checkable action a density; the view owns it.
    QMenu *densityMenu();

Q_SIGNALS:
    void selectionMoved();
    void densityChanged();
    /// Once a second while a running job is in sight.
    void timesRefreshed();

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpHeaders();
    void setUpRows();
    void showColumnMenu(const QPoint &position);
    void toggle(int row);
    bool isOnArrow(const QModelIndex &index, const QPoint &position) const;
    void setHoveredRow(int row);
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    QRect rowRect(int row) const;
    void paintDoomed(QPainter &painter) const;

    JobTableModel *m_model;
    QSet<engine::JobId> m_doomed;
    QTimer m_tick;
    Density m_density = Density::Normal;
    int m_hoveredRow = -1;
};

} // namespace belayer::ui
