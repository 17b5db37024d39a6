// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Functions for another thread's event loop: called there in order, one posted event a batch.
#pragma once

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace belayer::engine {

/// Lives in the thread that is to run the functions, and is destroyed there; what it has not run by then is
/// dropped.
class ThreadCalls : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Any thread, as long as this lives.
    void post(std::function<void()> function);
    /// Any thread, as the last call: destroys this in its own thread, after what was posted before.
    void retire();
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_functions;
};

} // namespace belayer::engine
