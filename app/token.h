// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The secret that proves to HTTP that a client may read this user's files.
#pragma once

#include <QByteArray>
#include <QString>

namespace belayer::app {

/// Leaves a valid token in the file, and gives it without the newline: 43 base64url characters (256 random
/// bits) and a newline, readable by its owner alone. A valid one is kept; what others could have read,
/// written or put there is replaced and said on stderr. Removing the file makes a new token at the next
/// start. Throws StartError if it cannot be written.
QByteArray ensureToken(const QString &file);

/// Puts a new token in place of the one in the file, at one stroke, and gives it. Throws StartError if it
/// cannot be written; then the old one is still there.
QByteArray renewToken(const QString &file);

} // namespace belayer::app
