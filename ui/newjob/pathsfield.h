// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A parameter that is a list of files and folders: picked, dropped or typed.
#pragma once

#include "ui/newjob/paramfield.h"

#include <QLineEdit>
#include <QListWidget>

namespace belayer::ui {

class PathsField : public ParamField
{
    Q_OBJECT

public:
    PathsField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;
    void add(const QStringList &paths);

protected:
    bool isBlank() const override;
    QString findProblem() const override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeButtons();
    void addTyped();
    QStringList paths() const;

    QListWidget *m_list;
    QLineEdit *m_line;
};

} // namespace belayer::ui
