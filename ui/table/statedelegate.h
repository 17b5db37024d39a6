// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Paints a job's state as an icon and a word; the colour only helps.
#pragma once

#include "ui/table/celldelegate.h"

namespace belayer::ui {

class StateDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// What the longest word of all states needs.
    static int widestState(const QFontMetrics &metrics);

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace belayer::ui
