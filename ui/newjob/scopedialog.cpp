// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/scopedialog.h"

#include "core/engine/engineclient.h"
#include "ui/newjob/specform.h"

#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

engine::KindInfo kindOf(ScopeDialog::Scope scope, const QList<engine::KindInfo> &kinds)
{
    const QLatin1StringView name = scope == ScopeDialog::Scope::Race ? "race"_L1 : "group"_L1;
    const auto kind =
        std::find_if(kinds.cbegin(), kinds.cend(), [name](auto &each) { return each.name == name; });
    return kind == kinds.cend() ? engine::KindInfo() : *kind;
}

} // namespace

ScopeDialog::ScopeDialog(engine::EngineClient &client, Scope scope, QWidget *parent)
    : SpecDialog(client, parent), m_form(new SpecForm(kindOf(scope, client.kinds()), client.kinds(), this))
{
    const bool isRace = scope == Scope::Race;
    setWindowTitle(isRace ? tr("Start Race") : tr("New Group"));
    resize(720, 500);
    auto *summary = new QLabel(this);
    summary->setText(
        isRace ? tr("All lanes start together. Once the race is decided, the others are cancelled, "
                    "and the race ends when nothing of them is left.")
               : tr("The jobs run together, at most so many at once as you say. The group ends when "
                    "nothing of them is left, and a cancel of it cancels them all."));
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(summary);
    layout->addWidget(m_form, 1);
    setContent(content);
    startButton()->setText(isRace ? tr("&Start Race") : tr("&Start Group"));
    connect(m_form, &SpecForm::edited, this, &ScopeDialog::forgetProblem);
}

engine::JobSpec ScopeDialog::spec() const
{
    return m_form->spec();
}

bool ScopeDialog::check()
{
    return m_form->check();
}

bool ScopeDialog::showProblem(const QString &field, const QString &message)
{
    return m_form->showProblem(field, message);
}

} // namespace belayer::ui
