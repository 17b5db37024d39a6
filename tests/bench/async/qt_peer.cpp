// SPDX-License-Identifier: MIT
// What a Qt program does without coroutines: QThreadPool with a queued call back, QtConcurrent with a watcher, QTimer.
#include "tests/bench/async/cells.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <functional>
#include <memory>

namespace belayer::bench {

namespace {

int argumentCount = 1;
char programName[] = "bench_async";
char *arguments[] = {programName, nullptr};

int work()
{
    return 1;
}

/// Starts `body` inside the event loop and times it until `done` has been called `count` times.
Sample runLoop(int count, const std::function<void(QObject *, const std::function<void()> &)> &body)
{
    QCoreApplication app(argumentCount, arguments);
    QObject context;
    int left = count;
    const std::function<void()> done = [&] {
        if (--left == 0)
            QCoreApplication::quit();
    };
    std::unique_ptr<Stopwatch> watch;
    QTimer::singleShot(0, &context, [&] {
        watch = std::make_unique<Stopwatch>();
        body(&context, done);
    });
    QCoreApplication::exec();
    return {watch->nanoseconds() / count, 0};
}

Sample poolOne()
{
    constexpr int Count = 20'000;
    std::function<void()> next;
    return runLoop(Count, [&next](QObject *context, const std::function<void()> &done) {
        next = [context, &done, &next, left = Count]() mutable {
            if (left-- == 0)
                return;
            QThreadPool::globalInstance()->start([context, &done, &next] {
                const int result = work();
                QMetaObject::invokeMethod(
                    context,
                    [&done, &next, result] {
                        require(result == 1, "the pool's result");
                        next();
                        done();
                    },
                    Qt::QueuedConnection);
            });
        };
        next();
    });
}

Sample poolMany()
{
    constexpr int Count = 100'000;
    return runLoop(Count, [](QObject *context, const std::function<void()> &done) {
        for (int i = 0; i < Count; ++i) {
            QThreadPool::globalInstance()->start(
                [context, &done] { QMetaObject::invokeMethod(context, done, Qt::QueuedConnection); });
        }
    });
}

Sample concurrentMany()
{
    constexpr int Count = 100'000;
    return runLoop(Count, [](QObject *context, const std::function<void()> &done) {
        for (int i = 0; i < Count; ++i) {
            auto *watcher = new QFutureWatcher<int>(context);
            QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, &done] {
                watcher->deleteLater();
                done();
            });
            watcher->setFuture(QtConcurrent::run(work));
        }
    });
}

Sample concurrentOne()
{
    constexpr int Count = 20'000;
    std::function<void()> next;
    return runLoop(Count, [&next](QObject *context, const std::function<void()> &done) {
        next = [context, &done, &next, left = Count]() mutable {
            if (left-- == 0)
                return;
            QtConcurrent::run(work).then(context, [&done, &next](int) {
                next();
                done();
            });
        };
        next();
    });
}

Sample sleep100()
{
    constexpr int Count = 100'000;
    Sample sample = runLoop(Count, [](QObject *context, const std::function<void()> &done) {
        for (int i = 0; i < Count; ++i)
            QTimer::singleShot(100, context, done);
    });
    sample.nanoseconds *= Count; // this row is the whole, not one sleep
    return sample;
}

Sample park()
{
    constexpr int Count = 100'000;
    QCoreApplication app(argumentCount, arguments);
    QObject context;
    const auto before = heapBytes();
    for (int i = 0; i < Count; ++i)
        QTimer::singleShot(3'600'000, &context, [] {});
    return {0, double(heapBytes() - before) / Count};
}

} // namespace

std::vector<Cell> qtCells()
{
    return {{"pool-one", "QThreadPool", poolOne},         {"pool-many", "QThreadPool", poolMany},
            {"pool-one", "QtConcurrent", concurrentOne},  {"pool-many", "QtConcurrent", concurrentMany},
            {"sleep100", "QTimer", sleep100},             {"park", "QTimer", park}};
}

} // namespace belayer::bench
