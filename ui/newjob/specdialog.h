// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the dialogs that start jobs share: check, submit, and a refusal shown where it belongs.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/result.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Stays open until the engine has taken the job: nothing typed is lost by a refusal. To be shown with
/// open(). The client outlives it.
class SpecDialog : public QDialog
{
    Q_OBJECT

Q_SIGNALS:
    /// The engine has the job; the dialog closes.
    void jobSubmitted(const belayer::engine::JobId &id);

protected:
    SpecDialog(engine::EngineClient &client, QWidget *parent);

    void showEvent(QShowEvent *event) override;

    void setContent(QWidget *content);
    QPushButton *startButton() const noexcept { return m_start; }
    /// To be called when anything is edited: the last refusal no longer holds.
    void forgetProblem();

    virtual engine::JobSpec spec() const = 0;
    /// Shows what is wrong at the fields; true: nothing is.
    virtual bool check() = 0;
    /// False: no field of that name is here, so the dialog itself shows the message.
    virtual bool showProblem(const QString &field, const QString &message) = 0;

private:
    void submit();
    void showRefusal(const engine::Refusal &refusal);

    engine::EngineClient &m_client;
    QLabel *m_problem;
    QPushButton *m_start;
};

} // namespace belayer::ui
