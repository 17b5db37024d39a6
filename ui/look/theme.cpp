// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include <QGuiApplication>
#include <QWidget>

namespace belayer::ui {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor mixed(const QColor &ground, const QColor &other, int percent)
{
    const auto part = [percent](int a, int b) { return a + (b - a) * percent / 100; };
    return QColor(part(ground.red(), other.red()), part(ground.green(), other.green()),
                  part(ground.blue(), other.blue()));
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Plain: return palette.color(QPalette::Text);
    case Tone::Muted: return dark ? QColor(0xa3, 0xab, 0xb4) : QColor(0x5b, 0x65, 0x70);
    case Tone::Active: return dark ? QColor(0x66, 0xb2, 0xff) : QColor(0x0b, 0x62, 0xc4);
    case Tone::Good: return dark ? QColor(0x4c, 0xc3, 0x66) : QColor(0x1a, 0x7a, 0x37);
    case Tone::Bad: return dark ? QColor(0xff, 0x7b, 0x72) : QColor(0xc8, 0x23, 0x2c);
    case Tone::Warning: return dark ? QColor(0xe3, 0xb3, 0x41) : QColor(0x8f, 0x5d, 0x00);
    }
    return palette.color(QPalette::Text);
}

QColor barColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Active: return dark ? QColor(0x1d, 0x56, 0x94) : QColor(0xa6, 0xd0, 0xfa);
    case Tone::Good: return dark ? QColor(0x22, 0x5c, 0x33) : QColor(0xbd, 0xe5, 0xc4);
    case Tone::Bad: return dark ? QColor(0x85, 0x2c, 0x2c) : QColor(0xf8, 0xc6, 0xc3);
    case Tone::Warning: return dark ? QColor(0x6b, 0x4d, 0x14) : QColor(0xf5, 0xd9, 0x9b);
    case Tone::Plain:
    case Tone::Muted: break;
    }
    return dark ? QColor(0x4a, 0x51, 0x5a) : QColor(0xd3, 0xd9, 0xdf);
}

QColor trackColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x34, 0x39, 0x40) : QColor(0xec, 0xef, 0xf2);
}

Tone stateTone(engine::JobState state) noexcept
{
    using engine::JobState;
    switch (state) {
    case JobState::Starting:
    case JobState::Running: return Tone::Active;
    case JobState::Paused:
    case JobState::Cancelling:
    case JobState::Interrupted: return Tone::Warning;
    case JobState::Succeeded: return Tone::Good;
    case JobState::Failed: return Tone::Bad;
    case JobState::Queued:
    case JobState::Cancelled: break;
    }
    return Tone::Muted;
}

void setTextTone(QWidget *label, Tone tone)
{
    const QColor color = toneColor(tone, QGuiApplication::palette());
    QPalette palette = label->palette();
    // Which of the two a label uses depends on the ground it stands on.
    palette.setColor(QPalette::WindowText, color);
    palette.setColor(QPalette::Text, color);
    label->setPalette(palette);
}

void makePlaceholdersReadable()
{
    QPalette palette = QGuiApplication::palette();
    const QColor color = toneColor(Tone::Muted, palette);
    if (palette.color(QPalette::PlaceholderText) == color)
        return;
    palette.setColor(QPalette::PlaceholderText, color);
    QGuiApplication::setPalette(palette);
}

} // namespace belayer::ui
