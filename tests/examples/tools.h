// SPDX-License-Identifier: MIT
// What the lesson has no snippet for: cancellation bent, an object's own tasks, Qt's own asynchronous things.
#pragma once
#include <belayer/async.h>

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QPromise>
#include <QString>

namespace belayer::examples {

using namespace belayer::async;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// ---- Cancellation ----

inline Task<QString> answerOrGiveUp(Task<QString> question, std::chrono::milliseconds patience)
{
    try {
        co_return co_await withTimeout(patience, std::move(question));
    } catch (const TimeoutError &) {
        co_return u"no answer"_s; // an outer cancellation is Cancelled and passes through
    }
}

// Whatever ends the writing, the file is closed; closing may await.
inline Task<> writeFile(Task<> write, Task<> close)
{
    return withCleanup(std::move(write), [close = std::move(close)]() mutable { return std::move(close); });
}

// A part of a task that the user may stop while the task goes on.
class Preview
{
public:
    Task<QString> show(Task<QString> render)
    {
        try {
            co_return co_await withCancelScope(m_scope, std::move(render));
        } catch (const Cancelled &cancelled) {
            if (cancelled.reason() != CancelReason::User)
                throw;
        }
        co_return u"skipped"_s;
    }
    void skip() { m_scope.cancel(CancelReason::User); }

private:
    CancelScope m_scope;
};

// ---- An object's own tasks ----

class Clock : public QObject
{
public:
    void start() { m_scope.spawn(tick(), u"tick"_s, OnCancel::Destroy); }
    int ticks() const noexcept { return m_ticks; }

private:
    Task<> tick()
    {
        for (;;) {
            co_await sleepFor(1ms);
            ++m_ticks; // never runs with a dead `this`
        }
    }
    int m_ticks = 0;
    TaskScope m_scope; // last: dies first
};

// ---- A section with awaits in it, one task at a time ----

class Account
{
public:
    Task<> deposit(int amount)
    {
        const Permit lock = co_await m_mutex.lock();
        const int before = m_balance;
        co_await sleepFor(1ms); // the bank is asked
        m_balance = before + amount;
    }
    int balance() const noexcept { return m_balance; }

private:
    int m_balance = 0;
    Mutex m_mutex;
};

// ---- Qt's own asynchronous things ----

inline Task<QString> nextName(QObject *object)
{
    const auto [name] = co_await signalOf(object, &QObject::objectNameChanged);
    co_return name;
}

inline Task<int> doubled(QFuture<int> future)
{
    co_return 2 * co_await future;
}

inline Task<int> countTo(int end)
{
    for (int i = 1; i <= end; ++i) {
        co_await yieldNow();
        co_await reportProgress(i, 0, end); // of the QFuture this runs for, if any
    }
    co_return end;
}

inline Task<int> exitCodeOf(QString program, QStringList arguments)
{
    QProcess process;
    process.start(program, arguments);
    const ProcessEnd end = co_await finished(&process);
    if (end.how != ProcessEnd::How::Exited)
        throw std::runtime_error("the program did not end well");
    co_return end.exitCode;
}

} // namespace belayer::examples
