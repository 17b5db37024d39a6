// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What is dropped on the window: files to work with, a job list, an address to download.
#pragma once

#include "core/engine/jobspec.h"

#include <QObject>
#include <QUrl>
#include <QWidget>

class QMimeData;

namespace belayer::ui {

class JobFiles;

/// Over the whole window while something hangs over it that can be dropped.
class DropHint : public QWidget
{
    Q_OBJECT

public:
    explicit DropHint(QWidget *window);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Child of the window. Files are never moved, whatever their owner proposes.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    FileDrop(QWidget *window, const JobFiles &files);

Q_SIGNALS:
    /// To be filled in and started by the user.
    void jobWanted(const belayer::engine::JobSpec &start);
    void commandWanted(const QStringList &paths);
    void importWanted(const QString &path);
    /// Why nothing comes of a drop. Not escaped.
    void refused(const QString &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void drop(const QList<QUrl> &urls, const QPoint &place);
    void offer(const QStringList &paths, const QPoint &place);

    QWidget *m_window;
    const JobFiles &m_files;
    DropHint *m_hint;
};

} // namespace belayer::ui
