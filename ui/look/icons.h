// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The program's own icons, drawn in the colours of the palette at the moment they are painted.
#pragma once

#include "core/engine/jobstate.h"
#include "ui/look/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace belayer::ui {

/// By file name in resources/icons, e.g. "cancel". Follows the palette, light or dark, at every scale.
QIcon icon(const QString &name, Tone tone = Tone::Plain);
QIcon kindIcon(const QString &kind);
QIcon stateIcon(engine::JobState state);
/// The program's own, in full colour.
QIcon applicationIcon();

/// Those of the main window's first frame, in the palette of this moment: a start has time for them while the
/// fonts are read, and the frame then finds them drawn.
void drawIconsAhead();

/// For painting cells: one drawing in one colour, kept; `ratio` is the device pixel ratio, `edge` the logical
/// size.
QPixmap iconPixmap(const QString &name, const QColor &color, const QColor &back, int edge, qreal ratio);
/// File names for iconPixmap().
QString kindIconName(const QString &kind);
QString stateIconName(engine::JobState state);

} // namespace belayer::ui
