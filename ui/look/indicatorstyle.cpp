// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/indicatorstyle.h"

#include "ui/look/icons.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace belayer::ui {
using namespace Qt::StringLiterals;

IndicatorStyle::IndicatorStyle() : QProxyStyle(u"fusion"_s) {}

void IndicatorStyle::install()
{
    const QStyle *style = QApplication::style();
    if (!qobject_cast<const IndicatorStyle *>(style) && style->inherits("QFusionStyle"))
        QApplication::setStyle(new IndicatorStyle);
}

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isRadio = element == PE_IndicatorRadioButton;
    // The outline of the focus is there already.
    const bool hasFocus = option->state.testFlags(State_HasFocus | State_KeyboardFocusChange);
    if (hasFocus || (!isRadio && element != PE_IndicatorCheckBox))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // A curve of one pixel pales in its antialiasing.
    painter->setPen(QPen(option->palette.color(QPalette::PlaceholderText), isRadio ? 1.3 : 1.0));
    painter->setBrush(Qt::NoBrush);
    const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isRadio)
        painter->drawEllipse(outline);
    else
        painter->drawRect(outline);
    painter->restore();
}

int IndicatorStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    constexpr int betweenTools = 4; // what is not within them
    return metric == PM_ToolBarItemSpacing ? betweenTools : QProxyStyle::pixelMetric(metric, option, widget);
}

QSize IndicatorStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                       const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (type == CT_ToolButton && button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
        size.rwidth() -= 2 * button->fontMetrics.horizontalAdvance(u' '); // Qt adds them behind the text
    return size;
}

QIcon IndicatorStyle::standardIcon(StandardPixmap which, const QStyleOption *option,
                                   const QWidget *widget) const
{
    switch (which) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton: return icon(u"close"_s, Tone::Muted);
    case SP_TitleBarNormalButton: return {}; // no dock floats
    case SP_ToolBarHorizontalExtensionButton: return icon(u"more"_s);
    default: return QProxyStyle::standardIcon(which, option, widget);
    }
}

} // namespace belayer::ui
