// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Runs a program: one line as typed at a shell, with or without a shell to read it.
#pragma once

#include "ui/specdialog.h"

#include <QCheckBox>
#include <QLineEdit>

namespace belayer::ui {

class RunCommandDialog : public SpecDialog
{
    Q_OBJECT

public:
    explicit RunCommandDialog(engine::EngineClient &client, QWidget *parent = nullptr);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    QWidget *makeFolderRow();
    void preview();
    void showNote(QLabel *note, const QString &message, bool isProblem);
    bool checkFolder();

    QLineEdit *m_line;
    QLabel *m_lineNote;
    QCheckBox *m_shell;
    QLineEdit *m_folder;
    QLabel *m_folderNote;
};

} // namespace belayer::ui
