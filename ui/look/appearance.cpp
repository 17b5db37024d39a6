// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/appearance.h"

#include "ui/look/indicatorstyle.h"
#include "ui/look/theme.h"

#include <QApplication>

namespace belayer::ui {

namespace {

struct Colors
{
    QColor window, base, alternate, button, text, faint, highlight, highlightedText, link, visited, tip;
    QColor light, midlight, mid, dark, shadow;
};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette(colors.text, colors.button, colors.light, colors.dark, colors.mid, colors.text,
                     colors.text, colors.base, colors.window);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::Midlight, colors.midlight);
    palette.setColor(QPalette::Shadow, colors.shadow);
    palette.setColor(QPalette::ToolTipBase, colors.tip);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.faint);
    palette.setColor(QPalette::Highlight, colors.highlight);
    palette.setColor(QPalette::HighlightedText, colors.highlightedText);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.visited);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.mid);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colors.text);
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = 0xf3f4f6,
                      .base = 0xffffff,
                      .alternate = 0xf7f8fa,
                      .button = 0xf3f4f6,
                      .text = 0x1c2127,
                      .faint = 0x69727c,
                      .highlight = 0x1a6fd0,
                      .highlightedText = 0xffffff,
                      .link = 0x0b62c4,
                      .visited = 0x7a3fa0,
                      .tip = 0xffffff,
                      .light = 0xffffff,
                      .midlight = 0xe6e9ec,
                      .mid = 0xb8bfc6,
                      .dark = 0x8e969e,
                      .shadow = 0x50565c});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0x2a2f35,
                      .base = 0x1b1e22,
                      .alternate = 0x20242a,
                      .button = 0x353b42,
                      .text = 0xe6e9ec,
                      .faint = 0x9aa3ac,
                      .highlight = 0x1d5fae,
                      .highlightedText = 0xffffff,
                      .link = 0x66b2ff,
                      .visited = 0xc79bf0,
                      .tip = 0x2d3238,
                      .light = 0x525a63,
                      .midlight = 0x424950,
                      .mid = 0x3b4249,
                      .dark = 0x15181b,
                      .shadow = 0x0b0c0e});
}

void applyAppearance(Appearance appearance)
{
    IndicatorStyle::install(); // before the palette: a new style brings its own
    switch (appearance) {
    case Appearance::System: QApplication::setPalette(QPalette()); break;
    case Appearance::Light: QApplication::setPalette(lightPalette()); break;
    case Appearance::Dark: QApplication::setPalette(darkPalette()); break;
    }
    makePlaceholdersReadable();
}

} // namespace belayer::ui
