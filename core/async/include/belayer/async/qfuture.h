// SPDX-License-Identifier: MIT
// QFuture both ways: co_await future, and toFuture(task, scope).
//
// co_await future: its result (moved out if it cannot be copied), its exception, or Cancelled if anybody
// cancelled it, at once, without waiting for a producer that may never finish. Cancelling the awaiting task
// cancels the future and, if somebody is computing it, waits for that to end. Other watchers of the future go
// on. toFuture: the task runs as a job of the scope; the future has its result, exception or cancellation,
// and cancelling the future cancels the job. Progress: co_await reportProgress(...) in the job, or any job
// below it, shows in the future, and so does that of a future awaited there. Include <QFuture>, and
// <QPromise> for toFuture.
#pragma once
#include "belayer/async/taskscope.h"

#include <memory>

QT_BEGIN_NAMESPACE
template<class T> class QFuture;
template<class T> class QPromise;
QT_END_NAMESPACE

namespace belayer::async {

namespace detail {

// What a job's progress is shown on.
class ProgressSink
{
public:
    virtual void report(int value, int minimum, int maximum, const QString &text) = 0;

protected:
    ~ProgressSink() = default;
};
ProgressSink *progressSinkOf(Job *job) noexcept; // its own, or that of the nearest job above

// Watches a QFuture for a job of this thread; knows no result type. "Any" futures are QFuture<void> *.
class FutureWatch
{
public:
    enum class On : std::uint8_t { End, Cancel };
    FutureWatch() noexcept = default;
    FutureWatch(const FutureWatch &) = delete;
    FutureWatch &operator=(const FutureWatch &) = delete;
    ~FutureWatch();
    void completeAtEnd(void *anyFuture, Job *waiter); // of an operation: ended or cancelled by others
    void cancelWith(void *anyFuture, Job *job);       // of toFuture: who cancels the future cancels the job
    void waitForEnd() noexcept;                       // from now on a cancelled future is not enough

private:
    class Watcher;
    Watcher *m_watcher = nullptr;
};
void throwFailureOf(void *anyFuture); // its exception, if it has one

template<class T> struct DependentVoid // keeps QFuture<void> out of sight until QFuture is known
{
    using type = void;
};
template<class T> using AnyFuture = QFuture<typename DependentVoid<T>::type>;

template<class T> class FutureOp final : public OpBase<FutureOp<T>, T>
{
public:
    static constexpr char name[] = "QFuture";
    FutureOp(PromiseBase *promise, QFuture<T> &&future) noexcept
        : OpBase<FutureOp, T>(promise), m_future(std::move(future))
    {
    }
    bool tryNow() const { return m_future.isFinished() || m_future.isCanceled(); }
    void park()
    {
        AnyFuture<T> any(m_future);
        m_watch.completeAtEnd(&any, this->job());
    }
    void cancel() noexcept { this->job()->signalCancelLater(); }
    void signalCancel()
    {
        m_isCancelledByUs = true;
        const bool isComputed = m_future.isRunning() && !m_future.isCanceled();
        if (isComputed)
            m_watch.waitForEnd();
        m_future.cancel();
        if (!isComputed)
            this->job()->complete();
    }
    T result()
    {
        AnyFuture<T> any(m_future);
        throwFailureOf(&any);
        if (m_future.isCanceled())
            throw Cancelled(m_isCancelledByUs ? this->job()->currentScope()->reason() : CancelReason::User);
        if constexpr (!std::is_void_v<T>) {
            if (m_future.resultCount() == 0) // a promise that died without a word
                throw Cancelled(CancelReason::User);
            if constexpr (std::copy_constructible<T>)
                return m_future.result();
            else
                return m_future.takeResult();
        }
    }

private:
    QFuture<T> m_future;
    FutureWatch m_watch;
    bool m_isCancelledByUs = false;
};

template<class T> struct FutureFinished : AwaitableTag
{
    using value_type = T;
    explicit FutureFinished(QFuture<T> f) : future(std::move(f)) {}
    FutureOp<T> makeOp(PromiseBase *promise) && { return FutureOp<T>(promise, std::move(future)); }
    QFuture<T> future;
};

template<class T> struct AwaitAdapter<QFuture<T>>
{
    static FutureFinished<T> describe(QFuture<T> future) { return FutureFinished<T>(std::move(future)); }
};

// The producing end of toFuture. Lives in the job's frame; if that is destroyed, the promise's own end
// cancels and finishes the future.
template<class T> class FutureSink final : public ProgressSink
{
public:
    FutureSink() { m_promise.start(); }
    ~FutureSink() { detach(); }
    QFuture<T> future() const { return m_promise.future(); }
    void attach(Job *job)
    {
        m_job = job;
        job->extras().progress = this;
        AnyFuture<T> any(m_promise.future());
        m_watch.cancelWith(&any, job);
        if (any.isCanceled())
            job->cancel(CancelReason::User);
    }
    template<class... R> void succeed(R &&...result)
    {
        if constexpr (sizeof...(R) > 0)
            m_promise.addResult(std::forward<R>(result)...);
        m_promise.finish();
    }
    void fail(const std::exception_ptr &error)
    {
        m_promise.setException(error);
        m_promise.finish();
    }
    void cancel()
    {
        m_promise.future().cancel();
        m_promise.finish();
    }

private:
    void report(int value, int minimum, int maximum, const QString &text) override
    {
        m_promise.setProgressRange(minimum, maximum);
        m_promise.setProgressValueAndText(value, text);
    }
    void detach() noexcept
    {
        if (m_job)
            m_job->extras().progress = nullptr;
    }
    QPromise<T> m_promise;
    FutureWatch m_watch;
    Job *m_job = nullptr;
};

template<class T> Task<> fulfil(Task<T> task, std::unique_ptr<FutureSink<T>> sink)
{
    sink->attach(co_await CurrentJob{});
    try {
        if constexpr (std::is_void_v<T>) {
            co_await Quiet(std::move(task));
            sink->succeed();
        } else {
            sink->succeed(co_await Quiet(std::move(task)));
        }
    } catch (const Cancelled &) {
        sink->cancel();
        throw;
    } catch (...) {
        sink->fail(std::current_exception()); // the future's now
    }
}

struct ReportProgress : AwaitableTag
{
    static constexpr bool isQuiet = true;
    using value_type = void;
    struct Ready
    {
        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        void await_resume() const noexcept {}
    };
    Ready makeOp(PromiseBase *promise) &&
    {
        if (ProgressSink *sink = progressSinkOf(promise->job()))
            sink->report(value, minimum, maximum, text);
        return {};
    }
    int value;
    int minimum;
    int maximum;
    QString text;
};

} // namespace detail

template<detail::AnyAwaitable A>
auto toFuture(A awaitable, TaskScope &scope, const QString &name = {}) -> QFuture<detail::ValueOf<A>>
{
    using T = detail::ValueOf<A>;
    auto sink = std::make_unique<detail::FutureSink<T>>();
    QFuture<T> future = sink->future();
    scope.spawn(detail::fulfil<T>(detail::asTask(std::move(awaitable)), std::move(sink)), name);
    return future;
}

// Shows in the future of the toFuture() this code runs below, if any. Never suspends.
inline auto reportProgress(int value, int minimum, int maximum, const QString &text = {})
{
    return detail::ReportProgress{{}, value, minimum, maximum, text};
}

} // namespace belayer::async
