// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The rows of the window's table, and what their cells are made of.
#pragma once

#include "tests/bench/harness.h"
#include "ui/table/jobtableview.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <vector>

namespace belayer::bench {

std::vector<Cell> modelCells();
std::vector<Cell> viewCells();
std::vector<Cell> outputCells();
std::vector<Cell> windowCells();
std::vector<Cell> programCells();

/// One for the process of a cell; the harness makes a process for each. Offscreen, if QT_QPA_PLATFORM says
/// nothing.
void needApplication();

QString jobName(int job);
/// Running, with half of their work done.
QList<engine::JobSnapshot> snapshots(int first, int count);
engine::SnapshotBatch jobs(int first, int count);

/// Our table with so many jobs, shown and painted.
struct Ours
{
    explicit Ours(int count);
    std::unique_ptr<ui::JobTableModel> model;
    std::unique_ptr<ui::JobTableView> view;
};

/// The same names and as many columns, for Qt's own views.
class PlainModel : public QAbstractTableModel
{
public:
    explicit PlainModel(int count);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    void append(int count);

private:
    QStringList m_names;
};

template<class Step> Sample timed(Step step)
{
    const Stopwatch watch;
    step();
    return {watch.nanoseconds(), 0};
}

} // namespace belayer::bench
