// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Starts a program in a session of its own, cheaply however big this process has grown.
#pragma once

#include "core/engine/process/fd.h"

#include <QByteArrayList>

#include <sys/resource.h>
#include <sys/types.h>

#include <variant>

namespace belayer::engine {

struct LaunchRequest
{
    QByteArray program;         ///< path; a relative one is meant from `cwd`
    QByteArrayList arguments;   ///< the first is the program's own name for itself
    QByteArrayList environment; ///< "NAME=value", complete
    QByteArray cwd;
    int output = -1;                      ///< becomes stdout and stderr; stays the caller's
    rlim_t realtimeLimit = RLIM_INFINITY; ///< JobMark::limit, set where the hard limit lets us
};

struct Launched
{
    pid_t pid = -1; ///< also its session and process group
    Fd pidfd;
};

struct LaunchError
{
    enum class Step : quint8 { Prepare, ChangeFolder, Execute };
    Step step = Step::Prepare;
    int error = 0; ///< errno
};

/// The program starts with stdin at /dev/null, no descriptor but 0 to 2, every signal at its default and none
/// blocked, and is killed if the calling thread ends. The caller reaps it. Returns once the program has taken
/// over or could not.
std::variant<Launched, LaunchError> launch(const LaunchRequest &request);

} // namespace belayer::engine
