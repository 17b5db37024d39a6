// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Which addresses a download may go to, and how they are shown.
#pragma once

#include "core/engine/jobfailure.h"

#include <QUrl>

#include <optional>

namespace belayer::engine {

/// Without user, password, query and fragment, which may hold secrets.
QString shownUrl(const QUrl &url);

/// Why not: it is no http or https URL with a host. Else nothing.
std::optional<QString> whyNoWebUrl(const QUrl &url);

/// Where a redirect from `from` to `to` leads. JobFailure `redirect_refused` where it would leave the web
/// (file:, data:, ...) or go from https to http.
QUrl redirected(const QUrl &from, const QUrl &to);

/// Throws JobFailure `own_port` if the URL means our own HTTP server, whatever this machine is called in it.
/// May ask the resolver, so it is for a pool thread.
void refuseOwnPort(const QUrl &url, quint16 ownPort);

} // namespace belayer::engine
