// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Parameters that fit one line: a whole number, a text, a program, a folder or a new file.
#pragma once

#include "ui/newjob/paramfield.h"

#include <QLineEdit>

namespace belayer::ui {

class TextField : public ParamField
{
    Q_OBJECT

public:
    TextField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override;

private:
    QLineEdit *m_line;
};

/// Any 64-bit number; thousands may be grouped by spaces, commas or underscores.
class IntegerField : public ParamField
{
    Q_OBJECT

public:
    IntegerField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override;
    QString findProblem() const override;

private:
    QString digits() const;

    QLineEdit *m_line;
};

/// A program, a folder or a new file, typed or picked.
class PathField : public ParamField
{
    Q_OBJECT

public:
    PathField(const engine::ParamInfo &info, QWidget *parent);
    QVariant value() const override;

protected:
    bool isBlank() const override;
    QString findProblem() const override;

private:
    void browse();
    QString pick(const QString &start);

    QLineEdit *m_line;
};

} // namespace belayer::ui
