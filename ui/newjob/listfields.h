// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Parameters of several values: one a line, or picked from a list of choices.
#pragma once

#include "ui/newjob/paramfield.h"

#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>

namespace belayer::ui {

/// One entry a line: a text, a number or text, or NAME=value.
class LinesField : public ParamField
{
    Q_OBJECT

public:
    LinesField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override;
    QString findProblem() const override;

private:
    QStringList lines() const;

    QPlainTextEdit *m_text;
};

class ChoiceField : public ParamField
{
    Q_OBJECT

public:
    ChoiceField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override { return false; }

private:
    QComboBox *m_combo;
};

/// Ticked ones count, in the order they are dragged or moved into.
class ChoicesField : public ParamField
{
    Q_OBJECT

public:
    ChoicesField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override;
    QString findProblem() const override;

private:
    void fill();
    void move(int by);
    QStringList ticked() const;

    QListWidget *m_list;
};

} // namespace belayer::ui
