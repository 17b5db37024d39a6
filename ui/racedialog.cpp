// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/racedialog.h"

#include "core/engine/engineclient.h"
#include "ui/specform.h"

#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

engine::KindInfo raceKind(const QList<engine::KindInfo> &kinds)
{
    const auto race =
        std::find_if(kinds.cbegin(), kinds.cend(), [](auto &kind) { return kind.name == "race"_L1; });
    return race == kinds.cend() ? engine::KindInfo() : *race;
}

} // namespace

RaceDialog::RaceDialog(engine::EngineClient &client, QWidget *parent)
    : SpecDialog(client, parent), m_form(new SpecForm(raceKind(client.kinds()), client.kinds(), this))
{
    setWindowTitle(tr("Start Race"));
    resize(720, 500);
    auto *summary =
        new QLabel(tr("All lanes start together. Once the race is decided, the others are cancelled, and "
                      "the race ends when nothing of them is left."),
                   this);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(summary);
    layout->addWidget(m_form, 1);
    setContent(content);
    startButton()->setText(tr("&Start Race"));
    connect(m_form, &SpecForm::edited, this, &RaceDialog::forgetProblem);
}

engine::JobSpec RaceDialog::spec() const
{
    return m_form->spec();
}

bool RaceDialog::check()
{
    return m_form->check();
}

bool RaceDialog::showProblem(const QString &field, const QString &message)
{
    return m_form->showProblem(field, message);
}

} // namespace belayer::ui
