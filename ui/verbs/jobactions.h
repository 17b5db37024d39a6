// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the verbs do: offered only where a selected job allows them, sent as one call for all.
#pragma once

#include "core/engine/engineclient.h"
#include "ui/look/theme.h"
#include "ui/table/jobtableview.h"
#include "ui/verbs/blastpreview.h"
#include "ui/verbs/blastradius.h"
#include "ui/verbs/jobundo.h"
#include "ui/verbs/mainactions.h"

#include <QSet>
#include <QTimer>

namespace belayer::ui {

/// Everything it is given outlives it.
class JobActions : public QObject
{
    Q_OBJECT

public:
    JobActions(engine::EngineClient &client, const JobTableModel &model, JobTableView &view,
               MainActions &actions);

    /// A cancel is asked about only when it loses work: of more jobs than this, or of more work than that.
    static constexpr int maxUnasked = 20;
    static constexpr std::chrono::minutes workUnasked{1};

Q_SIGNALS:
    /// One message for all jobs of a verb: what was refused, or how a cancel has ended. Not escaped.
    void said(const QString &message, belayer::ui::Tone tone);
    /// What the selected job was made from, for a dialog to begin with.
    void rerunWanted(const belayer::engine::JobSpec &spec);

private:
    void connectVerb(QAction *action, engine::Verb verb);
    void cancelSelected();
    void forgetSelected();
    void rerunSelected();
    void move(engine::Where where);
    void moveByOne(engine::Where where);
    void sendMove(const QList<engine::JobId> &ids, engine::Where where, const engine::JobId &anchor);
    QList<engine::JobId> selected(engine::Verb verb) const;
    engine::EngineClient::Answers reporter();
    bool isSure(const BlastRadius &radius) const;
    bool isSureToForget(qsizetype jobs) const;
    void updateActions();
    void updateSoon();
    void reportEnded();

    engine::EngineClient &m_client;
    const JobTableModel &m_model;
    JobTableView &m_view;
    MainActions &m_actions;
    BlastPreview m_preview;
    JobUndo m_undo;
    QTimer m_update;
    QSet<engine::JobId> m_ending; ///< cancelled here, and not ended yet
    QList<engine::JobId> m_ended; ///< cancelled here since the last time that none was ending
};

} // namespace belayer::ui
