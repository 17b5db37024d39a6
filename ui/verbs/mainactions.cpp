// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verbs/mainactions.h"

#include "ui/look/icons.h"

#include <QWidget>

namespace belayer::ui {
using namespace Qt::StringLiterals;

MainActions::MainActions(QWidget *window) : QObject(window)
{
    newJob = make("newJob", tr("&New Job…"), u"new-job"_s, QKeySequence(Qt::CTRL | Qt::Key_N),
                  tr("Start a job of any kind"));
    runCommand = make("runCommand", tr("Run &Command…"), u"run-command"_s, QKeySequence(Qt::CTRL | Qt::Key_R),
                      tr("Run a program and follow its output"));
    startRace =
        make("startRace", tr("Start &Race…"), u"start-race"_s, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
             tr("Run jobs against each other; the losers are cancelled"));
    startGroup = make("startGroup", tr("New &Group…"), u"kind-group"_s,
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), tr("Run jobs together, as one"));
    makeFileActions();
    cancel = make("cancel", tr("&Cancel"), u"cancel"_s, QKeySequence(Qt::Key_Delete),
                  tr("Cancel the selected jobs and all below them"));
    retry = make("retry", tr("&Retry"), u"retry"_s, QKeySequence(Qt::Key_F5),
                 tr("Start the selected jobs again"));
    makeVerbs();
    selectAll = make("selectAll", tr("Select &All"), {}, QKeySequence(QKeySequence::SelectAll), {});
    focusFilter = make("focusFilter", tr("&Filter Jobs"), u"search"_s, QKeySequence(Qt::CTRL | Qt::Key_F),
                       tr("Show only jobs with these words"));
    startDemo = make("startDemo", tr("Start &All of Them"), u"demo"_s, {},
                     tr("Start the whole board of sample jobs"));
    resetColumns = make("resetColumns", tr("&Reset Columns"), {}, {}, {});
    settings = make("settings", tr("&Settings…"), u"settings"_s, QKeySequence(Qt::CTRL | Qt::Key_Comma), {});
    settings->setMenuRole(QAction::PreferencesRole);
    makeHelp();
    quit = make("quit", tr("&Quit"), u"quit"_s, QKeySequence(Qt::CTRL | Qt::Key_Q), {});
    newJob->setIconText(tr("New Job"));
    runCommand->setIconText(tr("Run Command"));
    startRace->setIconText(tr("Race"));
    startDemo->setIconText(tr("Start Sample Jobs"));
    // A text field that has the focus keeps its own Ctrl+A and Delete.
    for (QAction *action : {selectAll, cancel})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void MainActions::makeFileActions()
{
    importJobs = make("importJobs", tr("&Import Jobs…"), u"import"_s, QKeySequence(QKeySequence::Open),
                      tr("Start the jobs of a file"));
    exportJobs = make("exportJobs", tr("E&xport Jobs…"), u"export"_s, QKeySequence(QKeySequence::Save),
                      tr("Write the history into a file"));
    undo = make("undo", tr("&Undo"), u"undo"_s, QKeySequence(QKeySequence::Undo), {});
}

void MainActions::makeVerbs()
{
    editAndRerun = make("editAndRerun", tr("&Edit and Rerun…"), u"edit"_s, QKeySequence(Qt::CTRL | Qt::Key_E),
                        tr("Change the selected job and start it as a new one"));
    pause = make("pause", tr("&Pause"), u"state-paused"_s, QKeySequence(Qt::CTRL | Qt::Key_P),
                 tr("Stop the selected jobs where they are"));
    resume = make("resume", tr("Res&ume"), u"resume"_s, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                  tr("Go on with the selected paused jobs"));
    forceStart = make("forceStart", tr("&Start Now"), u"force-start"_s,
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
                      tr("Start the selected queued jobs over all limits, whatever they wait for"));
    moveToTop = make("moveToTop", tr("To the &Top"), u"to-top"_s, QKeySequence(Qt::ALT | Qt::Key_Home), {});
    moveUp = make("moveUp", tr("&Up"), u"up"_s, QKeySequence(Qt::ALT | Qt::Key_Up), {});
    moveDown = make("moveDown", tr("&Down"), u"down"_s, QKeySequence(Qt::ALT | Qt::Key_Down), {});
    moveToBottom =
        make("moveToBottom", tr("To the &Bottom"), u"to-bottom"_s, QKeySequence(Qt::ALT | Qt::Key_End), {});
    forget = make("forget", tr("&Forget"), u"remove"_s, QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                  tr("Remove the selected finished jobs and their output"));
    // A text field keeps its own Shift+Delete and Alt+Up.
    for (QAction *action : {moveToTop, moveUp, moveDown, moveToBottom, forget})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void MainActions::makeHelp()
{
    shortcuts = make("shortcuts", tr("&Keyboard Shortcuts"), u"shortcuts"_s, {}, {});
    shortcuts->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::CTRL | Qt::Key_Question)});
    openDataFolder = make("openDataFolder", tr("Open &Data Folder"), u"folder"_s, {}, {});
    openOutputFolder = make("openOutputFolder", tr("Open Jobs’ &Output Folder"), u"output"_s, {}, {});
    about = make("about", tr("&About Belayer"), u"about"_s, {}, {});
    about->setMenuRole(QAction::AboutRole);
}

QAction *MainActions::make(const char *name, const QString &text, const QString &iconName,
                           const QKeySequence &shortcut, const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(shortcut);
    if (!toolTip.isEmpty())
        action->setToolTip(shortcut.isEmpty()
                               ? toolTip
                               : u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

} // namespace belayer::ui
