// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/finishtable.h"

#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QHeaderView>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QString timeText(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? durationText(*time) : QString();
}

} // namespace

void FinishModel::setFinishes(const QList<engine::FinishLine> &finishes)
{
    if (finishes == m_finishes)
        return;
    beginResetModel();
    m_finishes = finishes;
    endResetModel();
}

int FinishModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_finishes.size());
}

int FinishModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FinishModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    const engine::FinishLine &line = m_finishes[index.row()];
    switch (Column(index.column())) {
    case Column::Place: return index.row() + 1;
    case Column::Name: return shown(line.name);
    case Column::State: return stateText(line.state);
    case Column::Start: return line.started ? timeText(line.started) : tr("never");
    case Column::Finish: return durationText(line.finished);
    case Column::Gap: return line.gap && line.gap->count() > 0 ? u'+' + timeText(line.gap) : QString();
    case Column::Dying: return timeText(line.dying);
    case Column::Cpu: return timeText(line.cpu);
    }
    return {};
}

QVariant FinishModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (Column(section)) {
    case Column::Place: return tr("Place");
    case Column::Name: return tr("Job");
    case Column::State: return tr("State");
    case Column::Start: return tr("Started");
    case Column::Finish: return tr("Finished");
    case Column::Gap: return tr("Behind");
    case Column::Dying: return tr("Took to die");
    case Column::Cpu: return tr("CPU time");
    }
    return {};
}

FinishTable::FinishTable(QWidget *parent) : QTableView(parent), m_model(new FinishModel(this))
{
    setObjectName("finishTable");
    setAccessibleName(tr("Order of the finish"));
    setModel(m_model);
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
