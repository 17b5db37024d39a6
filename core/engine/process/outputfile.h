// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The file a job's process writes its output to, itself: not a byte goes through our memory.
#pragma once

#include "core/engine/process/fd.h"

#include <QString>

namespace belayer::engine {

/// Makes the folder if need be; only its owner may enter it (0700). False: see errno.
bool makeOutputFolder(const QString &folder);

/// A new, empty file for appending that only its owner may read (0600), in place of any of that name. No
/// descriptor: see errno.
Fd createOutputFile(const QString &path);

} // namespace belayer::engine
