// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Says when a file that somebody else writes to may have grown.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace belayer::ui {

/// Main thread. Nothing wakes while nothing is written, but for systems that cannot watch one more file.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(QObject *parent);

    void start(const QString &path);
    void stop();

Q_SIGNALS:
    /// At most 25 times a second: a program that writes a byte at a time must not cost a repaint a byte.
    void touched();

private:
    void schedule();
    void look();

    QFileSystemWatcher m_watcher;
    QTimer m_timer;
    QString m_path;
};

} // namespace belayer::ui
