// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The system's fonts, read beside what a start does before its first text.
#pragma once

#include <future>

namespace belayer::app {

/// Begins to read in a thread of its own what Qt would read for the first text: fontconfig's files, a third
/// of what the main thread does until the first paint. They are read once in a process, so Qt has them at
/// once if this has been waited for. Call it before QApplication is made, which mostly waits for the display.
/// That may take the launcher's token out of the environment meanwhile; fontconfig reads other variables of
/// it.
std::future<void> scanFonts();

} // namespace belayer::app
