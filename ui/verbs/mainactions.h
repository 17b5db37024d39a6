// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The window's actions: one of each, for menus, toolbar, empty state and shortcuts alike.
#pragma once

#include <QAction>
#include <QObject>

namespace belayer::ui {

/// Words, icons and shortcuts; what they do is connected by who knows how. Owned by the window.
class MainActions : public QObject
{
    Q_OBJECT

public:
    explicit MainActions(QWidget *window);

    QAction *newJob;
    QAction *runCommand;
    QAction *startRace;
    QAction *startGroup;
    QAction *importJobs;
    QAction *exportJobs;
    QAction *undo;
    QAction *cancel;
    QAction *retry;
    QAction *editAndRerun;
    QAction *pause;
    QAction *resume;
    QAction *forceStart;
    QAction *moveToTop;
    QAction *moveUp;
    QAction *moveDown;
    QAction *moveToBottom;
    QAction *forget;
    QAction *selectAll;
    QAction *focusFilter;
    QAction *startDemo;
    QAction *resetColumns;
    QAction *settings;
    QAction *shortcuts;
    QAction *openDataFolder;
    QAction *openOutputFolder;
    QAction *about;
    QAction *quit;

private:
    void makeFileActions();
    void makeVerbs();
    void makeHelp();
    QAction *make(const char *name, const QString &text, const QString &iconName,
                  const QKeySequence &shortcut, const QString &toolTip);
};

} // namespace belayer::ui
