// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The thread an engine lives in, from its start to the last job's end.
#pragma once

#include "core/engine/engine.h"
#include "core/engine/threadcalls.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace belayer::engine {

/// Made, stopped and destroyed in the main thread, which waits for nothing until then: the engine comes up in
/// its own, some milliseconds later (its history has to be opened), and whatever is given to post() and run()
/// finds it up.
class EngineThread : public QObject
{
    Q_OBJECT

public:
    explicit EngineThread(Engine::Config config, QObject *parent = nullptr);
    /// Stops with a short deadline if stop() did not run, then joins the thread, whatever still lives.
    ~EngineThread() override;

    /// Any thread: runs the function in the engine thread, after all that was posted before.
    void post(std::function<void(Engine &)> function);
    /// Runs the function in the engine thread and waits for it; not to be called from there.
    void run(const std::function<void(Engine &)> &function);
    /// Asynchronous: stopped() comes when nothing of any job is left, the deadline included. Further calls do
    /// nothing.
    void stop(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void stopped();

private:
    class Inside;
    QThread m_thread;
    ThreadCalls *m_calls;             ///< into the thread
    ThreadCalls m_answers;            ///< and back
    std::unique_ptr<Inside> m_inside; ///< what lives in the thread
    bool m_isStopping = false;
    bool m_hasStopped = false;
};

} // namespace belayer::engine
