// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The few colours the window adds to the palette, for light and dark alike.
#pragma once

#include "core/engine/jobstate.h"

#include <QColor>
#include <QPalette>

class QWidget;

namespace belayer::ui {

/// What a colour says. Never the only carrier of a meaning: a word stands beside it.
enum class Tone : quint8 { Plain, Muted, Active, Good, Bad, Warning };

bool isDark(const QPalette &palette);
/// So many percent of the other colour laid over the ground.
QColor mixed(const QColor &ground, const QColor &other, int percent);
/// For text and icons on the palette's Base: contrast at least 4.5:1.
QColor toneColor(Tone tone, const QPalette &palette);
/// The filled part of a progress bar: the palette's Text stays readable on it.
QColor barColor(Tone tone, const QPalette &palette);
/// The part of a progress bar still to come, and the ground of banners.
QColor trackColor(const QPalette &palette);

Tone stateTone(engine::JobState state) noexcept;

/// The text of a label in the tone's colour; to be called again when the palette changes.
void setTextTone(QWidget *label, Tone tone);
/// The application's hints in empty fields in the muted tone, as half transparent text is too faint; to be
/// called again when its palette changes.
void makePlaceholdersReadable();

} // namespace belayer::ui
