// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What any job may have besides its parameters: labels, priority, times, retries, jobs to wait for.
#pragma once

#include "core/engine/jobspec.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

#include <optional>

namespace belayer::ui {

/// "90", "1.5h", "5m 30s", "250ms"; seconds without a unit. Nothing: it is none of these.
std::optional<std::chrono::milliseconds> readTime(const QString &text);

class SpecOptions : public QWidget
{
    Q_OBJECT

public:
    explicit SpecOptions(QWidget *parent = nullptr);

    void set(const engine::JobSpec &spec);
    /// Whether all has its default.
    bool isUntouched() const;
    void apply(engine::JobSpec &spec) const;
    /// Shows what is wrong and goes there; true: nothing is.
    bool check();
    /// False: the field is none of these.
    bool showProblem(const QString &field, const QString &message);

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &name, const QString &title, const QString &example);
    void showNote(const QString &message);

    QFormLayout *m_form;
    QLineEdit *m_labels;
    QLineEdit *m_timeout;
    QLineEdit *m_delay;
    QLineEdit *m_after;
    QComboBox *m_when;
    QSpinBox *m_priority;
    QSpinBox *m_retries;
    QLabel *m_note;
    engine::Retries m_pauses; ///< of a job that is edited: kept as they are
};

} // namespace belayer::ui
