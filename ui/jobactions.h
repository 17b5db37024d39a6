// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What Cancel and Retry do: offered only where a selected job allows them, sent as one verb for all.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/jobtableview.h"
#include "ui/mainactions.h"

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Everything it is given outlives it.
class JobActions : public QObject
{
    Q_OBJECT

public:
    JobActions(engine::EngineClient &client, const JobTableModel &model, JobTableView &view,
               MainActions &actions);

    /// Asks only when more than this many jobs are to go at once.
    static constexpr qsizetype maxUnasked = 20;
    void cancelSelected();
    void retrySelected();

private:
    QList<engine::JobId> selected(engine::Verb verb) const;
    bool isSure(qsizetype jobs) const;
    void updateActions();

    engine::EngineClient &m_client;
    const JobTableModel &m_model;
    JobTableView &m_view;
    MainActions &m_actions;
};

} // namespace belayer::ui
