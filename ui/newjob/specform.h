// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The form of one kind of job, built from the kind's own description.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QList>
#include <QSpinBox>
#include <QWidget>

namespace belayer::ui {

class ChildrenField;
class ParamField;

class SpecForm : public QWidget
{
    Q_OBJECT

public:
    /// Kinds for the children of a group or race are taken from `kinds`.
    SpecForm(const engine::KindInfo &kind, const QList<engine::KindInfo> &kinds, QWidget *parent = nullptr);
    /// The fields begin with what `start` has; what no field shows of it stays as it is.
    SpecForm(const engine::KindInfo &kind, const QList<engine::KindInfo> &kinds, const engine::JobSpec &start,
             QWidget *parent = nullptr);

    const engine::KindInfo &kind() const noexcept { return m_kind; }
    engine::JobSpec spec() const;
    /// Shows what is wrong at each field and goes to the first; true: nothing is.
    bool check();
    /// A refusal of the engine at the field it names, e.g. "params.n" or "children[1].name". False: no such
    /// field.
    bool showProblem(const QString &field, const QString &message);
    /// Nullptr for kinds without children.
    ChildrenField *children() const noexcept { return m_children; }

Q_SIGNALS:
    void edited();

private:
    void addName();
    void addPolicy();
    void addMaxParallel();
    void setStart();
    void addRow(const QString &title, QWidget *editor);
    void showNameProblem(const QString &message);

    engine::KindInfo m_kind;
    engine::JobSpec m_start;
    QLineEdit *m_name = nullptr;
    QLabel *m_nameNote = nullptr;
    QComboBox *m_policy = nullptr;
    QSpinBox *m_maxParallel = nullptr;
    QList<ParamField *> m_fields;
    ChildrenField *m_children = nullptr;
};

} // namespace belayer::ui
