// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The photo of the finish of a group or race, as a model for a table.
#pragma once

#include "core/engine/receipt.h"

#include <QAbstractTableModel>

namespace belayer::ui {

class FinishModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Place, Name, State, Start, Finish, Gap, Dying, Cpu };
    static constexpr int columns = 8;

    using QAbstractTableModel::QAbstractTableModel;
    void setFinishes(const QList<engine::FinishLine> &finishes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<engine::FinishLine> m_finishes;
};

} // namespace belayer::ui
