// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/statedelegate.h"

#include "ui/look/icons.h"
#include "ui/words/jobtext.h"

#include <algorithm>

namespace belayer::ui {

namespace {

constexpr int gap = 6;

} // namespace

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return CellDelegate::sizeHint(option, index) + QSize(iconEdge + gap, 0);
}

int StateDelegate::widestState(const QFontMetrics &metrics)
{
    int widest = 0;
    for (int state = 0; state <= int(engine::JobState::Interrupted); ++state)
        widest = std::max(widest, metrics.horizontalAdvance(stateText(engine::JobState(state))));
    return widest + iconEdge + gap + 2 * margin;
}

void StateDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const engine::JobState state = model().job(index.row()).state;
    const QRect symbol = iconRect(option.rect, option.rect.left() + margin);
    painter->drawPixmap(symbol.topLeft(),
                        iconPixmap(stateIconName(state), toneColor(stateTone(state), option.palette),
                                   option.palette.color(QPalette::Base), iconEdge,
                                   painter->device()->devicePixelRatioF()));
    const QRect text = option.rect.adjusted(margin + iconEdge + gap, 0, -margin / 2, 0);
    paintText(painter, option, text, index.data().toString(), option.palette.color(QPalette::Text));
}

} // namespace belayer::ui
