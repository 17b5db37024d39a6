// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Finds a program the way a shell does, but says exactly why one cannot be run.
#pragma once

#include <QByteArrayList>

namespace belayer::engine {

struct ProgramPath
{
    QByteArray path; ///< what to execute
    int error = 0;   ///< errno if there is none
};

/// A name without a slash is looked for in `searchPath` (colons between); any other is a path, a relative one
/// from `cwd`.
ProgramPath findProgram(const QByteArray &program, const QByteArray &searchPath, const QByteArray &cwd);

} // namespace belayer::engine
