// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The Tab key goes through a dialog as one reads it.
#pragma once

class QWidget;

namespace belayer::ui {

/// Puts all that stands in the window's layouts into the order of the layouts; Qt goes by the order in which
/// widgets were made, and forms are made when they are needed. To be called when the window is shown and
/// after widgets were added. `after`: what comes before all of it.
void followLayout(QWidget &window, QWidget *after = nullptr);

} // namespace belayer::ui
