// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What Cancel would end, shown before the click: a sentence in the status bar, marks in the table.
#pragma once

#include "ui/table/jobtableview.h"

#include <QAction>
#include <QTimer>

namespace belayer::ui {

/// Shows for as long as the pointer or the focus is on one of the action's buttons or menu entries, and
/// follows the jobs meanwhile. To be made once those are in their places. Everything it is given outlives it.
class BlastPreview : public QObject
{
    Q_OBJECT

public:
    BlastPreview(const JobTableModel &model, JobTableView &view, QAction &cancel);
    void end();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch(QObject *place);
    void show();
    void refresh();

    const JobTableModel &m_model;
    JobTableView &m_view;
    QAction &m_cancel;
    QTimer m_refresh;
    bool m_isShown = false;
};

} // namespace belayer::ui
