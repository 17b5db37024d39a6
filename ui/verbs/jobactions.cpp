// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verbs/jobactions.h"

#include "ui/look/messagebox.h"
#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"
#include "ui/words/receipttext.h"

#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace belayer::ui {
using namespace std::chrono_literals;
using engine::Verb;
using engine::Where;

namespace {

/// Selections beyond are not looked through after each batch, but some times a second.
constexpr int RowsLookedAtAtOnce = 1'000;
constexpr engine::Verbs AllVerbs =
    Verb::Cancel | Verb::Retry | Verb::Pause | Verb::Resume | Verb::ForceStart | Verb::Move | Verb::Forget;

bool isAsked(MessageBox &box, const QString &yesText, const QString &noText)
{
    QPushButton *yes = box.addButton(yesText, QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(noText, QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == yes;
}

} // namespace

JobActions::JobActions(engine::EngineClient &client, const JobTableModel &model, JobTableView &view,
                       MainActions &actions)
    : QObject(&view)
    , m_client(client)
    , m_model(model)
    , m_view(view)
    , m_actions(actions)
    , m_preview(model, view, *actions.cancel)
    , m_undo(client, model, *actions.undo)
{
    m_update.setSingleShot(true);
    m_update.setInterval(150ms);
    connect(&m_update, &QTimer::timeout, this, &JobActions::updateActions);
    connect(actions.cancel, &QAction::triggered, this, &JobActions::cancelSelected);
    connectVerb(actions.retry, Verb::Retry);
    connectVerb(actions.pause, Verb::Pause);
    connectVerb(actions.resume, Verb::Resume);
    connectVerb(actions.forceStart, Verb::ForceStart);
    connect(actions.forget, &QAction::triggered, this, &JobActions::forgetSelected);
    connect(actions.editAndRerun, &QAction::triggered, this, &JobActions::rerunSelected);
    connect(actions.moveToTop, &QAction::triggered, this, [this] { move(Where::Top); });
    connect(actions.moveUp, &QAction::triggered, this, [this] { moveByOne(Where::Before); });
    connect(actions.moveDown, &QAction::triggered, this, [this] { moveByOne(Where::After); });
    connect(actions.moveToBottom, &QAction::triggered, this, [this] { move(Where::Bottom); });
    connect(actions.selectAll, &QAction::triggered, &view, &QAbstractItemView::selectAll);
    connect(&m_undo, &JobUndo::said, this, &JobActions::said);
    connect(&model, &JobTableModel::applied, this, [this] {
        updateSoon();
        reportEnded();
    });
    connect(&view, &JobTableView::selectionMoved, this, &JobActions::updateSoon);
    view.addActions({actions.cancel, actions.selectAll, actions.moveToTop, actions.moveUp, actions.moveDown,
                     actions.moveToBottom, actions.forget});
    updateActions();
}

void JobActions::connectVerb(QAction *action, Verb verb)
{
    connect(action, &QAction::triggered, this, [this, verb] {
        const QList<engine::JobId> ids = selected(verb);
        if (ids.isEmpty())
            return;
        m_client.apply(verb, ids, [self = QPointer(this), verb, report = reporter()](const auto &results) {
            report(results);
            if (self && (verb == Verb::Pause || verb == Verb::Resume))
                self->m_undo.notePause(verb, results);
        });
    });
}

void JobActions::cancelSelected()
{
    QList<engine::JobId> ids = selected(Verb::Cancel);
    // A hundred clicks are one cancel.
    ids.removeIf([this](const engine::JobId &id) { return m_ending.contains(id); });
    const BlastRadius radius = blastRadius(ids, m_model);
    if (ids.isEmpty() || !isSure(radius))
        return;
    // The jobs have changed while the question stood there; what has ended by now is refused, which is no
    // news.
    m_preview.end();
    m_ending.unite(QSet<engine::JobId>(ids.begin(), ids.end()));
    m_undo.noteCancel(radius);
    m_client.cancel(ids);
}

void JobActions::forgetSelected()
{
    const QList<engine::JobId> ids = selected(Verb::Forget);
    if (!ids.isEmpty() && isSureToForget(ids.size()))
        m_client.apply(Verb::Forget, ids, reporter());
}

void JobActions::rerunSelected()
{
    const int row = m_view.focusedRow();
    if (row < 0)
        return;
    m_client.specOf(m_model.job(row).id, [self = QPointer(this)](const std::optional<engine::JobSpec> &spec) {
        if (!self)
            return;
        if (spec)
            Q_EMIT self->rerunWanted(*spec);
        else
            Q_EMIT self->said(tr("What this job was started from is not known any more."), Tone::Bad);
    });
}

void JobActions::move(Where where)
{
    if (const QList<engine::JobId> ids = selected(Verb::Move); !ids.isEmpty())
        sendMove(ids, where, {});
}

void JobActions::sendMove(const QList<engine::JobId> &ids, Where where, const engine::JobId &anchor)
{
    m_client.move(ids, where, anchor, [report = reporter(), note = m_undo.noteMove()](const auto &results) {
        report(results);
        note(results);
    });
}

/// The selected jobs go, together and in their order, past the queued job next to them that is in the table.
void JobActions::moveByOne(Where where)
{
    const QList<engine::JobId> ids = selected(Verb::Move);
    if (ids.isEmpty())
        return;
    const QSet<engine::JobId> moved(ids.begin(), ids.end());
    const bool isUp = where == Where::Before;
    const auto isBeyond = [isUp](const engine::JobSnapshot &job, const engine::JobSnapshot &edge) {
        return isUp ? comesEarlierInQueue(job, edge) : comesEarlierInQueue(edge, job);
    };
    const engine::JobSnapshot *edge = m_model.find(ids.first());
    for (const engine::JobId &id : ids) {
        if (const engine::JobSnapshot *job = m_model.find(id); job && isBeyond(*job, *edge))
            edge = job;
    }
    const engine::JobSnapshot *anchor = nullptr;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const engine::JobSnapshot &job = m_model.job(row);
        if (job.can.testFlag(Verb::Move) && !moved.contains(job.id) && isBeyond(job, *edge) &&
            (!anchor || isBeyond(*anchor, job)))
            anchor = &job;
    }
    if (anchor)
        sendMove(ids, where, anchor->id);
}

/// Of moves in the order of the queue, which they keep.
QList<engine::JobId> JobActions::selected(Verb verb) const
{
    QList<const engine::JobSnapshot *> jobs;
    for (const int row : m_view.selectedRows()) {
        if (m_model.job(row).can.testFlag(verb))
            jobs += &m_model.job(row);
    }
    if (verb == Verb::Move)
        std::sort(jobs.begin(), jobs.end(), [](auto *a, auto *b) { return comesEarlierInQueue(*a, *b); });
    QList<engine::JobId> ids;
    for (const engine::JobSnapshot *job : std::as_const(jobs))
        ids += job->id;
    return ids;
}

/// However many are refused, it is one message.
engine::EngineClient::Answers JobActions::reporter()
{
    return [self = QPointer(this)](const QList<engine::VerbResult> &results) {
        QString first;
        int refused = 0;
        for (const engine::VerbResult &result : results) {
            if (!result.answer && ++refused == 1)
                first = engineText(result.answer.refusal().message);
        }
        if (!self || refused == 0)
            return;
        Q_EMIT self->said(refused == 1 ? first : tr("%1 (and %n more)", nullptr, refused - 1).arg(first),
                          Tone::Bad);
    };
}

bool JobActions::isSure(const BlastRadius &radius) const
{
    if (radius.working == 0 || (radius.all() <= maxUnasked && radius.work <= workUnasked))
        return true;
    const bool isOne = radius.all() == 1;
    MessageBox box(QMessageBox::Question, tr("Cancel Jobs"),
                   isOne ? tr("Cancel the job?") : tr("Cancel %n jobs?", nullptr, radius.all()),
                   shown(blastText(radius)), m_view.window());
    return isAsked(box, isOne ? tr("Cancel the Job") : tr("Cancel %n Jobs", nullptr, radius.all()),
                   isOne ? tr("Keep It Running") : tr("Keep Them Running"));
}

bool JobActions::isSureToForget(qsizetype jobs) const
{
    MessageBox box(QMessageBox::Question, tr("Forget Jobs"),
                   jobs == 1 ? tr("Forget the job?") : tr("Forget %n jobs?", nullptr, int(jobs)),
                   tr("What is known of it leaves the list and the history, and its output is deleted. This "
                      "cannot be undone."),
                   m_view.window());
    return isAsked(box, tr("Forget"), tr("Keep"));
}

void JobActions::updateSoon()
{
    int rows = 0;
    for (const QItemSelectionRange &range : m_view.selectionModel()->selection())
        rows += range.height();
    if (rows <= RowsLookedAtAtOnce)
        updateActions();
    else if (!m_update.isActive())
        m_update.start();
}

void JobActions::updateActions()
{
    m_update.stop();
    engine::Verbs verbs;
    for (const QItemSelectionRange &range : m_view.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && verbs != AllVerbs; ++row)
            verbs |= m_model.job(row).can;
    }
    m_actions.cancel->setEnabled(verbs.testFlag(Verb::Cancel));
    m_actions.retry->setEnabled(verbs.testFlag(Verb::Retry));
    m_actions.pause->setEnabled(verbs.testFlag(Verb::Pause));
    m_actions.resume->setEnabled(verbs.testFlag(Verb::Resume));
    m_actions.forceStart->setEnabled(verbs.testFlag(Verb::ForceStart));
    m_actions.forget->setEnabled(verbs.testFlag(Verb::Forget));
    for (QAction *action :
         {m_actions.moveToTop, m_actions.moveUp, m_actions.moveDown, m_actions.moveToBottom})
        action->setEnabled(verbs.testFlag(Verb::Move));
    m_actions.editAndRerun->setEnabled(m_view.focusedRow() >= 0);
}

/// One message once everything that was cancelled here has ended.
void JobActions::reportEnded()
{
    if (m_ending.isEmpty())
        return;
    for (auto id = m_ending.begin(); id != m_ending.end();) {
        const engine::JobSnapshot *job = m_model.find(*id);
        if (job && !engine::isFinished(job->state)) {
            ++id;
            continue;
        }
        m_ended += *id;
        id = m_ending.erase(id);
    }
    if (!m_ending.isEmpty())
        return;
    CancelSummary summary;
    for (const engine::JobId &id : std::as_const(m_ended)) {
        if (const engine::JobSnapshot *job = m_model.find(id); job && job->receipt && job->receipt->reason)
            summary.addRoot(*job, [this](const engine::JobId &child) { return m_model.find(child); });
    }
    m_ended.clear();
    if (summary.jobs() > 0)
        Q_EMIT said(summary.text(), summary.isClean() ? Tone::Good : Tone::Warning);
}

} // namespace belayer::ui
