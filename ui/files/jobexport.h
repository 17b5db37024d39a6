// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Brings the history into a file, page after page.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "ui/files/exportfile.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Reads in the history's thread and writes in one of its own; at most a page and a tree of jobs are held.
/// Deleting it before the end leaves no file, and waits for the page at hand, some milliseconds. The client
/// outlives it.
class JobExport : public QObject
{
    Q_OBJECT

public:
    JobExport(engine::EngineClient &client, std::unique_ptr<ExportFile> file, QObject *parent = nullptr);
    ~JobExport() override;

    void start();

Q_SIGNALS:
    /// After each page.
    void progressed(qint64 jobs);
    /// Once, last. Empty: all is in the file.
    void finished(qint64 jobs, const QString &problem);

private:
    void askPage();
    void writePage(const engine::HistoryPage &page);
    void pageWritten(const std::optional<QString> &problem, std::optional<quint64> next);

    engine::EngineClient &m_client;
    std::unique_ptr<ExportFile> m_file; ///< of the writing thread while a page is on its way
    std::optional<quint64> m_before;
    QThreadPool m_writing;
};

} // namespace belayer::ui
