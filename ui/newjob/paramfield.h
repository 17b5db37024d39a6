// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One parameter of a job in a form: its title, its editor, and what is wrong with it right below.
#pragma once

#include "core/engine/kindinfo.h"

#include <QLabel>
#include <QWidget>

namespace belayer::ui {

/// Checks what the parameter's description says while it is typed; the engine has the last word on submit,
/// and its refusal is shown at the same place. The editor's object name is "params." and the parameter's
/// name.
class ParamField : public QWidget
{
    Q_OBJECT

public:
    /// The editor that suits the parameter's type.
    static ParamField *make(const engine::ParamInfo &info, QWidget *parent);
    static int titleWidth(const QFontMetrics &metrics);

    const engine::ParamInfo &info() const noexcept { return m_info; }
    /// For JobSpec::params; invalid: left out, so that the engine's default holds.
    virtual QVariant value() const = 0;

    enum class Strictness : quint8 {
        WhileTyping, ///< what is still blank is no problem yet
        OnSubmit,
    };
    /// Shows the problem or its absence; true: fine.
    bool check(Strictness strictness);
    void showProblem(const QString &problem);
    QString problem() const;
    void focusEditor();

Q_SIGNALS:
    void edited();

protected:
    ParamField(const engine::ParamInfo &info, QWidget *parent);
    /// To be called once by a subclass: lays out, and connects nothing.
    void setEditor(QWidget *editor, QWidget *focusTarget);
    /// To be called after each edit.
    void noteEdit();
    virtual bool isBlank() const = 0;
    /// Empty: none. Not asked while blank and not required.
    virtual QString findProblem() const { return {}; }
    QString countProblem(qsizetype count) const;
    void changeEvent(QEvent *event) override;

private:
    void showNote();

    engine::ParamInfo m_info;
    QLabel *m_title;
    QLabel *m_note;
    QWidget *m_focusTarget = nullptr;
    QString m_problem;
};

} // namespace belayer::ui
