// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kindforms.h"

#include <algorithm>

namespace belayer::ui {

KindForms::KindForms(const QList<engine::KindInfo> &kinds, QWidget *parent)
    : QStackedWidget(parent), m_kinds(kinds)
{
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
        addWidget(form);
    }
    setCurrentWidget(form);
    // A short form does not scroll because another one is long.
    for (int page = 0; page < count(); ++page)
        widget(page)->setSizePolicy(QSizePolicy::Preferred,
                                    page == currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    updateGeometry();
    Q_EMIT edited();
}

void KindForms::begin(const engine::JobSpec &spec)
{
    m_start = spec;
    delete m_forms.take(spec.kind);
    showKind(spec.kind);
}

SpecForm *KindForms::current() const
{
    return static_cast<SpecForm *>(currentWidget());
}

} // namespace belayer::ui
