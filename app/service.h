// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What runs with and without a window: the engine, its HTTP, the demo board, and their end in good
/// order.
#pragma once

#include "app/commandline.h"
#include "app/datadir.h"
#include "app/httpservice.h"
#include "core/engine/enginethread.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace belayer::app {

/// Lives in the main thread. Starts the engine, then HTTP in it, and waits for neither; ends in the reverse
/// order.
class Service : public QObject
{
    Q_OBJECT

public:
    /// With the limits of the settings; starts the demo board if it is wanted. See HttpService for what it
    /// prints and throws.
    Service(const CommandLine &line, const DataDir &dir, const QByteArray &token);

    engine::EngineThread &thread() noexcept { return m_thread; }
    HttpService &http() noexcept { return m_http; }

    /// No new connections and no new jobs; running ones are cancelled with their grace, and whoever waits for
    /// them by HTTP hears of it. Ends in stopped(), within ten seconds. Further calls do nothing.
    void stop();
    /// stopped() now; what still runs is killed when this object goes.
    void hurry();

Q_SIGNALS:
    /// Once.
    void stopped();

private:
    void startDemo();

    engine::EngineThread m_thread;
    HttpService m_http; ///< after the thread it lives in
    QTimer m_deadline;
    bool m_stopping = false;
    bool m_stopped = false;
};

} // namespace belayer::app
