// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The photo of the finish of a group or race, as a table.
#pragma once

#include "core/engine/receipt.h"

#include <QTableView>

namespace belayer::ui {

class FinishModel;

/// As high as its rows, up to ten; hidden while it has none.
class FinishTable : public QTableView
{
    Q_OBJECT

public:
    explicit FinishTable(QWidget *parent = nullptr);
    void setFinishes(const QList<engine::FinishLine> &finishes);

private:
    FinishModel *m_model;
};

} // namespace belayer::ui
