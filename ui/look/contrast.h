// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Whether a text can be read on its ground (WCAG 2.1, 1.4.3), and what to do if not.
#pragma once

#include <QColor>

namespace belayer::ui {

constexpr double leastContrast = 4.5;

/// From 1 to 21.
double contrast(const QColor &a, const QColor &b);
/// `text`, made lighter or darker no more than it takes to have the least contrast with `ground`.
QColor readable(const QColor &text, const QColor &ground);

} // namespace belayer::ui
