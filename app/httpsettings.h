// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What settings.ini says of HTTP, in its group `http`, held against the command line.
#pragma once

#include "app/commandline.h"
#include "ui/settings/httpcontrol.h"

#include <QString>

namespace belayer::app {

/// Throws StartError for a command line that would let other machines in without saying by which names they
/// come, or with commands; and for values by which somebody wanted to let fewer in than the default does:
/// falling back to it would open what was to be closed.
ui::HttpWishes readHttpSettings(const QString &file, const CommandLine &line);

} // namespace belayer::app
