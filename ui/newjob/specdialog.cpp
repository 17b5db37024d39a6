// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/specdialog.h"

#include "core/engine/engineclient.h"
#include "ui/look/taborder.h"
#include "ui/look/theme.h"
#include "ui/words/enginetext.h"
#include "ui/words/plaintext.h"

#include <QPointer>
#include <QVBoxLayout>

namespace belayer::ui {

SpecDialog::SpecDialog(engine::EngineClient &client, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_problem(new QLabel(this))
    , m_start(new QPushButton(tr("&Start"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setObjectName("problem");
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    m_start->setObjectName("start");
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &SpecDialog::submit);
}

void SpecDialog::setContent(QWidget *content)
{
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_start, QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Cancel);
    close->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(12);
    layout->addWidget(content, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

void SpecDialog::showEvent(QShowEvent *event)
{
    followLayout(*this);
    QDialog::showEvent(event);
}

void SpecDialog::forgetProblem()
{
    m_problem->hide();
}

void SpecDialog::submit()
{
    forgetProblem();
    if (!check())
        return;
    m_start->setEnabled(false); // one click, one job
    m_client.submit(spec(), [self = QPointer(this)](const engine::Result<engine::JobSnapshot> &result) {
        if (!self)
            return;
        self->m_start->setEnabled(true);
        if (!result) {
            self->showRefusal(result.refusal());
            return;
        }
        Q_EMIT self->jobSubmitted(result->id);
        self->accept();
    });
}

void SpecDialog::showRefusal(const engine::Refusal &refusal)
{
    const QString message = engineText(refusal.message);
    if (!refusal.field.isEmpty() && showProblem(refusal.field, message))
        return;
    setTextTone(m_problem, Tone::Bad);
    m_problem->setText(shownLines(message));
    m_problem->show();
}

} // namespace belayer::ui
