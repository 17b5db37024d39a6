// SPDX-License-Identifier: MIT
// finished(process): waits for a QProcess to end, or to fail to start.
//
// Cancelling terminates it, kills it when the grace is over, waits for its end and throws Cancelled. A
// process that is not running has finished. SenderDestroyed if the object dies first. Same thread. If the
// awaiting frame is destroyed the process is left to its owner.
#pragma once
#include "belayer/async/task.h"

#include <chrono>

QT_BEGIN_NAMESPACE
class QProcess;
QT_END_NAMESPACE

namespace belayer::async {

struct ProcessEnd
{
    enum class How : std::uint8_t { Exited, Crashed, FailedToStart };
    How how;
    int exitCode; // of one that exited
};

Task<ProcessEnd> finished(QProcess *process, std::chrono::milliseconds grace = std::chrono::seconds(5));

} // namespace belayer::async
