// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The options of belayerctl: which command takes which, what they mean, what they set.
#pragma once

#include "ctl/commandline.h"

namespace belayer::ctl {

struct Option
{
    QString name;
    QChar letter;  ///< null: none
    QString value; ///< what stands for it in the help; empty: a switch
    QString help;
    quint32 where; ///< a bit for each command
    /// Throws Failure (Usage) for a value it cannot read.
    void (*set)(Invocation &, const QString &name, const QString &value);
    bool repeats = false;
};

/// In the order of the help.
QList<Option> optionsOf(Command command);

/// Throws Failure (Usage), with the way to the help.
[[noreturn]] void refuse(const QString &message);

} // namespace belayer::ctl
