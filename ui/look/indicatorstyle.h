// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Qt's own style with check boxes, radio buttons and menus that can be seen in the dark, and a few
/// icons of ours.
#pragma once

#include <QProxyStyle>

namespace belayer::ui {

/// Fusion makes their outline darker than the window, which on a dark one is no outline. Other styles draw
/// them as their desktop does, and are left alone. A tool button is as wide as its icon and text. Icons of
/// ours are on the buttons that clear a field, show the rest of a menu bar or toolbar, and close a dock: Qt's
/// are images, for which all plugins of image formats are loaded at the start, and which are black in the
/// dark.
class IndicatorStyle : public QProxyStyle
{
    Q_OBJECT

public:
    IndicatorStyle();

    /// For the whole application, where Fusion is its style. Again is nothing.
    static void install();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *data = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;
};

} // namespace belayer::ui
