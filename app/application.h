// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The two ways to run: with a window, and headless. Both return the program's exit code.
#pragma once

#include "app/commandline.h"

namespace belayer::app {

/// Throws StartError. Makes no GUI object and needs no display.
int runHeadless(int &argc, char **argv, const CommandLine &line);
/// Throws StartError.
int runWithWindow(int &argc, char **argv, const CommandLine &line);

} // namespace belayer::app
