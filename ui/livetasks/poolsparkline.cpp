// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/livetasks/poolsparkline.h"

#include "core/engine/engineclient.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPointer>
#include <QThread>

#include <algorithm>

namespace belayer::ui {
using namespace std::chrono_literals;

namespace {

constexpr size_t secondsKept = 60;

} // namespace

PoolSparkline::PoolSparkline(engine::EngineClient &client, QWidget *parent)
    : QWidget(parent), m_client(client)
{
    setObjectName("poolSparkline");
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &PoolSparkline::ask);
    take({});
}

QSize PoolSparkline::sizeHint() const
{
    return {int(secondsKept) + 4, fontMetrics().height() + 2};
}

void PoolSparkline::setActivity(FeedPump::Activity activity)
{
    m_activity = activity;
    schedule();
}

void PoolSparkline::setRunningJobs(int jobs)
{
    m_runningJobs = jobs;
    schedule();
}

void PoolSparkline::schedule()
{
    const bool isWanted = m_activity == FeedPump::Activity::Active && m_runningJobs > 0;
    if (isWanted == m_tick.isActive())
        return;
    if (isWanted) {
        m_tick.start();
    } else {
        m_tick.stop();
        if (m_runningJobs == 0)
            ask(); // the last look: what runs on is not of any job, or nothing does
    }
}

void PoolSparkline::ask()
{
    if (std::exchange(m_isAsked, true))
        return;
    m_client.metrics([self = QPointer(this)](const engine::Metrics &metrics) {
        if (!self)
            return;
        self->m_isAsked = false;
        self->take(metrics.pool);
    });
}

void PoolSparkline::take(const engine::PoolMetrics &pool)
{
    m_busy.push_back(pool.busy);
    if (m_busy.size() > secondsKept)
        m_busy.pop_front();
    QString text =
        tr("Thread pool: %1 busy of %2, %3 waiting").arg(pool.busy).arg(pool.threads).arg(pool.queued);
    if (pool.abandoned > 0)
        text += QLatin1String(", ") + tr("%1 abandoned").arg(pool.abandoned);
    setToolTip(text);
    setAccessibleName(text);
    update();
}

/// The full height is as many as there are processors, or the most there were.
void PoolSparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1.5, 2.5, -1.5, -1.5);
    const int most = std::max(QThread::idealThreadCount(), *std::max_element(m_busy.begin(), m_busy.end()));
    painter.setPen(QPen(trackColor(palette()), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    QPainterPath line;
    for (size_t i = 0; i < m_busy.size(); ++i) {
        const QPointF point(area.right() - qreal(m_busy.size() - 1 - i) * area.width() / (secondsKept - 1),
                            area.bottom() - area.height() * m_busy[i] / most);
        if (i == 0)
            line.moveTo(point);
        else
            line.lineTo(point);
    }
    painter.setPen(QPen(toneColor(Tone::Active, palette()), 1.3));
    painter.drawPath(line);
}

} // namespace belayer::ui
