// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The program's icon as the tray shows it, with a badge that says what the jobs are doing.
#pragma once

#include <QIcon>

namespace belayer::ui {

struct TrayBadge
{
    int running = 0;
    bool wantsAttention = false; ///< a job has failed and nobody has looked: shown before the number
    friend bool operator==(const TrayBadge &, const TrayBadge &) = default;
};

/// In every size that trays ask for, drawn for each.
QIcon trayImage(const TrayBadge &badge);

} // namespace belayer::ui
