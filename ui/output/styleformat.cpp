// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/styleformat.h"

#include "ui/look/contrast.h"

#include <QColor>

#include <array>

namespace belayer::ui {

namespace {

/// The 16 of most terminals; too dark or too light ones are made readable afterwards.
constexpr std::array<QRgb, 16> named{0x000000, 0xcd3131, 0x0dbc79, 0xd7ba1d, 0x2472c8, 0xbc3fbc,
                                     0x11a8cd, 0xe5e5e5, 0x666666, 0xf14c4c, 0x23d18b, 0xf5e543,
                                     0x3b8eea, 0xd670d6, 0x29b8db, 0xffffff};

/// xterm's 256: the named, a cube of 6 × 6 × 6, a ramp of greys.
QColor indexedColor(int index)
{
    if (index < 16)
        return QColor(named[size_t(index)]);
    if (index >= 232) {
        const int grey = 8 + 10 * (index - 232);
        return {grey, grey, grey};
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int place = index - 16;
    return {level(place / 36), level(place / 6 % 6), level(place % 6)};
}

QColor shownColor(const TextColor &color, const QColor &ofDefault)
{
    switch (color.kind) {
    case TextColor::Kind::Default: break;
    case TextColor::Kind::Indexed: return indexedColor(color.red);
    case TextColor::Kind::Rgb: return {color.red, color.green, color.blue};
    }
    return ofDefault;
}

} // namespace

QTextCharFormat charFormat(const TextStyle &style, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    QColor text = shownColor(style.foreground, palette.color(QPalette::Text));
    QColor ground = shownColor(style.background, base);
    if (style.has(TextStyle::Reverse))
        std::swap(text, ground);
    if (style.has(TextStyle::Faint))
        text = QColor((text.red() + ground.red()) / 2, (text.green() + ground.green()) / 2,
                      (text.blue() + ground.blue()) / 2);
    QTextCharFormat format;
    format.setForeground(readable(text, ground));
    if (ground != base)
        format.setBackground(ground);
    if (style.has(TextStyle::Bold))
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.has(TextStyle::Italic));
    format.setFontUnderline(style.has(TextStyle::Underline));
    format.setFontStrikeOut(style.has(TextStyle::Strike));
    return format;
}

} // namespace belayer::ui
