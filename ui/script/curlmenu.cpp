// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/curlmenu.h"

#include "core/engine/engineclient.h"
#include "ui/look/icons.h"
#include "ui/script/scriptlines.h"
#include "ui/table/jobtableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

#include <array>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::Verb;

CurlMenu::CurlMenu(engine::EngineClient &client, const JobTableModel &model, const JobTableView &view,
                   QWidget *parent)
    : QMenu(tr("Cop&y as curl"), parent)
    , m_client(client)
    , m_model(model)
    , m_view(view)
    , m_copyStart(new QAction(ui::icon(u"copy"_s), tr("&The Job Itself"), this))
{
    setObjectName("curlMenu");
    m_copyStart->setObjectName("copyCurl");
    m_copyStart->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    connect(m_copyStart, &QAction::triggered, this, &CurlMenu::copyStartLine);
    addAction(m_copyStart);
    addSeparator();
    connect(this, &QMenu::aboutToShow, this, &CurlMenu::addVerbs);
}

void CurlMenu::addVerbs()
{
    const QList<QAction *> before = actions();
    for (qsizetype i = 2; i < before.size(); ++i)
        delete before.at(i);
    m_copyStart->setEnabled(m_view.focusedRow() >= 0);
    const std::array<std::pair<Verb, QString>, 6> titles{{{Verb::Cancel, tr("&Cancel")},
                                                          {Verb::Pause, tr("&Pause")},
                                                          {Verb::Resume, tr("Res&ume")},
                                                          {Verb::ForceStart, tr("&Start Now")},
                                                          {Verb::Retry, tr("&Retry")},
                                                          {Verb::Forget, tr("&Forget")}}};
    for (const auto &[verb, title] : titles)
        addVerb(verb, title);
}

void CurlMenu::addVerb(Verb verb, const QString &title)
{
    QList<engine::JobId> ids;
    for (const int row : m_view.selectedRows()) {
        if (m_model.job(row).can.testFlag(verb))
            ids += m_model.job(row).id;
    }
    if (!ids.isEmpty())
        connect(addAction(title), &QAction::triggered, this,
                [this, verb, ids] { copy(verbCurl(verb, ids, m_address)); });
}

void CurlMenu::copyStartLine()
{
    const int row = m_view.focusedRow();
    if (row < 0)
        return;
    m_client.specOf(m_model.job(row).id, [self = QPointer(this)](const std::optional<engine::JobSpec> &spec) {
        if (!self)
            return;
        if (spec)
            self->copy(submitCurl(*spec, self->m_address));
        else
            Q_EMIT self->said(tr("What this job was started from is not known any more."));
    });
}

void CurlMenu::copy(const QString &line)
{
    QGuiApplication::clipboard()->setText(line);
    Q_EMIT said(tr("The line for curl is in the clipboard."));
}

} // namespace belayer::ui
