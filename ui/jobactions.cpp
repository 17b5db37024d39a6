// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobactions.h"

#include "core/engine/engineclient.h"

#include <QMessageBox>
#include <QPushButton>

namespace belayer::ui {
using engine::Verb;

JobActions::JobActions(engine::EngineClient &client, const JobTableModel &model, JobTableView &view,
                       MainActions &actions)
    : QObject(&view), m_client(client), m_model(model), m_view(view), m_actions(actions)
{
    connect(actions.cancel, &QAction::triggered, this, &JobActions::cancelSelected);
    connect(actions.retry, &QAction::triggered, this, &JobActions::retrySelected);
    connect(actions.selectAll, &QAction::triggered, &view, &QAbstractItemView::selectAll);
    connect(&model, &JobTableModel::applied, this, &JobActions::updateActions);
    connect(&view, &JobTableView::selectionMoved, this, &JobActions::updateActions);
    view.addActions({actions.cancel, actions.selectAll});
    updateActions();
}

void JobActions::cancelSelected()
{
    const QList<engine::JobId> ids = selected(Verb::Cancel);
    if (!ids.isEmpty() && isSure(ids.size()))
        m_client.cancel(ids);
}

void JobActions::retrySelected()
{
    const QList<engine::JobId> ids = selected(Verb::Retry);
    if (!ids.isEmpty())
        m_client.retry(ids);
}

QList<engine::JobId> JobActions::selected(Verb verb) const
{
    QList<engine::JobId> ids;
    for (const int row : m_view.selectedRows()) {
        if (m_model.job(row).can.testFlag(verb))
            ids += m_model.job(row).id;
    }
    return ids;
}

bool JobActions::isSure(qsizetype jobs) const
{
    if (jobs <= maxUnasked)
        return true;
    QMessageBox box(QMessageBox::Question, tr("Cancel Jobs"), tr("Cancel %n jobs?", nullptr, int(jobs)),
                    QMessageBox::NoButton, m_view.window());
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("What they have done so far is not kept."));
    QPushButton *yes = box.addButton(tr("Cancel %n Jobs", nullptr, int(jobs)), QMessageBox::AcceptRole);
    box.addButton(tr("Keep Them Running"), QMessageBox::RejectRole);
    box.exec();
    return box.clickedButton() == yes;
}

void JobActions::updateActions()
{
    engine::Verbs verbs;
    for (const QItemSelectionRange &range : m_view.selectionModel()->selection()) {
        // Two verbs there are: once both are found there is no more to learn from ten thousand selected rows.
        for (int row = range.top(); row <= range.bottom() && verbs != (Verb::Cancel | Verb::Retry); ++row)
            verbs |= m_model.job(row).can;
    }
    m_actions.cancel->setEnabled(verbs.testFlag(Verb::Cancel));
    m_actions.retry->setEnabled(verbs.testFlag(Verb::Retry));
}

} // namespace belayer::ui
