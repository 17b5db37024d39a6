// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Follows the captured output of one job: plain text, bounded, read as it grows.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/outputtext.h"

#include <QAction>
#include <QFileSystemWatcher>
#include <QPlainTextEdit>
#include <QTimer>

namespace belayer::ui {

/// Reads the file from where it stopped whenever the file changes and the pane is to be seen; nothing wakes
/// while nothing is written. At most the newest 20,000 lines are kept, and a stretch of more than 2 MiB it is
/// behind is left out with a line that says so.
class OutputPane : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit OutputPane(QWidget *parent = nullptr);

    /// The job to follow, again after each of its changes; nullptr: none.
    void showJob(const engine::JobSnapshot *job);
    /// Checkable: whether new output scrolls into view. Scrolling up by hand switches it off, to the end on.
    QAction *followAction() const noexcept { return m_follow; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void startOver(const engine::JobSnapshot *job);
    void watch();
    void scheduleRead();
    void read();
    void append(const QStringList &lines);
    void scrollToEnd();

    QAction *m_follow;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
    engine::JobId m_job;
    QString m_file;
    qint64 m_position = 0;
    bool m_isJobFinished = false;
    OutputText m_text;
};

} // namespace belayer::ui
