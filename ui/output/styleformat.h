// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A program's style as a format to draw with: its colours, but always readable.
#pragma once

#include "ui/output/textstyle.h"

#include <QPalette>
#include <QTextCharFormat>

namespace belayer::ui {

/// On the palette's Base. Every text has a contrast of at least 4.5:1 with its ground, whatever the program
/// asks for.
QTextCharFormat charFormat(const TextStyle &style, const QPalette &palette);

} // namespace belayer::ui
