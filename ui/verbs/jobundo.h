// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Takes back what can be taken back: pauses, moves in the queue, cancels of what had not begun.
///
/// Not these: a forget (its output is deleted), a cancel of what had begun (its work is lost) or of one job
/// of a group (the group has counted it), a retry and a start (they are cancelled, not undone).
#pragma once

#include "core/engine/engineclient.h"
#include "ui/look/theme.h"
#include "ui/table/jobtablemodel.h"
#include "ui/verbs/blastradius.h"

#include <QAction>

#include <deque>
#include <functional>
#include <memory>

namespace belayer::ui {

/// The last steps, the newest taken back first. Everything it is given outlives it.
class JobUndo : public QObject
{
    Q_OBJECT

public:
    JobUndo(engine::EngineClient &client, const JobTableModel &model, QAction &undo);

    static constexpr size_t stepsKept = 20;

    /// Of a pause or a resume: what came of it.
    void notePause(engine::Verb verb, const QList<engine::VerbResult> &results);
    /// To be called before the move; give the answer what came of it.
    std::function<void(const QList<engine::VerbResult> &)> noteMove();
    /// To be called before the cancel, with what it will end.
    void noteCancel(const BlastRadius &radius);

Q_SIGNALS:
    /// What came of taking back. Not escaped.
    void said(const QString &message, belayer::ui::Tone tone);

private:
    /// A top-level job that was cancelled before it began.
    struct Dropped
    {
        engine::JobId id;
        quint64 serial = 0;
        QList<engine::After> after;
    };
    struct Resubmission;

    void add(const QString &what, std::function<void()> takeBack);
    void takeBackLast();
    void showLast();
    void putBack(const QList<engine::JobId> &moved, const QList<engine::JobId> &order);
    QList<Dropped> resubmittable(const BlastRadius &radius) const;
    void resubmitNext(const std::shared_ptr<Resubmission> &all);
    engine::EngineClient::Answers reporter();

    struct Step
    {
        QString what; ///< "Pause of 3 jobs"
        std::function<void()> takeBack;
    };
    engine::EngineClient &m_client;
    const JobTableModel &m_model;
    QAction &m_undo;
    std::deque<Step> m_steps;
};

} // namespace belayer::ui
