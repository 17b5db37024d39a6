// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Starts jobs together in a scope that none of them outlives: a group, or a race.
#pragma once

#include "ui/newjob/specdialog.h"

namespace belayer::ui {

class SpecForm;

class ScopeDialog : public SpecDialog
{
    Q_OBJECT

public:
    enum class Scope : quint8 { Group, Race };
    ScopeDialog(engine::EngineClient &client, Scope scope, QWidget *parent = nullptr);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    SpecForm *m_form;
};

} // namespace belayer::ui
