// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The commands: each does what its name says and returns the program's exit code, or throws Failure,
/// ReaderGone or Foreground::Left.
#pragma once

#include "ctl/commandline.h"
#include "ctl/output.h"

namespace belayer::ctl {

int run(const Invocation &invocation, Output &output);
int runTogether(const Invocation &invocation, Output &output); ///< race and group
int list(const Invocation &invocation, Output &output);
int show(const Invocation &invocation, Output &output);
int wait(const Invocation &invocation, Output &output);
int log(const Invocation &invocation, Output &output);
int act(const Invocation &invocation, Output &output); ///< cancel, pause, resume and retry
int events(const Invocation &invocation, Output &output);
int token(const Invocation &invocation, Output &output);
int open(const Invocation &invocation, Output &output);

} // namespace belayer::ctl
