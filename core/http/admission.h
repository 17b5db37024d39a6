// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who may ask at all: the exact Host names the server answers to, and no page of a foreign origin.
#pragma once

#include "core/http/reply.h"
#include "core/http/request.h"

#include <QHostAddress>
#include <QSet>

#include <optional>

namespace belayer::http {

/// Stops DNS rebinding (a foreign name that resolves to this machine) and requests that a browser sends for a
/// page of another origin. Applies to every method and path.
class Admission
{
public:
    Admission() = default;
    /// The loopback names and the address itself, each with the port.
    Admission(const QHostAddress &address, quint16 port);

    /// The reply to a request that may not come in: 400 without exactly one Host, 421 for a name that is not
    /// ours, 403 for a foreign origin.
    std::optional<Reply> refusal(const Request &request) const;

private:
    QSet<QByteArray> m_hosts;
};

} // namespace belayer::http
