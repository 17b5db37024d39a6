// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Shows the jobs of a file before any of them starts, then starts all or none.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/result.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// "job 4 (params.n): …" for a refusal of a list; `field` as Engine::submitAll() gives it. Not escaped.
QString listProblem(const engine::Refusal &refusal);

/// To be shown with open(). Files come from anywhere, so programs in it have to be agreed to. The client
/// outlives it.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(engine::EngineClient &client, const QString &fileName, const QList<engine::JobSpec> &specs,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    /// The engine has them all; the dialog closes.
    void jobsSubmitted(const belayer::engine::JobId &first);

private:
    void fillList(int jobs);
    void addRow(const engine::JobSpec &spec, QTreeWidgetItem *parent);
    void start();
    void say(const QString &problem);

    engine::EngineClient &m_client;
    QList<engine::JobSpec> m_specs;
    QTreeWidget *m_list;
    QCheckBox *m_agree;
    QLabel *m_problem;
    QPushButton *m_start;
    int m_rows = 0;
};

} // namespace belayer::ui
