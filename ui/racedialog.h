// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Starts two or more jobs against each other.
#pragma once

#include "ui/specdialog.h"

namespace belayer::ui {

class SpecForm;

class RaceDialog : public SpecDialog
{
    Q_OBJECT

public:
    explicit RaceDialog(engine::EngineClient &client, QWidget *parent = nullptr);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    SpecForm *m_form;
};

} // namespace belayer::ui
