// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One row of the tree of live coroutines, as a value for readers on any thread.
#pragma once

#include "core/engine/jobid.h"

#include <QLatin1String>
#include <QList>
#include <QString>

#include <chrono>

namespace belayer::engine {

/// Texts that never change point into the program itself, so a row costs no more than its name.
struct LiveTask
{
    quint64 id = 0;
    quint64 parent = 0;          ///< 0: none
    int depth = 0;               ///< below the root; rows are in depth-first order, parents before children
    QString name;                ///< may be empty
    JobId job;                   ///< whose coroutine it is; empty: a part of one, or the engine's own
    QLatin1StringView state;     ///< "queued", "running", "ready" or "waiting"
    QLatin1StringView waitingOn; ///< e.g. "timer", "event", "pool"; empty unless it waits
    std::chrono::steady_clock::time_point since; ///< in this state
    QLatin1StringView file; ///< of its last await, below the source folder; empty before the first
    quint32 line = 0;
    QLatin1StringView function;
};
using LiveTasks = QList<LiveTask>;

} // namespace belayer::engine
