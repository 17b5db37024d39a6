// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/indicatorstyle.h"

#include "ui/look/icons.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

void drawMenuOutline(const QStyleOption &option, QPainter &painter)
{
    QColor color = option.palette.color(QPalette::Text);
    color.setAlpha(70);
    painter.save();
    painter.setPen(color);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

} // namespace

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
    if (element == PE_PanelMenu)
        drawMenuOutline(*option, *painter);
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

/// Qt's icons under the pointer are those of tool buttons, on whose ground nothing changes.
void IndicatorStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    const auto *entry = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    const bool isHighlighted = option->state.testFlags(State_Selected | State_Enabled);
    if (element != CE_MenuItem || !entry || !isHighlighted || entry->icon.isNull()) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    QStyleOptionMenuItem highlighted = *entry;
    const int edge = proxy()->pixelMetric(PM_SmallIconSize, option, widget);
    highlighted.icon =
        entry->icon.pixmap(QSize(edge, edge), painter->device()->devicePixelRatioF(), QIcon::Selected);
    QProxyStyle::drawControl(element, &highlighted, painter, widget);
}

int IndicatorStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                              QStyleHintReturn *data) const
{
    // The shadow of a text that is off makes it a blur.
    return hint == SH_EtchDisabledText ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
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
