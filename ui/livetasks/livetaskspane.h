// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the engine is doing right now: each coroutine, what it waits for and since when.
#pragma once

#include "ui/livetasks/livetaskmodel.h"

#include <QLabel>
#include <QTableView>
#include <QTimer>
#include <QWidget>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Asks the engine once a second, and only while it is in sight. The client outlives it.
class LiveTasksPane : public QWidget
{
    Q_OBJECT

public:
    LiveTasksPane(engine::EngineClient &client, LiveTaskModel::NameOf nameOf, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Enter or a double click on a task of a job.
    void jobChosen(const belayer::engine::JobId &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void show(const engine::LiveTasks &tasks);

    engine::EngineClient &m_client;
    LiveTaskModel *m_model;
    QLabel *m_summary;
    QTableView *m_table;
    QTimer m_tick;
    bool m_isAsked = false; ///< and not answered yet
};

} // namespace belayer::ui
