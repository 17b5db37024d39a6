// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/finishmodel.h"

#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

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

} // namespace belayer::ui
