// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What this Belayer is, and the facts that a bug report needs.
#pragma once

#include "ui/helpmenu.h"

#include <QDialog>

namespace belayer::ui {

/// To be shown with open(); deletes itself.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    AboutDialog(const Folders &folders, QWidget *parent);
};

} // namespace belayer::ui
