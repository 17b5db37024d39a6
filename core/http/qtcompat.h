// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The only place that knows how Qt HTTP Server differs between 6.4, 6.5 and 6.8.
#pragma once

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

/// What runs for a request that no route matched.
inline void setMissingHandler(QHttpServer &server, std::function<void()> handler)
{
    auto adapter = [handler = std::move(handler)](const QHttpServerRequest &, ResponderArgument) {
        handler();
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    server.setMissingHandler(&server, std::move(adapter));
#else
    server.setMissingHandler(std::move(adapter));
#endif
}

} // namespace belayer::http::qtcompat
