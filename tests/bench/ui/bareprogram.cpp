// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a program with a table, a menu, a toolbar and a status bar can be: what a start is measured
// against.
#include <QApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTableView>
#include <QToolBar>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1180, 720);
    QStandardItemModel model(30, 7);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            model.setItem(row, column, new QStandardItem(u"cell"_s));
    }
    QTableView table;
    table.setModel(&model);
    window.setCentralWidget(&table);
    window.menuBar()->addMenu(u"File"_s)->addAction(u"Quit"_s);
    window.addToolBar(u"Main"_s)->addAction(u"Run"_s);
    window.statusBar()->showMessage(u"Ready"_s);
    window.show();
    const int code = application.exec();
    window.takeCentralWidget(); // it is the stack's
    return code;
}
