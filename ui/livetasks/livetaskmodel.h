// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The tree of live coroutines as rows, indented by depth.
#pragma once

#include "core/engine/livetask.h"

#include <QAbstractTableModel>

#include <functional>

namespace belayer::ui {

class LiveTaskModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Task, Job, State, WaitingOn, Since, Where };
    static constexpr int columns = 6;
    /// A job's name by its id; empty: not known.
    using NameOf = std::function<QString(const engine::JobId &)>;

    explicit LiveTaskModel(NameOf nameOf, QObject *parent = nullptr);

    /// The rows stay where the same tasks are told again; else the model is reset.
    void setTasks(const engine::LiveTasks &tasks);
    const engine::LiveTask &task(int row) const { return m_tasks[row]; }
    /// -1: it is gone.
    int rowOf(quint64 id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const engine::LiveTask &task, Column column) const;

    NameOf m_nameOf;
    engine::LiveTasks m_tasks;
    std::chrono::steady_clock::time_point m_taken;
};

} // namespace belayer::ui
