// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Starts a job of any kind the engine has.
#pragma once

#include "core/engine/kindinfo.h"
#include "ui/specdialog.h"

#include <QListWidget>

namespace belayer::ui {

class KindForms;

class NewJobDialog : public SpecDialog
{
    Q_OBJECT

public:
    explicit NewJobDialog(engine::EngineClient &client, QWidget *parent = nullptr);

    void chooseKind(const QString &kind);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    void showKind(int row);

    QList<engine::KindInfo> m_infos;
    QListWidget *m_kinds;
    KindForms *m_forms;
    QLabel *m_title;
    QLabel *m_summary;
};

} // namespace belayer::ui
