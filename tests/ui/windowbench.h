// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The real window over a real engine, used as people use it.
#pragma once

#include "ui/mainwindow.h"
#include "ui/table/jobtableview.h"
#include "ui/verbs/mainactions.h"

#include "tests/ui/enginebench.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QMessageBox>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>

namespace belayer::ui::test {

/// The real window over a real engine, with the model watched for lies.
struct WindowBench : EngineBench
{
    QSettings settings{path(u"settings.ini"_s), QSettings::IniFormat};
    MainWindow window{client, settings};
    JobTableView *table = find<JobTableView>(&window, u"jobTable"_s);
    JobTableModel *model = window.findChild<JobTableModel *>();
    QAbstractItemModelTester tester{model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit WindowBench(Keep keep = Keep::Nothing, const Prepare &prepare = {}) : EngineBench(keep, prepare)
    {
        window.show();
        (void)QTest::qWaitForWindowActive(&window);
    }

    QAction *action(const QString &name) { return find<QAction>(&window, name); }

    /// The toolbar's button, as a user finds it.
    void pressToolButton(const QString &name)
    {
        auto *bar = find<QToolBar>(&window, u"toolBar"_s);
        click(bar->widgetForAction(action(name)));
    }

    /// Of the dock; some are made when they are first opened.
    enum class Pane : quint8 { Output, Details, Timeline, LiveTasks };
    void openPane(Pane pane) const { find<QTabWidget>(&window, u"dockTabs"_s)->setCurrentIndex(int(pane)); }

    template<class Dialog> Dialog *dialog() { return window.findChild<Dialog *>(); }

    QString cell(int row, Column column) { return model->index(row, int(column)).data().toString(); }

    /// The row of the first job of that name, or -1.
    int row(const QString &name)
    {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->job(row).name == name)
                return row;
        }
        return -1;
    }
    bool is(const QString &name, engine::JobState state)
    {
        const int place = row(name);
        return place >= 0 && model->job(place).state == state;
    }
    void clickRow(const QString &name, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex index = model->index(row(name), int(Column::State));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers, table->visualRect(index).center());
    }
};

/// Presses a button of the message box that the next event loop shows.
inline void answerBox(const QString &button, bool *wasAsked)
{
    QTimer::singleShot(0, qApp, [=] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box) {
            answerBox(button, wasAsked);
            return;
        }
        *wasAsked = true;
        for (QAbstractButton *candidate : box->buttons()) {
            if (candidate->text().remove(u'&') == button)
                click(candidate);
        }
    });
}

} // namespace belayer::ui::test
