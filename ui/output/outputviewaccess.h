// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a screen reader sees of an OutputView: as of a terminal, the lines in sight.
#pragma once

namespace belayer::ui {

/// From now on Qt finds the interface for every OutputView; main thread, as often as one likes.
void installOutputViewAccess();

} // namespace belayer::ui
