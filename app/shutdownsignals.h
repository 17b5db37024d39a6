// SPDX-License-Identifier: GPL-3.0-or-later
/// \file SIGTERM, SIGINT and SIGHUP as Qt signals.
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace belayer::app {

/// At most one, in the main thread, made before any other thread. The handlers stay installed; a signal that
/// was ignored at the start (nohup) stays ignored.
class ShutdownSignals : public QObject
{
    Q_OBJECT

public:
    explicit ShutdownSignals(QObject *parent = nullptr);
    ~ShutdownSignals() override;

Q_SIGNALS:
    /// The first one: end in good order.
    void shutdownRequested();
    /// Any further one: end now.
    void hurryRequested();

private:
    void read();

    int m_readEnd = -1;
    QSocketNotifier m_notifier{QSocketNotifier::Read};
    bool m_requested = false;
};

} // namespace belayer::app
