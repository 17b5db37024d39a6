// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/taborder.h"

#include <QLayout>
#include <QList>
#include <QScrollArea>

namespace belayer::ui {

namespace {

void collect(QWidget *widget, QList<QWidget *> &stops);

void collect(const QLayout *layout, QList<QWidget *> &stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), stops);
        else if (item->layout())
            collect(item->layout(), stops);
    }
}

void collect(QWidget *widget, QList<QWidget *> &stops)
{
    if ((widget->focusPolicy() & Qt::TabFocus) != 0)
        stops += widget;
    if (auto *area = qobject_cast<QScrollArea *>(widget); area && area->widget())
        collect(area->widget(), stops);
    else if (widget->layout())
        collect(widget->layout(), stops);
}

} // namespace

void followLayout(QWidget &window, QWidget *after)
{
    QList<QWidget *> stops;
    if (after)
        stops += after;
    if (window.layout())
        collect(window.layout(), stops);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

} // namespace belayer::ui
