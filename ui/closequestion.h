// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What becomes of the jobs when the window is closed.
#pragma once

#include "ui/mainwindow.h"

namespace belayer::ui {

enum class CloseAnswer : quint8 {
    CancelAllAndQuit,
    KeepInTray, ///< offered only where there is one
    Stay,
};

/// Waits for the user.
CloseAnswer askHowToClose(MainWindow &window, int liveJobs, MainWindow::Tray tray);

} // namespace belayer::ui
