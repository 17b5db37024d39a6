// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The line above the table as long as programs may run commands over HTTP. It cannot be put away.
#pragma once

#include "ui/banner.h"

namespace belayer::ui {

class CommandJobsBanner : public Banner
{
    Q_OBJECT

public:
    /// Made hidden.
    explicit CommandJobsBanner(QWidget *parent = nullptr);
    void warn();

Q_SIGNALS:
    void switchOffWanted();
};

} // namespace belayer::ui
