// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Everything a snapshot says about one job, as text that can be selected and copied.
#pragma once

#include "ui/jobtablemodel.h"

#include <QGridLayout>
#include <QLabel>
#include <QMap>
#include <QScrollArea>

namespace belayer::ui {

class DetailsPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    /// Again after each change; nullptr: no job.
    void showJob(const engine::JobSnapshot *job, const JobTableModel::ChildSummary &children);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Detail : quint8 {
        State,
        Kind,
        Progress,
        Elapsed,
        Exit,
        Attempt,
        Labels,
        Created,
        Started,
        Finished,
        Id,
        Parent,
        Children,
        Result,
        Output,
    };
    struct Field
    {
        QLabel *key;
        QLabel *value;
    };
    void addField(QGridLayout *grid, Detail detail, const QString &title);
    void addFields();
    void set(Detail detail, const QString &text);
    void showOutcome(const engine::JobSnapshot &job, const engine::JobSnapshot *firstFailed);
    void showColors();

    QLabel *m_hint;
    QWidget *m_content;
    QLabel *m_icon;
    QLabel *m_name;
    QLabel *m_error;
    QMap<Detail, Field> m_fields;
    engine::JobState m_state = engine::JobState::Queued;
};

} // namespace belayer::ui
