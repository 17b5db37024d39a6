// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinepane.h"

#include "ui/look/theme.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int MostTextWidth = 420; ///< right of the last bar, for its words
constexpr int Margin = 10;

/// Of 1, 2, 5, 10, ... milliseconds, then as clocks count: the first that leaves a mark room.
qint64 tickStep(double perPixel)
{
    constexpr std::array<qint64, 24> steps = {
        1,       2,       5,         10,        20,        50,         100,        200,
        500,     1'000,   2'000,     5'000,     10'000,    30'000,     60'000,     120'000,
        300'000, 600'000, 1'800'000, 3'600'000, 7'200'000, 21'600'000, 43'200'000, 86'400'000};
    for (const qint64 step : steps) {
        if (double(step) / perPixel >= 90)
            return step;
    }
    return qint64(std::ceil(perPixel * 90 / 86'400'000.0)) * 86'400'000;
}

} // namespace

TimelinePane::TimelinePane(Source source, QWidget *parent)
    : QAbstractScrollArea(parent), m_source(std::move(source))
{
    setObjectName("timeline");
    setAccessibleName(tr("Timeline"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setMouseTracking(true);
    m_stale.setSingleShot(true);
    m_stale.setInterval(100ms);
    m_tick.setInterval(200ms);
    connect(&m_stale, &QTimer::timeout, this, &TimelinePane::readJobs);
    connect(&m_tick, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
}

void TimelinePane::markStale()
{
    if (isVisible() && !m_stale.isActive())
        m_stale.start();
}

void TimelinePane::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    readJobs();
}

void TimelinePane::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_tick.stop();
    m_stale.stop();
}

void TimelinePane::readJobs()
{
    const engine::JobId before = m_lanes.lanes.isEmpty() ? engine::JobId() : m_lanes.lanes.first().id;
    m_lanes = lanesOf(m_source());
    if (m_lanes.lanes.isEmpty() || m_lanes.lanes.first().id != before)
        m_perPixel = 0;
    if (m_lanes.isLive() && isVisible())
        m_tick.start();
    else
        m_tick.stop();
    QStringList words;
    int widest = 100;
    for (const Lane &lane : std::as_const(m_lanes.lanes))
        widest = std::max(widest, fontMetrics().horizontalAdvance(laneText(lane, now())) + 32);
    m_textWidth = std::min(widest, MostTextWidth);
    for (const Lane &lane : std::as_const(m_lanes.lanes)) {
        words += shown(lane.name) + u": "_s + laneText(lane, now());
        if (words.size() == 20)
            break;
    }
    setAccessibleDescription(words.join(u'\n'));
    updateScrollBar();
    viewport()->update();
}

void TimelinePane::updateScrollBar()
{
    const int height = (int(m_lanes.lanes.size()) + 1) * rowHeight();
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
}

void TimelinePane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

qint64 TimelinePane::now() const
{
    return m_lanes.origin.isValid() ? m_lanes.origin.msecsTo(QDateTime::currentDateTimeUtc()) : 0;
}

/// Of all lanes; never nothing.
qint64 TimelinePane::span() const
{
    return std::max<qint64>(m_lanes.end(QDateTime::currentDateTimeUtc()), 10);
}

double TimelinePane::xOf(qint64 time) const
{
    const int width = std::max(50, viewport()->width() - nameWidth() - m_textWidth);
    const double perPixel = m_perPixel > 0 ? m_perPixel : double(span()) / width;
    return nameWidth() + (double(time) - (m_perPixel > 0 ? m_from : 0)) / perPixel;
}

double TimelinePane::timeAt(double x) const
{
    const double first = xOf(0);
    const double perPixel = 1e6 / (xOf(1'000'000) - first);
    return (x - first) * perPixel;
}

int TimelinePane::nameWidth() const
{
    return 31 * fontMetrics().averageCharWidth();
}

int TimelinePane::rowHeight() const
{
    return fontMetrics().height() + 10;
}

int TimelinePane::laneAt(const QPoint &position) const
{
    const int row = (position.y() + verticalScrollBar()->value()) / rowHeight() - 1;
    return position.y() >= rowHeight() && row < m_lanes.lanes.size() ? row : -1;
}

void TimelinePane::zoom(double factor, double x)
{
    const double anchor = timeAt(x);
    const double perPixel = timeAt(x + 1) - anchor;
    m_perPixel = std::clamp(perPixel / factor, 0.01, std::max(1.0, double(span()) / 50));
    m_from = anchor - (x - nameWidth()) * m_perPixel;
    viewport()->update();
}

void TimelinePane::pan(double pixels)
{
    const double perPixel = timeAt(1) - timeAt(0);
    m_from = timeAt(nameWidth()) + pixels * perPixel;
    m_perPixel = perPixel;
    viewport()->update();
}

void TimelinePane::showAll()
{
    m_perPixel = 0;
    viewport()->update();
}

void TimelinePane::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier))
        zoom(std::pow(1.2, turned.y() / 120.0), std::max<double>(nameWidth(), event->position().x()));
    else if (event->modifiers().testFlag(Qt::ShiftModifier) || turned.x() != 0)
        pan(-(turned.x() != 0 ? turned.x() : turned.y()) / 2.0);
    else
        QAbstractScrollArea::wheelEvent(event);
    event->accept();
}

void TimelinePane::keyPressEvent(QKeyEvent *event)
{
    const double middle = nameWidth() + (viewport()->width() - nameWidth()) / 2.0;
    switch (event->key()) {
    case Qt::Key_Plus: zoom(1.5, middle); return;
    case Qt::Key_Minus: zoom(1 / 1.5, middle); return;
    case Qt::Key_Left: pan(-60); return;
    case Qt::Key_Right: pan(60); return;
    case Qt::Key_0: showAll(); return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelinePane::mousePressEvent(QMouseEvent *event)
{
    m_dragged = event->pos();
}

void TimelinePane::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    if (const int moved = m_dragged.x() - event->pos().x(); moved != 0)
        pan(moved);
    m_dragged = event->pos();
}

void TimelinePane::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int lane = laneAt(event->pos()); lane >= 0)
        Q_EMIT jobChosen(m_lanes.lanes[lane].id);
}

bool TimelinePane::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int lane = laneAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       lane < 0 ? QString() : shownInToolTip(hoverText(m_lanes.lanes[lane])), viewport());
    return true;
}

QString TimelinePane::hoverText(const Lane &lane) const
{
    const auto time = [](qint64 ms) { return durationText(std::chrono::milliseconds(ms)); };
    QStringList lines{lane.name, laneText(lane, now()), tr("Submitted at %1").arg(time(lane.created))};
    if (lane.started)
        lines += tr("Started at %1").arg(time(*lane.started));
    if (lane.toldToEnd)
        lines += tr("Told to end at %1").arg(time(*lane.toldToEnd));
    if (lane.finished)
        lines += tr("Ended at %1").arg(time(*lane.finished));
    return lines.join(u'\n');
}

void TimelinePane::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    if (m_lanes.lanes.isEmpty()) {
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(viewport()->rect().adjusted(12, 10, -12, -10), Qt::AlignTop | Qt::TextWordWrap,
                         tr("Jobs appear here as lanes over time once there are any. Select a group or a "
                            "race to see its children side by side."));
        return;
    }
    const int height = rowHeight();
    const int first = std::max(0, verticalScrollBar()->value() / height - 1);
    const int last = std::min(int(m_lanes.lanes.size()) - 1,
                              (verticalScrollBar()->value() + viewport()->height()) / height);
    paintGrid(painter);
    for (int lane = first; lane <= last; ++lane) {
        const int top = (lane + 1) * height - verticalScrollBar()->value();
        paintLane(painter, lane, QRect(0, top, viewport()->width(), height));
    }
    paintAxis(painter);
}

void TimelinePane::forEachTick(const std::function<void(int x, qint64 time)> &visit) const
{
    const qint64 step = tickStep(timeAt(1) - timeAt(0));
    const qint64 start = std::max<qint64>(0, qint64(timeAt(nameWidth())) / step * step);
    for (qint64 time = start; xOf(time) < viewport()->width(); time += step) {
        if (const int x = int(xOf(time)); x >= nameWidth())
            visit(x, time);
    }
}

QColor TimelinePane::lineColor() const
{
    QColor line = palette().color(QPalette::Text);
    line.setAlpha(40);
    return line;
}

/// Behind the lanes, which are what one reads.
void TimelinePane::paintGrid(QPainter &painter) const
{
    painter.setPen(lineColor());
    forEachTick([&](int x, qint64) { painter.drawLine(x, rowHeight() - 4, x, viewport()->height()); });
}

/// Over the lanes, which scroll away under it.
void TimelinePane::paintAxis(QPainter &painter) const
{
    const int height = rowHeight();
    painter.fillRect(QRect(0, 0, viewport()->width(), height), palette().color(QPalette::Base));
    forEachTick([&](int x, qint64 time) {
        painter.setPen(lineColor());
        painter.drawLine(x, height - 4, x, height - 1);
        const QString text = durationText(std::chrono::milliseconds(time));
        const QRect place(x + 3, 0, painter.fontMetrics().horizontalAdvance(text), height);
        if (place.right() >= viewport()->width())
            return; // half of a time is another time
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
    });
    painter.setPen(lineColor());
    painter.drawLine(0, height - 1, viewport()->width(), height - 1);
}

void TimelinePane::paintLane(QPainter &painter, int index, const QRect &row) const
{
    const Lane &lane = m_lanes.lanes[index];
    const qint64 end = lane.finished.value_or(now());
    painter.setClipRect(row.adjusted(nameWidth(), 0, 0, 0));
    const auto bar = [&](qint64 from, qint64 to, int inset) {
        const double left = xOf(from);
        return QRectF(left, row.top() + inset, std::max(2.0, xOf(to) - left), row.height() - 2 * inset);
    };
    if (lane.started.value_or(end) > lane.created)
        painter.fillRect(bar(lane.created, lane.started.value_or(end), row.height() / 2 - 1),
                         toneColor(Tone::Muted, palette()));
    if (lane.started)
        painter.fillRect(bar(*lane.started, end, 4), barColor(stateTone(lane.state), palette()));
    if (lane.started && lane.toldToEnd && *lane.toldToEnd < end) {
        const QRectF dying = bar(std::max(*lane.toldToEnd, *lane.started), end, 4);
        painter.fillRect(dying, QBrush(toneColor(Tone::Warning, palette()), Qt::BDiagPattern));
    }
    const int right = int(std::max(xOf(end), double(nameWidth()))) + 8;
    const bool isWinner = lane.isRacing && lane.place == 1;
    QFont font = painter.font();
    font.setBold(isWinner);
    painter.setFont(font);
    const QString words = laneText(lane, now());
    const QRect place(right, row.top(), std::max(0, row.right() - right), row.height());
    const int wordsWidth = QFontMetrics(font).horizontalAdvance(words);
    painter.fillRect(QRect(right - 2, row.top(), wordsWidth + 4, row.height()),
                     palette().color(QPalette::Base)); // no line of the grid goes through them
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, words);
    painter.setClipping(false);
    painter.fillRect(QRect(0, row.top(), nameWidth(), row.height()), palette().color(QPalette::Base));
    const int left = Margin + std::min(lane.depth, 6) * 16;
    const QString name = shown(lane.name.left(300));
    painter.drawText(QRect(left, row.top(), nameWidth() - left - Margin, row.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(name, Qt::ElideMiddle, nameWidth() - left - Margin));
    font.setBold(false);
    painter.setFont(font);
}

} // namespace belayer::ui
