// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Jobs into files and out of them: Import and Export of the window.
#pragma once

#include "ui/files/jobformats.h"
#include "ui/table/jobtablemodel.h"
#include "ui/verbs/mainactions.h"

#include <optional>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Child of the window, over which its dialogs open. Everything it is given outlives it.
class JobFiles : public QObject
{
    Q_OBJECT

public:
    JobFiles(engine::EngineClient &client, const JobTableModel &model, MainActions &actions, QWidget *window);

    /// Before, there is neither import nor export.
    void setFormats(const JobFormats &formats);
    /// Whether to offer the import of that file: by its name alone.
    bool canImport(const QString &path) const;
    void importFile(const QString &path);

    /// Longer ones are refused: a file of 10,000 jobs, as many as may run, has one or two megabytes.
    static constexpr qint64 importLimit = 16 * 1024 * 1024;

Q_SIGNALS:
    /// What was wrong with a file. Not escaped.
    void failed(const QString &message);
    void imported(const belayer::engine::JobId &first);

private:
    void chooseFile();
    void exportJobs();

    engine::EngineClient &m_client;
    const JobTableModel &m_model;
    MainActions &m_actions;
    QWidget *m_window;
    std::optional<JobFormats> m_formats;
};

} // namespace belayer::ui
