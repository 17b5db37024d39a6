// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who may ask at all: the exact Host names the server answers to, and no page of a foreign origin,
/// except to lead its reader here.
#pragma once

#include "core/http/request.h"
#include "core/http/response.h"

#include <QByteArrayList>
#include <QHostAddress>

#include <optional>

namespace belayer::http {

/// Stops DNS rebinding (a foreign name that resolves to this machine) and requests that a browser sends for a
/// page of another origin. Applies to every method and path.
class Admission
{
public:
    Admission() = default;
    /// The loopback names, the address itself if it is one, and the names given, each with the port if it has
    /// none of its own.
    /// `pages`: see HttpServer::allowVisits().
    Admission(const QHostAddress &address, quint16 port, const QByteArrayList &names = {},
              const QByteArrayList &pages = {});

    /// The response to a request that may not come in: 400 without exactly one Host, 421 for a name that is
    /// not ours, 403 for a foreign origin.
    std::optional<Response> refusal(const Request &request) const;

private:
    bool isVisit(const Request &request) const;

    QByteArrayList m_hosts; ///< a handful, in lower case
    QByteArrayList m_pages;
};

} // namespace belayer::http
