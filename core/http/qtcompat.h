// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The only place that knows how Qt HTTP Server differs between 6.4, 6.5 and 6.8.
#pragma once

#include "core/http/listener.h"
#include "core/http/request.h"

#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>

#include <functional>

namespace belayer::http::qtcompat {

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using ResponderArgument = QHttpServerResponder &;
#else
using ResponderArgument = QHttpServerResponder &&;
#endif

using MissingHandler = std::function<void(const QHttpServerRequest &, QHttpServerResponder)>;

/// What runs for a request that no route matched.
void setMissingHandler(QHttpServer &server, MissingHandler handler);

/// The connection the request came by, or null. Qt 6.4 tells it; later versions hide it but tell the client's
/// address and port.
Connection *connectionOf(const QHttpServerRequest &request, const QHttpServerResponder &responder,
                         const Listener &listener);

/// The request as our value; the argument is left empty.
Request toRequest(const QHttpServerRequest &request);

} // namespace belayer::http::qtcompat
