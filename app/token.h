// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The secret that proves to HTTP that a client may read this user's files.
#pragma once

#include <QByteArray>
#include <QString>

namespace belayer::app {

/// Leaves a valid token in the file, and gives it without the newline: 43 base64url characters (256 random bits) and a newline, readable by its
/// owner alone. A valid one is kept; anything else of that name is replaced. Throws StartError if that fails.
QByteArray ensureToken(const QString &file);

} // namespace belayer::app
