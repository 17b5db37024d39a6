// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The program's colours: those of the system, or a light or dark palette of our own.
#pragma once

#include <QPalette>

namespace belayer::ui {

/// How the window looks.
enum class Appearance : quint8 { System, Light, Dark };

/// Of the whole application, at once. Styles that take no palette keep their own colours.
void applyAppearance(Appearance appearance);

QPalette lightPalette();
QPalette darkPalette();

} // namespace belayer::ui
