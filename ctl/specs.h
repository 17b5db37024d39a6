// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What run, race and group ask for, as API v1 takes it.
#pragma once

#include "ctl/commandline.h"

#include <QJsonObject>

namespace belayer::ctl {

/// Of run, race or group. Throws Failure (Usage) for a variable that is not set here.
QJsonObject specOf(const Invocation &invocation);

} // namespace belayer::ctl
