// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/helpmenu.h"

#include "ui/aboutdialog.h"
#include "ui/shortcutsheet.h"
#include "ui/verbs/mainactions.h"

#include <QDesktopServices>
#include <QMainWindow>
#include <QUrl>

namespace belayer::ui {

HelpMenu::HelpMenu(const MainActions &actions, QMainWindow *window)
    : QMenu(tr("&Help"), window), m_actions(actions), m_window(window)
{
    addAction(m_actions.shortcuts);
    addSeparator();
    addActions({m_actions.openDataFolder, m_actions.openOutputFolder});
    addSeparator();
    addAction(m_actions.about);
    connect(m_actions.shortcuts, &QAction::triggered, this,
            [this] { (new ShortcutSheet(*m_window, m_window))->open(); });
    connect(m_actions.openDataFolder, &QAction::triggered, this, [this] { openFolder(m_folders.data); });
    connect(m_actions.openOutputFolder, &QAction::triggered, this, [this] { openFolder(m_folders.output); });
    connect(m_actions.about, &QAction::triggered, this,
            [this] { (new AboutDialog(m_folders, m_window))->open(); });
    setFolders({});
}

void HelpMenu::setFolders(const Folders &folders)
{
    m_folders = folders;
    m_actions.openDataFolder->setEnabled(!folders.data.isEmpty());
    m_actions.openOutputFolder->setEnabled(!folders.output.isEmpty());
}

void HelpMenu::openFolder(const QString &path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        Q_EMIT failed(tr("No file manager could be started for %1; open it by hand.").arg(path));
}

} // namespace belayer::ui
