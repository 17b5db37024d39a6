// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A line for commands with the keys of a shell: Up and Down for earlier ones, Tab to complete.
#pragma once

#include "ui/newjob/shellcompletion.h"

#include <QLineEdit>
#include <QStringListModel>

class QCompleter;

namespace belayer::ui {

/// Tab moves the focus on, as everywhere, where there is nothing to complete.
class ShellLine : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int draft = -1;

    explicit ShellLine(QWidget *parent = nullptr);

    /// Newest first. What is typed stays reachable below the newest.
    void setHistory(const QStringList &lines);
    void setReader(LineReader reader) { m_reader = reader; }
    void setFolder(const QString &folder) { m_folder = folder; }

Q_SIGNALS:
    /// Its text is now that of the history's entry, or what was typed before: `draft`.
    void recalled(int entry);

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void recall(int entry);
    bool complete();
    void replaceFrom(qsizetype start, const QString &text);

    QStringList m_history;
    int m_entry = draft;
    QString m_draft;
    ShellCompletion m_completion;
    LineReader m_reader = LineReader::Words;
    QString m_folder;
    QStringListModel m_candidates;
    QCompleter *m_completer;
    qsizetype m_completionStart = 0;
};

} // namespace belayer::ui
