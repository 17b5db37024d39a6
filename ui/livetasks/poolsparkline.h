// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The last minute of the thread pool as a small graph for the status bar.
#pragma once

#include "core/engine/metrics.h"
#include "ui/table/feedpump.h"

#include <QTimer>
#include <QWidget>

#include <deque>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Asks the engine once a second, and only while it is seen and jobs run: else nothing wakes. The client
/// outlives it.
class PoolSparkline : public QWidget
{
    Q_OBJECT

public:
    PoolSparkline(engine::EngineClient &client, QWidget *parent = nullptr);

    /// Of the window.
    void setActivity(FeedPump::Activity activity);
    void setRunningJobs(int jobs);
    bool isAsking() const { return m_tick.isActive(); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void schedule();
    void ask();
    void take(const engine::PoolMetrics &pool);

    engine::EngineClient &m_client;
    FeedPump::Activity m_activity = FeedPump::Activity::Paused;
    int m_runningJobs = 0;
    bool m_isAsked = false;
    QTimer m_tick;
    std::deque<int> m_busy; ///< functions that ran, a second apart; newest last
};

} // namespace belayer::ui
