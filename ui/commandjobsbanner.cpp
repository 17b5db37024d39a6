// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commandjobsbanner.h"

#include <QPushButton>

namespace belayer::ui {

CommandJobsBanner::CommandJobsBanner(QWidget *parent) : Banner(Closing::Never, parent)
{
    setObjectName("commandJobsBanner");
    auto *switchOff = new QPushButton(tr("Switch Off"), this);
    switchOff->setObjectName("refuseCommandJobs");
    connect(switchOff, &QPushButton::clicked, this, &CommandJobsBanner::switchOffWanted);
    addButton(switchOff);
}

void CommandJobsBanner::warn()
{
    say(tr("Programs that have the token may run commands over HTTP."), Tone::Warning);
}

} // namespace belayer::ui
