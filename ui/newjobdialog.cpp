// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjobdialog.h"

#include "core/engine/engineclient.h"
#include "ui/icons.h"
#include "ui/kindforms.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace belayer::ui {

NewJobDialog::NewJobDialog(engine::EngineClient &client, QWidget *parent)
    : SpecDialog(client, parent)
    , m_infos(client.kinds())
    , m_kinds(new QListWidget(this))
    , m_forms(new KindForms(m_infos, this))
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
{
    setWindowTitle(tr("New Job"));
    resize(780, 520);
    m_kinds->setObjectName("kinds");
    m_kinds->setAccessibleName(tr("Kind of job"));
    m_kinds->setFixedWidth(172);
    m_kinds->setIconSize({20, 20});
    m_kinds->setSpacing(1);
    for (const engine::KindInfo &info : std::as_const(m_infos)) {
        auto *item = new QListWidgetItem(kindIcon(info.name), info.title, m_kinds);
        item->setData(Qt::UserRole, info.name);
        item->setSizeHint({0, 32});
    }
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() * 1.3);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_forms);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    right->addWidget(m_title);
    right->addWidget(m_summary);
    right->addSpacing(8);
    right->addWidget(scroll, 1);
    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(18);
    columns->addWidget(m_kinds);
    columns->addLayout(right, 1);
    setContent(content);
    connect(m_kinds, &QListWidget::currentRowChanged, this, &NewJobDialog::showKind);
    connect(m_forms, &KindForms::edited, this, &NewJobDialog::forgetProblem);
    m_kinds->setCurrentRow(0);
}

void NewJobDialog::chooseKind(const QString &kind)
{
    for (int row = 0; row < m_kinds->count(); ++row) {
        if (m_kinds->item(row)->data(Qt::UserRole).toString() == kind)
            m_kinds->setCurrentRow(row);
    }
}

void NewJobDialog::showKind(int row)
{
    if (row < 0)
        return;
    m_title->setText(m_infos[row].title);
    m_summary->setText(m_infos[row].summary);
    m_forms->showKind(m_infos[row].name);
}

engine::JobSpec NewJobDialog::spec() const
{
    return m_forms->current()->spec();
}

bool NewJobDialog::check()
{
    return m_forms->current()->check();
}

bool NewJobDialog::showProblem(const QString &field, const QString &message)
{
    return m_forms->current()->showProblem(field, message);
}

} // namespace belayer::ui
