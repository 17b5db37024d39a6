// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The name by which desktops know the program.
#pragma once

#include <QString>

namespace belayer::ui {

/// Of the installed .desktop file, without the ending; windows, notifications and the taskbar must say the
/// same.
inline QString desktopFileName()
{
    return QStringLiteral("org.belayer.Belayer");
}

} // namespace belayer::ui
