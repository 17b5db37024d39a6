// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How far a program is, by what it says itself.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QString>

namespace belayer::engine {

/// The last "12/40" (unit "steps"), "37%" or "[ 12%]" (unit "%") of a text; nothing if there is none. Not in
/// dates, paths and versions.
std::optional<Progress> progressIn(const QString &text);

/// Looks at the newest 4 KiB of a growing file; one thread.
class OutputProgress
{
public:
    explicit OutputProgress(const QString &path) : m_path(path) {}
    /// Nothing new: nothing.
    std::optional<Progress> look();

private:
    const QString m_path;
    qint64 m_size = 0;
};

} // namespace belayer::engine
