// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Paints a job's progress as a bar with its text, from kept pictures: a few microseconds a cell.
#pragma once

#include "ui/look/theme.h"
#include "ui/table/celldelegate.h"

#include <QHash>
#include <QPixmap>

namespace belayer::ui {

class ProgressDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Between the stripes of a bar that cannot say how far it is; half transparent.
    static QColor stripesGround(QColor bar);

protected:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;

private:
    enum class Fill : quint8 { Plain, Striped };
    const QPixmap &bar(const QColor &color, QSize size, qreal ratio, Fill fill) const;

    mutable QHash<quint64, QPixmap>
        m_bars; ///< dropped as a whole when full, which a resized column brings about
};

} // namespace belayer::ui
