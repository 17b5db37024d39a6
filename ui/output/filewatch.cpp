// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/filewatch.h"

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

constexpr auto gather = 40ms;
/// Where the system cannot watch one more file.
constexpr auto pollInterval = 500ms;

} // namespace

FileWatch::FileWatch(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::schedule);
}

void FileWatch::start(const QString &path)
{
    stop();
    m_path = path;
    m_watcher.addPath(path);
    schedule();
}

void FileWatch::stop()
{
    m_timer.stop();
    if (!m_path.isEmpty())
        m_watcher.removePath(m_path);
    m_path.clear();
}

void FileWatch::schedule()
{
    if (m_path.isEmpty())
        return; // said before it was stopped
    if (!m_timer.isActive() || m_timer.intervalAsDuration() > gather)
        m_timer.start(gather);
}

void FileWatch::look()
{
    // A file that is replaced is watched no longer.
    if (!m_watcher.files().contains(m_path) && !m_watcher.addPath(m_path))
        m_timer.start(pollInterval);
    Q_EMIT touched();
}

} // namespace belayer::ui
