// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Runs a program: one line as typed at a shell, with or without a shell to read it.
#pragma once

#include "ui/newjob/shellline.h"
#include "ui/newjob/specdialog.h"

#include <QCheckBox>
#include <QLineEdit>

namespace belayer::ui {

class RunCommandDialog : public SpecDialog
{
    Q_OBJECT

public:
    explicit RunCommandDialog(engine::EngineClient &client, QWidget *parent = nullptr);
    /// Begins with these as the last arguments; the program is still to be typed before them. Runs where the
    /// first is.
    void setFiles(const QStringList &paths);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    void setUpFields();
    void layOut();
    QWidget *makeFolderRow();
    void preview();
    void setHistory(const QList<engine::JobSpec> &specs);
    void recall(int entry);
    void showNote(QLabel *note, const QString &message, bool isProblem);
    bool checkFolder();

    ShellLine *m_line;
    QLabel *m_lineNote;
    QCheckBox *m_shell;
    QLineEdit *m_folder;
    QLabel *m_folderNote;
    QList<engine::JobSpec> m_history; ///< newest first, each line once
    int m_entry = ShellLine::draft;   ///< that is shown
    engine::JobSpec m_draft;          ///< what was there before the look back
    bool m_hasOwnFolder = false;      ///< chosen here, so no earlier command brings its own
};

} // namespace belayer::ui
