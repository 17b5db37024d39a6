// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/progressdelegate.h"

#include "ui/words/jobtext.h"

#include <QPainterPath>

#include <algorithm>

namespace belayer::ui {
using engine::JobState;

namespace {

constexpr int leastBarHeight = 16;
constexpr qreal radius = 3.5;
constexpr qsizetype maxBars = 64;

} // namespace

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {180, rowHeight(option.fontMetrics)};
}

void ProgressDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const engine::JobSnapshot &job = model().job(index.row());
    const int share = percent(job);
    const QString words = progressAndTimeText(job);
    const bool isUnderWay = job.state == JobState::Running || job.state == JobState::Cancelling;
    if (share < 0 && words.isEmpty() && !isUnderWay)
        return;

    const QRect frame = option.rect.adjusted(margin, 0, -margin, 0);
    const int barHeight = std::max(leastBarHeight, option.fontMetrics.height());
    const QRect rect(frame.left(), frame.top() + (frame.height() - barHeight) / 2, frame.width(), barHeight);
    if (rect.width() < 8)
        return;
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QColor color = barColor(stateTone(job.state), option.palette);
    if (share < 0) {
        // The selection is nearly of the stripes' colour, and they let it through.
        if (option.state.testFlag(QStyle::State_Selected))
            painter->drawPixmap(rect.topLeft(),
                                bar(option.palette.color(QPalette::Base), rect.size(), ratio, Fill::Plain));
        painter->drawPixmap(rect.topLeft(), bar(isUnderWay ? color : trackColor(option.palette), rect.size(),
                                                ratio, isUnderWay ? Fill::Striped : Fill::Plain));
    } else {
        painter->drawPixmap(rect.topLeft(), bar(trackColor(option.palette), rect.size(), ratio, Fill::Plain));
        const QRectF done(0, 0, std::max(rect.width() * share / 100, share > 0 ? 2 : 0), rect.height());
        const QRectF source(0, 0, done.width() * ratio, done.height() * ratio);
        painter->drawPixmap(done.translated(rect.topLeft()), bar(color, rect.size(), ratio, Fill::Plain),
                            source);
    }
    const QStaticText *label = &texts().whole(words, option.font);
    if (label->size().width() > rect.width() - 4)
        label = &texts().whole(progressText(job), option.font); // a time cut off would be a wrong one
    const QSizeF size = label->size();
    paintLine(painter, option,
              {rect.left() + std::floor((rect.width() - size.width()) / 2),
               rect.top() + std::floor((rect.height() - size.height()) / 2)},
              *label, option.palette.color(QPalette::Text));
}

QColor ProgressDelegate::stripesGround(QColor bar)
{
    bar.setAlpha(110);
    return bar;
}

const QPixmap &ProgressDelegate::bar(const QColor &color, QSize size, qreal ratio, Fill fill) const
{
    const quint64 key = quint64(color.rgb()) << 32 | quint64(size.width() & 0xffff) << 16 |
                        quint64(qRound(ratio * 100) & 0x7fff) << 1 | quint64(fill);
    if (const auto kept = m_bars.constFind(key); kept != m_bars.constEnd())
        return *kept;
    if (m_bars.size() >= maxBars)
        m_bars.clear();

    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(QPointF(), QSizeF(size)), radius, radius);
    painter.setClipPath(shape);
    if (fill == Fill::Plain) {
        painter.fillPath(shape, color);
    } else {
        painter.fillPath(shape, stripesGround(color));
        painter.setPen(QPen(color, 5));
        for (int x = -size.height(); x < size.width(); x += 14)
            painter.drawLine(x, size.height() + 2, x + size.height() + 4, -2);
    }
    painter.end();
    return *m_bars.insert(key, picture);
}

} // namespace belayer::ui
