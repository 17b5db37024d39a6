// SPDX-License-Identifier: GPL-3.0-or-later
/// \file "Copy as curl": each verb that the selected jobs offer, as the call that does the same.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QMenu>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

class JobTableModel;
class JobTableView;

/// Its entries are made as it opens. Everything it is given outlives it.
class CurlMenu : public QMenu
{
    Q_OBJECT

public:
    CurlMenu(engine::EngineClient &client, const JobTableModel &model, const JobTableView &view,
             QWidget *parent = nullptr);

    /// Empty: the usual one.
    void setHttpAddress(const QString &address) { m_address = address; }

Q_SIGNALS:
    /// That it has been copied, or why nothing was. Not escaped.
    void said(const QString &message);

private:
    void addVerbs();
    void addVerb(engine::Verb verb, const QString &title);
    void copyStartLine();
    void copy(const QString &line);

    engine::EngineClient &m_client;
    const JobTableModel &m_model;
    const JobTableView &m_view;
    QAction *m_copyStart;
    QString m_address;
};

} // namespace belayer::ui
