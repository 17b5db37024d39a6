// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The log of this folder: `QT_LOGGING_RULES=belayer.http.info=true` shows a line a request. Nothing of
/// a request but its method and the pattern of its route is ever written to it.
#pragma once

#include <QLoggingCategory>

namespace belayer::http {

Q_DECLARE_LOGGING_CATEGORY(log)

} // namespace belayer::http
