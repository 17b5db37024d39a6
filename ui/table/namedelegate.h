// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Paints a job's name behind its kind's icon, indented below its group, with the arrow that folds it.
#pragma once

#include "ui/table/celldelegate.h"

namespace belayer::ui {

class NameDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    /// Where a click folds or unfolds, in the coordinates of the cell's rectangle.
    static QRect arrowRect(const QRect &cell, int depth);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace belayer::ui
