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
    enum class Door : quint8 { Open, Closed };
    explicit ThreadCalls(Door door = Door::Open) : m_door(door) {}

    /// Any thread, as long as this lives.
    void post(std::function<void()> function);
    /// In its own thread: runs what has been posted, from the next turn of the event loop on. Until then not
    /// even an event loop within another lets any of it in.
    void open();
    bool event(QEvent *event) override;

private:
    void wake();

    std::mutex m_mutex; ///< of the next two
    Door m_door;
    std::vector<std::function<void()>> m_functions;
};

} // namespace belayer::engine
