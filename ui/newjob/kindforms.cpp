// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/kindforms.h"

#include "ui/look/taborder.h"

#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {

KindForms::KindForms(const QList<engine::KindInfo> &kinds, QWidget *parent) : QWidget(parent), m_kinds(kinds)
{
    auto *layout = new QVBoxLayout(this); // takes no room for those hidden, as a QStackedWidget would
    layout->setContentsMargins(0, 0, 0, 0);
}

void KindForms::showKind(const QString &kind)
{
    SpecForm *&form = m_forms[kind];
    if (!form) {
        const auto info = std::find_if(m_kinds.cbegin(), m_kinds.cend(),
                                       [&](const engine::KindInfo &known) { return known.name == kind; });
        if (info == m_kinds.cend())
            return;
        form = new SpecForm(*info, m_kinds, kind == m_start.kind ? m_start : engine::JobSpec(), this);
        connect(form, &SpecForm::edited, this, &KindForms::edited);
        layout()->addWidget(form);
    }
    if (m_current && m_current != form)
        m_current->hide();
    m_current = form;
    form->show();
    followLayout(*window());
    Q_EMIT edited();
}

void KindForms::begin(const engine::JobSpec &spec)
{
    m_start = spec;
    delete m_forms.take(spec.kind);
    showKind(spec.kind);
}

} // namespace belayer::ui
