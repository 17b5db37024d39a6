// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Where the Belayer of a data directory listens, and the token that opens it.
#pragma once

#include <QByteArray>
#include <QString>

namespace belayer::ctl {

/// A loopback or other numeric address; no name is ever looked up.
struct Endpoint
{
    QByteArray host; ///< without brackets, e.g. "127.0.0.1" or "::1"
    quint16 port = 0;

    /// "127.0.0.1:8787", as a Host header and a URL have it.
    QByteArray authority() const;
    QString url() const { return QStringLiteral("http://") + QLatin1StringView(authority()); }
};

/// Absolute; the empty path stands for belayer's own default.
QString dataDirectory(const QString &given);

/// Throws Failure (NotReachable) if no Belayer runs there or it has no HTTP. An address that a killed one
/// left is known by its lock, so the token never goes to whoever has the port now.
Endpoint findEndpoint(const QString &dataDir);

/// Throws Failure (Unauthorised) if it cannot be read.
QByteArray readToken(const QString &dataDir);

} // namespace belayer::ctl
