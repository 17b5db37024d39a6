// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Everything known about one job, as text that can be selected and copied.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"
#include "ui/table/jobtablemodel.h"

#include <QGridLayout>
#include <QLabel>
#include <QMap>
#include <QScrollArea>
#include <QVBoxLayout>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

class CopyLine;
class FinishTable;
class UsageGraph;
class ValueText;

/// The client outlives it; it is asked for what the shown job was started from.
class DetailsPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsPane(engine::EngineClient &client, QWidget *parent = nullptr);

    /// Again after each change; nullptr: no job.
    void showJob(const engine::JobSnapshot *job, const JobTableModel::ChildSummary &children);
    /// For the line for curl; empty: the usual one.
    void setHttpAddress(const QString &address);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Detail : quint8 {
        State,
        Waiting,
        Kind,
        Progress,
        Elapsed,
        Exit,
        Attempt,
        Usage,
        Priority,
        Labels,
        Created,
        Started,
        Finished,
        Id,
        Parent,
        Children,
        Result,
        Output,
        Spec,
        ChildErrors,
        Receipt,
    };
    struct Field
    {
        QLabel *key;
        ValueText *value;
    };
    void addField(QGridLayout *grid, Detail detail, const QString &title);
    void addFields();
    QGridLayout *addLongFields(QVBoxLayout *layout);
    int alignValues(const QList<QGridLayout *> &grids);
    void set(Detail detail, const QString &text);
    void showOutcome(const engine::JobSnapshot &job, const engine::JobSnapshot *firstFailed);
    void askForSpec(const engine::JobSnapshot &job);
    void askForUsage(const engine::JobSnapshot &job);
    void showSpec();
    void showColors();

    engine::EngineClient &m_client;
    QLabel *m_hint;
    QWidget *m_content;
    QLabel *m_icon;
    ValueText *m_name;
    ValueText *m_error;
    QMap<Detail, Field> m_fields;
    FinishTable *m_finishes;
    CopyLine *m_curl;
    CopyLine *m_ctl;
    UsageGraph *m_usageGraph;
    engine::JobState m_state = engine::JobState::Queued;
    engine::JobId m_id;
    std::optional<engine::JobSpec> m_spec; ///< of m_id, once the engine has answered
    std::optional<engine::Usage> m_usage;  ///< the graph has been asked for up to here
    QString m_address;
};

} // namespace belayer::ui
