// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Starts a job of any kind the engine has, new or made from one there was.
#pragma once

#include "core/engine/kindinfo.h"
#include "ui/newjob/specdialog.h"

#include <QListWidget>
#include <QToolButton>

namespace belayer::ui {

class CopyLine;
class KindForms;
class SpecOptions;

class NewJobDialog : public SpecDialog
{
    Q_OBJECT

public:
    explicit NewJobDialog(engine::EngineClient &client, QWidget *parent = nullptr);
    /// To edit and run again: begins with the spec, and stays with its kind.
    NewJobDialog(engine::EngineClient &client, const engine::JobSpec &start, QWidget *parent = nullptr);
    /// Groups and races within groups have no form.
    static bool canEdit(const engine::JobSpec &spec);

    /// For the line for curl; empty: the usual one.
    void setHttpAddress(const QString &address);

    void chooseKind(const QString &kind);
    /// Begins with the spec, and its kind's defaults for what it does not say; the kind can still be changed.
    void begin(const engine::JobSpec &start);

protected:
    engine::JobSpec spec() const override;
    bool check() override;
    bool showProblem(const QString &field, const QString &message) override;

private:
    QWidget *makeRight();
    QWidget *makeFold();
    void showKind(int row);
    void showLine();

    QList<engine::KindInfo> m_infos;
    QListWidget *m_kinds;
    KindForms *m_forms;
    QLabel *m_title;
    QLabel *m_summary;
    SpecOptions *m_options;
    QToolButton *m_fold;
    CopyLine *m_curl;
    QString m_address;
};

} // namespace belayer::ui
