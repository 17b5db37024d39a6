// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Paints a cell of the job table as one line of elided plain text on the row's ground.
#pragma once

#include "ui/table/celltexts.h"
#include "ui/table/jobtablemodel.h"

#include <QAbstractItemDelegate>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace belayer::ui {

/// Subclasses paint more. No style call, no rich text: a cell costs microseconds. Rows of the model, not
/// data(), are what is painted, so the view must show the JobTableModel itself. The model outlives its
/// delegates.
class CellDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const JobTableModel &model, QObject *parent = nullptr);

    static constexpr int margin = 8;
    static constexpr int iconEdge = 16;
    /// What a row needs, in logical pixels.
    static int rowHeight(const QFontMetrics &metrics);
    /// The ground of a selected row: a tint, so that text, icons and bars keep their colours and their
    /// contrast.
    static QColor selectionColor(const QPalette &palette);
    /// The ground of the row under the pointer.
    static QColor hoverColor(const QPalette &palette);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    const JobTableModel &model() const noexcept { return m_model; }
    virtual void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const;
    /// At the left of the rectangle, as much of it as there is room for.
    void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
                   const QString &text, const QColor &color) const;
    static void paintLine(QPainter *painter, const QStyleOptionViewItem &option, const QPointF &position,
                          const QStaticText &line, const QColor &color);
    CellTexts &texts() const noexcept { return m_texts; }
    static QRect iconRect(const QRect &cell, int left);

private:
    const JobTableModel &m_model;
    mutable CellTexts m_texts;
};

} // namespace belayer::ui
