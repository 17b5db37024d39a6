// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/finishtable.h"

#include "ui/details/finishmodel.h"
#include "ui/table/tablestyle.h"

#include <QHeaderView>

#include <algorithm>

namespace belayer::ui {

FinishTable::FinishTable(QWidget *parent) : QTableView(parent), m_model(new FinishModel(this))
{
    setObjectName("finishTable");
    setAccessibleName(tr("Order of the finish"));
    setModel(m_model);
    TableStyle::giveTo(*this, *horizontalHeader());
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(76);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(int(FinishModel::Column::Name), QHeaderView::Stretch);
    horizontalHeader()->setResizeContentsPrecision(50);
    hide();
}

void FinishTable::setFinishes(const QList<engine::FinishLine> &finishes)
{
    m_model->setFinishes(finishes);
    setVisible(!finishes.isEmpty());
    const int rows = std::clamp(int(finishes.size()), 1, 10);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
                   4);
}

} // namespace belayer::ui
