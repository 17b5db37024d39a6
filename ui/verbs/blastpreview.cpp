// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verbs/blastpreview.h"

#include "ui/verbs/blastradius.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QMenu>
#include <QStatusTipEvent>
#include <QToolBar>

namespace belayer::ui {
using namespace std::chrono_literals;

BlastPreview::BlastPreview(const JobTableModel &model, JobTableView &view, QAction &cancel)
    : m_model(model), m_view(view), m_cancel(cancel)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(150ms);
    connect(&m_refresh, &QTimer::timeout, this, &BlastPreview::refresh);
    const auto follow = [this] {
        if (m_isShown && !m_refresh.isActive())
            m_refresh.start();
    };
    connect(&model, &JobTableModel::applied, this, follow);
    connect(&view, &JobTableView::selectionMoved, this, follow);
    connect(&cancel, &QAction::hovered, this, &BlastPreview::show);
    for (QObject *place : cancel.associatedObjects())
        watch(place);
}

void BlastPreview::watch(QObject *place)
{
    if (const auto *bar = qobject_cast<QToolBar *>(place)) {
        bar->widgetForAction(&m_cancel)->installEventFilter(this);
    } else if (const auto *menu = qobject_cast<QMenu *>(place)) {
        connect(menu, &QMenu::hovered, this, [this](const QAction *action) {
            if (action != &m_cancel)
                end();
        });
        connect(menu, &QMenu::aboutToHide, this, &BlastPreview::end);
    }
}

/// Of a button; the pointer that comes is told by the action itself.
bool BlastPreview::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        show();
    else if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut ||
             event->type() == QEvent::Hide)
        end();
    return QObject::eventFilter(watched, event);
}

void BlastPreview::show()
{
    m_isShown = true;
    refresh();
}

void BlastPreview::refresh()
{
    if (!m_isShown)
        return;
    const BlastRadius radius = blastRadius(m_view.selectedIds(), m_model);
    m_view.setDoomed(radius.jobs);
    m_cancel.setStatusTip(radius.jobs.isEmpty() ? QString() : shown(blastText(radius)));
    m_cancel.showStatusText(m_view.window());
}

void BlastPreview::end()
{
    if (!std::exchange(m_isShown, false))
        return;
    m_view.setDoomed({});
    m_cancel.setStatusTip({});
    QStatusTipEvent nothing{QString()};
    QCoreApplication::sendEvent(m_view.window(), &nothing);
}

} // namespace belayer::ui
