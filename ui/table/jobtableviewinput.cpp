// SPDX-License-Identifier: GPL-3.0-or-later
// The table by keyboard and mouse.
#include "ui/table/jobtableview.h"

#include "ui/table/namedelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace belayer::ui {

void JobTableView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (row < 0 || event->modifiers() & ~Qt::KeypadModifier) {
        QTableView::keyPressEvent(event);
        return;
    }
    const bool isParent = m_model->isParent(row);
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: toggle(row); return;
    case Qt::Key_Right:
    case Qt::Key_Plus:
        if (isParent && !m_model->isOpen(row))
            toggle(row);
        else if (isParent)
            setCurrentIndex(m_model->index(row + 1, 0));
        return;
    case Qt::Key_Left:
    case Qt::Key_Minus:
        if (isParent && m_model->isOpen(row))
            toggle(row);
        else if (const int parent = m_model->parentRow(row); parent >= 0)
            setCurrentIndex(m_model->index(parent, 0));
        return;
    case Qt::Key_Home: setCurrentIndex(m_model->index(0, 0)); return;
    case Qt::Key_End: setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0)); return;
    default: QTableView::keyPressEvent(event);
    }
}

void JobTableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && isOnArrow(index, event->position().toPoint())) {
        toggle(index.row());
        return;
    }
    QTableView::mousePressEvent(event);
    if (!index.isValid() && event->button() == Qt::LeftButton)
        clearSelection();
}

void JobTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid())
        toggle(index.row());
}

void JobTableView::mouseMoveEvent(QMouseEvent *event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

bool JobTableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void JobTableView::toggle(int row)
{
    if (!m_model->isParent(row))
        return;
    m_model->setExpansion(row, m_model->isOpen(row) ? JobTableModel::Expansion::Folded
                                                    : JobTableModel::Expansion::Unfolded);
}

bool JobTableView::isOnArrow(const QModelIndex &index, const QPoint &position) const
{
    return index.isValid() && index.column() == int(Column::Name) && m_model->isParent(index.row()) &&
           NameDelegate::arrowRect(visualRect(index), m_model->record(index.row()).depth).contains(position);
}

void JobTableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    for (const int changed : {m_hoveredRow, row}) {
        if (changed >= 0 && changed < m_model->rowCount())
            viewport()->update(rowRect(changed));
    }
    m_hoveredRow = row;
}

} // namespace belayer::ui
