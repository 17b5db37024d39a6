// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Goes through the window and every dialog that its menus open, so that one test is about all of them,
/// also about those made after it.
#pragma once

#include "tests/ui/windowbench.h"
#include "ui/files/jobfiles.h"
#include "ui/files/jobformats.h"
#include "ui/settings/httpcontrol.h"

#include <QDialog>
#include <QFileDialog>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabWidget>

#include <algorithm>
#include <functional>

namespace belayer::ui::test {

/// What is looked at and where that is, for messages.
using Visit = std::function<void(QWidget &window, const QString &where)>;

/// Of the menu and of the menus in it.
inline QList<QAction *> entriesOf(const QWidget &menu)
{
    QList<QAction *> entries;
    for (QAction *action : menu.actions()) {
        if (action->menu())
            entries += entriesOf(*action->menu());
        else if (!action->isSeparator())
            entries += action;
    }
    return entries;
}

/// HTTP for the page of the settings.
class NoHttp : public HttpControl
{
public:
    Status status() const override { return {}; }
    std::optional<QString> apply(const HttpWishes &) override { return {}; }
    void setCommandJobs(CommandJobs) override {}
    QString token() const override { return u"token"_s; }
    std::optional<QString> renewToken() override { return {}; }
};

/// Any list is one of a program, which has to be agreed to.
inline engine::Result<QList<engine::JobSpec>> readCommand(QByteArrayView)
{
    engine::JobSpec command;
    command.kind = u"command"_s;
    command.params = {{u"program"_s, u"/bin/true"_s}};
    return QList<engine::JobSpec>{command};
}

/// With all of its pages.
inline void visitDialog(QDialog &dialog, const Visit &visit)
{
    const auto lists = dialog.findChildren<QListWidget *>(QRegularExpression(u"^(kinds|pages)$"_s));
    if (lists.isEmpty() || !lists.first()->isVisible()) {
        visit(dialog, dialog.windowTitle());
        return;
    }
    if (auto *more = dialog.findChild<QAbstractButton *>(u"moreOptions"_s))
        more->setChecked(true);
    QListWidget *pages = lists.first();
    for (int row = 0; row < pages->count(); ++row) {
        pages->setCurrentRow(row);
        visit(dialog, dialog.windowTitle() + u": "_s + pages->item(row)->text());
    }
}

/// Opens what the action opens, be it modal or not, shows it to the visit and closes it. False if nothing
/// came.
inline bool visitOpened(QAction &action, const Visit &visit)
{
    bool hasCome = false;
    const auto look = [&] {
        const QWidgetList all = QApplication::topLevelWidgets();
        const auto found = std::find_if(all.begin(), all.end(), [](QWidget *widget) {
            return widget->isVisible() && qobject_cast<QDialog *>(widget);
        });
        if (hasCome || found == all.end()) // a visit may let the timer go off
            return;
        hasCome = true;
        auto *dialog = qobject_cast<QDialog *>(*found);
        if (!qobject_cast<QFileDialog *>(dialog)) // Qt's, not ours
            visitDialog(*dialog, visit);
        dialog->reject();
    };
    // A modal one is looked at from its own loop.
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, look);
    timer.start(0);
    action.trigger();
    // Another waits for an answer of the engine.
    return hasCome || QTest::qWaitFor([&] {
               look();
               return hasCome;
           });
}

inline void visitEveryWindow(WindowBench &bench, const Visit &visit)
{
    auto *http = new NoHttp;
    http->setParent(&bench.window);
    bench.window.setHttp(*http);
    auto *files = bench.window.findChild<JobFiles *>();
    files->setFormats({readCommand, [](const engine::JobSnapshot &) { return QByteArray(); }});
    auto *tabs = find<QTabWidget>(&bench.window, u"dockTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        visit(bench.window, u"main window, "_s + tabs->tabText(tab));
    }
    for (QAction *action : entriesOf(*bench.window.menuBar())) {
        // These need no more to be told before they do what they say.
        const bool isShown = action->objectName() == u"about" || action->objectName() == u"shortcuts";
        if (!action->isEnabled() || (!action->text().endsWith(u'…') && !isShown))
            continue;
        if (!visitOpened(*action, visit))
            qFatal("%s opens no dialog", qPrintable(action->text()));
    }
    // A file has to be chosen first, in a dialog of Qt's.
    QAction import(&bench.window);
    QObject::connect(&import, &QAction::triggered, files, [&bench, files] {
        QFile list(bench.path(u"list.json"_s));
        if (!list.open(QIODevice::WriteOnly))
            qFatal("no list");
        files->importFile(list.fileName());
    });
    if (!visitOpened(import, visit))
        qFatal("no import");
}

} // namespace belayer::ui::test
