// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/closequestion.h"

#include "ui/look/messagebox.h"

#include <QPushButton>

namespace belayer::ui {

CloseAnswer askHowToClose(MainWindow &window, int liveJobs, MainWindow::Tray tray)
{
    const bool canKeep = tray == MainWindow::Tray::There;
    const QString outlook =
        canKeep
            ? MainWindow::tr("Quitting cancels them and everything they have started. In the tray they go "
                             "on; a click on the icon there brings the window back.")
            : MainWindow::tr("Quitting cancels them and everything they have started.");
    MessageBox box(QMessageBox::Question, MainWindow::tr("Quit Belayer"),
                   MainWindow::tr("%n job(s) have not finished.", nullptr, liveJobs), outlook, &window);
    const QPushButton *quit =
        box.addButton(MainWindow::tr("Cancel All and Quit"), QMessageBox::DestructiveRole);
    QPushButton *keep =
        canKeep ? box.addButton(MainWindow::tr("Keep Running in the Tray"), QMessageBox::AcceptRole)
                : nullptr;
    QPushButton *stay = box.addButton(MainWindow::tr("Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(canKeep ? keep : stay);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == quit)
        return CloseAnswer::CancelAllAndQuit;
    return canKeep && box.clickedButton() == keep ? CloseAnswer::KeepInTray : CloseAnswer::Stay;
}

} // namespace belayer::ui
