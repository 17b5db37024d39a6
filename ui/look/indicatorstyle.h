// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Qt's own style with check boxes and radio buttons that can be seen in the dark.
#pragma once

#include <QProxyStyle>

namespace belayer::ui {

/// Fusion makes their outline darker than the window, which on a dark one is no outline. Other styles draw
/// them as their desktop does, and are left alone.
class IndicatorStyle : public QProxyStyle
{
    Q_OBJECT

public:
    IndicatorStyle();

    /// For the whole application, where Fusion is its style. Again is nothing.
    static void install();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace belayer::ui
