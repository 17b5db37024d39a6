// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What runs with and without a window: the engine, its HTTP, the demo board, and their end in good
/// order.
#pragma once

#include "app/addressfile.h"
#include "app/commandline.h"
#include "app/datadir.h"
#include "app/httphost.h"
#include "core/engine/enginethread.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace belayer::app {

/// Lives in the main thread. Starts the engine, then HTTP in it; ends in the reverse order.
class Service : public QObject
{
    Q_OBJECT

public:
    /// A port that cannot be had is no failure here: see httpProblem(). Prints the line `listening on URL`
    /// when HTTP is up, and starts the demo board if it is wanted. Throws StartError for settings that cannot
    /// be meant.
    Service(const CommandLine &line, const DataDir &dir, const QByteArray &token);

    engine::Engine *engine() const { return m_thread.engine(); }
    const QString &httpUrl() const noexcept { return m_url; } ///< empty: not up, or not wanted
    const std::optional<QString> &httpProblem() const noexcept { return m_problem; }

    /// No new connections and no new jobs; running ones are cancelled with their grace, and whoever waits for
    /// them by HTTP hears of it. Ends in stopped(), within ten seconds. Further calls do nothing.
    void stop();
    /// stopped() now; what still runs is killed when this object goes.
    void hurry();

Q_SIGNALS:
    /// Once.
    void stopped();

private:
    void startHttp(const CommandLine &line, const DataDir &dir, const QByteArray &token);
    void startDemo();

    engine::EngineThread m_thread;
    std::optional<HttpHost> m_http;           ///< after the thread it lives in
    std::optional<AddressFile> m_addressFile; ///< while new connections are taken
    QString m_url;
    std::optional<QString> m_problem;
    QTimer m_deadline;
    bool m_stopping = false;
    bool m_stopped = false;
};

} // namespace belayer::app
