// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the engine says, in the language of the window.
#pragma once

#include <QString>

namespace belayer::ui {

/// A message of the engine: an error, a refusal, what a job waits for, a line of lint. The engine has them in
/// English only, as values that scripts and the history keep; here they are known again by their words, and
/// what they say of (names, paths, numbers, the words of the system) stays as it is. What is not known comes
/// back unchanged.
QString engineText(const QString &message);

/// A title or a summary of the engine's: of a kind, of a parameter, of a sample job.
QString engineTitle(const QString &title);

} // namespace belayer::ui
