// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The menu Help: shortcuts, the folders where things lie, and what this program is.
#pragma once

#include <QMenu>
#include <QString>

class QMainWindow;

namespace belayer::ui {

class MainActions;

/// Where this Belayer keeps its things; empty: not known.
struct Folders
{
    QString data;
    QString output; ///< of jobs, one file each
};

/// Of a main window that outlives it.
class HelpMenu : public QMenu
{
    Q_OBJECT

public:
    HelpMenu(const MainActions &actions, QMainWindow *window);

    void setFolders(const Folders &folders);

Q_SIGNALS:
    /// What could not be done, for people.
    void failed(const QString &problem);

private:
    void openFolder(const QString &path);

    const MainActions &m_actions;
    QMainWindow *m_window;
    Folders m_folders;
};

} // namespace belayer::ui
