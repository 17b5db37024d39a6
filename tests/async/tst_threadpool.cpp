// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <QThread>
#include <QThreadPool>

#include <semaphore>
#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class ThreadPoolTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsElsewhereAndComesBack();
    void argumentsAndExceptionsPass();
    void moveOnlyCallableAndResult();
    void closureIsFreed();
    void queuedWorkOfACancelledTaskNeverRuns();
    void runningWorkIsWaitedForWhenCancelled();
    void abandonedBodyIsCountedAndReplaced();
    void bodiesAreBounded();
    void poolOfItsOwnSizeRunsThatManyThatWait();
    void poolThatEndsDropsWhatHasNotBegun();
    void foreignPool();
    void clearedForeignPoolCancels();
    void nestedOffloadInAForeignPool();
    void hopsRaceWithDeath();
    void submitRacesWithStop();
    void resultRacesWithCancel();
    void resultRacesWithDeath();
};

void ThreadPoolTest::runsElsewhereAndComesBack()
{
    auto task = []() -> Task<> {
        const auto here = std::this_thread::get_id();
        const auto there = co_await runInThreadPool([] { return std::this_thread::get_id(); });
        CO_VERIFY(there != here);
        CO_VERIFY(std::this_thread::get_id() == here);
    };
    run(task());
}

void ThreadPoolTest::argumentsAndExceptionsPass()
{
    auto task = []() -> Task<> {
        CO_COMPARE(co_await runInThreadPool([](int n, int m) { return n * m; }, 6, 7), 42);
        CO_COMPARE(co_await runInThreadPool(
                       [](std::stop_token stop, int n) { return stop.stop_possible() ? n : 0; }, 5),
                   5);
        auto fail = []() -> Task<> { co_await runInThreadPool([] { throw std::out_of_range("far"); }); };
        CO_COMPARE(co_await outcome(fail()), std::string("far"));
    };
    run(task());
}

void ThreadPoolTest::moveOnlyCallableAndResult()
{
    auto owned = std::make_unique<int>(4);
    auto result = run([](std::unique_ptr<int> value) -> Task<std::unique_ptr<int>> {
        co_return co_await runInThreadPool(
            [value = std::move(value)](std::unique_ptr<int> other) mutable {
                *value += *other;
                return std::move(value);
            },
            std::make_unique<int>(3));
    }(std::move(owned)));
    QCOMPARE(*result, 7);
}

void ThreadPoolTest::closureIsFreed()
{
    auto task = []() -> Task<> { co_await runInThreadPool([tracked = Tracked()] {}); };
    run(task());
    QVERIFY(turnUntil([] { return Tracked::count() == 0; }));
    {
        [[maybe_unused]] auto never = runInThreadPool([tracked = Tracked()] {});
    }
    QCOMPARE(Tracked::count(), 0);
}

namespace {
// Holds every place of the pool until released.
class FullPool
{
public:
    FullPool() : m_places(threadPoolStats().maxThreads)
    {
        for (int i = 0; i < m_places; ++i)
            m_scope.spawn(runInThreadPool([gate = m_gate] { gate->acquire(); }));
        turnUntil([this] { return threadPoolStats().running == m_places; });
    }
    void release()
    {
        if (std::exchange(m_released, true))
            return;
        m_gate->release(m_places);
        turnUntil([this] { return m_scope.liveCount() == 0; });
    }
    ~FullPool() { release(); }

private:
    std::shared_ptr<std::counting_semaphore<>> m_gate = std::make_shared<std::counting_semaphore<>>(0);
    int m_places;
    bool m_released = false;
    TaskScope m_scope;
};
} // namespace

void ThreadPoolTest::queuedWorkOfACancelledTaskNeverRuns()
{
    auto ran = std::make_shared<std::atomic<int>>(0);
    FullPool full;
    TaskScope scope;
    auto cancelled = scope.spawn(runInThreadPool([ran] { ++*ran; }));
    auto destroyed = scope.spawn(runInThreadPool([ran] { ++*ran; }));
    settle();
    QCOMPARE(threadPoolStats().queued, 2);
    cancelled.cancel();
    QVERIFY(turnUntil([&] { return cancelled.isFinished(); })); // although the pool is full
    scope.destroyAll();
    QVERIFY(destroyed.isCancelled());
    QCOMPARE(threadPoolStats().queued, 0);
    full.release();
    run([]() -> Task<> { co_await runInThreadPool([] {}); }());
    QCOMPARE(ran->load(), 0);
}

void ThreadPoolTest::runningWorkIsWaitedForWhenCancelled()
{
    auto gate = std::make_shared<std::binary_semaphore>(0);
    auto started = std::make_shared<std::atomic<bool>>(false);
    int result = 0;
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> {
        result = co_await runInThreadPool([gate, started] {
            *started = true;
            gate->acquire();
            return 9;
        });
        co_await yieldNow();
    });
    QVERIFY(turnUntil([&] { return started->load(); }));
    job.cancel();
    settle();
    QVERIFY(!job.isFinished());
    gate->release();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QCOMPARE(result, 9); // it came in spite of the cancellation, and counts
    QVERIFY(job.isCancelled());
}

void ThreadPoolTest::abandonedBodyIsCountedAndReplaced()
{
    const auto before = threadPoolStats();
    auto gate = std::make_shared<std::counting_semaphore<>>(0);
    {
        TaskScope scope;
        for (int i = 0; i < before.maxThreads; ++i)
            scope.spawn(runInThreadPool([gate] { gate->acquire(); }));
        QVERIFY(turnUntil([&] { return threadPoolStats().running == before.maxThreads; }));
    }
    QCOMPARE(threadPoolStats().abandoned, before.maxThreads);
    QCOMPARE(threadPoolStats().everAbandoned,
             before.everAbandoned + static_cast<unsigned>(before.maxThreads));
    run([]() -> Task<> { co_await runInThreadPool([] {}); }()); // there is room for others
    gate->release(before.maxThreads);
    QVERIFY(turnUntil([&] { return threadPoolStats().abandoned == 0; }));
    QVERIFY(turnUntil([&] { return threadPoolStats().threads <= before.maxThreads; }));
}

void ThreadPoolTest::bodiesAreBounded()
{
    auto running = std::make_shared<std::atomic<int>>(0);
    auto peak = std::make_shared<std::atomic<int>>(0);
    run(withTaskGroup([=](TaskGroup &group) -> Task<> {
        for (int i = 0; i < 200; ++i)
            group.spawn(runInThreadPool([=] {
                const int now = ++*running;
                int seen = *peak;
                while (seen < now && !peak->compare_exchange_weak(seen, now)) {}
                std::this_thread::yield();
                --*running;
            }));
        co_return;
    }));
    QVERIFY(*peak <= threadPoolStats().maxThreads);
}

// Each has to be called by the one before: none may be left in the queue while there are places.
void ThreadPoolTest::poolOfItsOwnSizeRunsThatManyThatWait()
{
    constexpr int Bodies = 40;
    ThreadPool pool(Bodies);
    for (int round = 0; round < 50; ++round) {
        auto gate = std::make_shared<std::counting_semaphore<>>(0);
        TaskScope scope;
        for (int i = 0; i < Bodies; ++i)
            scope.spawn(runInThreadPool(pool, [gate] { gate->acquire(); }));
        QVERIFY(turnUntil([&] { return pool.stats().running == Bodies; }));
        QVERIFY(pool.stats().threads <= Bodies);
        gate->release(Bodies);
        QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    }
}

void ThreadPoolTest::poolThatEndsDropsWhatHasNotBegun()
{
    auto gate = std::make_shared<std::binary_semaphore>(0);
    auto ran = std::make_shared<std::atomic<int>>(0);
    TaskScope scope;
    JobHandle<> holder;
    JobHandle<> dropped;
    {
        ThreadPool pool(1);
        holder = scope.spawn(runInThreadPool(pool, [gate] { gate->acquire(); }));
        QVERIFY(turnUntil([&] { return pool.stats().running == 1; }));
        dropped = scope.spawn(runInThreadPool(pool, [ran] { ++*ran; }));
        QVERIFY(turnUntil([&] { return pool.stats().queued == 1; }));
    } // the body is still at work: the pool leaves it its thread
    gate->release();
    QVERIFY(turnUntil([&] { return holder.isFinished() && dropped.isFinished(); }));
    QCOMPARE(holder.state(), JobState::Succeeded);
    QVERIFY(dropped.isCancelled());
    QCOMPARE(ran->load(), 0);
}

void ThreadPoolTest::foreignPool()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    auto task = [&]() -> Task<> {
        CO_COMPARE(co_await runInThreadPool(&pool, [](int n) { return n + 1; }, 1), 2);
    };
    run(task());
    auto gate = std::make_shared<std::binary_semaphore>(0);
    auto ran = std::make_shared<std::atomic<int>>(0);
    TaskScope scope;
    auto holder = scope.spawn(runInThreadPool(&pool, [gate] { gate->acquire(); }));
    auto queued = scope.spawn(runInThreadPool(&pool, [ran] { ++*ran; }));
    QVERIFY(turnUntil([&] { return pool.activeThreadCount() == 1; }));
    queued.cancel();
    QVERIFY(turnUntil([&] { return queued.isFinished(); }));
    gate->release();
    QVERIFY(turnUntil([&] { return holder.isFinished(); }));
    pool.waitForDone();
    QCOMPARE(ran->load(), 0);
}

void ThreadPoolTest::clearedForeignPoolCancels()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    auto gate = std::make_shared<std::binary_semaphore>(0);
    TaskScope scope;
    auto holder = scope.spawn(runInThreadPool(&pool, [gate] { gate->acquire(); }));
    auto dropped = scope.spawn(runInThreadPool(&pool, [] {}));
    settle(); // both have been handed to the pool
    QVERIFY(turnUntil([&] { return pool.activeThreadCount() == 1; }));
    pool.clear();
    gate->release();
    QVERIFY(turnUntil([&] { return dropped.isFinished() && holder.isFinished(); }));
    QVERIFY(dropped.isCancelled());
    QCOMPARE(holder.state(), JobState::Succeeded);
}

static int nestIn(QThreadPool *pool, int depth)
{
    return depth == 0 ? 1 : runBlocking(runInThreadPool(pool, nestIn, pool, depth - 1)) + 1;
}

void ThreadPoolTest::nestedOffloadInAForeignPool()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    auto task = [&]() -> Task<int> { co_return co_await runInThreadPool(&pool, nestIn, &pool, 4); };
    QCOMPARE(run(task()), 5);
}

void ThreadPoolTest::hopsRaceWithDeath()
{
    auto hop = []() -> Task<> {
        Tracked tracked;
        for (int i = 0; i < 50; ++i)
            co_await runInThreadPool([](std::stop_token stop, int n) { return n + stop.stop_requested(); },
                                     i);
    };
    for (int round = 0; round < 1000; ++round) {
        TaskScope scope;
        for (int i = 0; i < 10; ++i)
            scope.spawn(hop());
        settle();
        if (round % 2)
            scope.cancel();
        settle();
    }
    QCOMPARE(Tracked::count(), 0);
    QVERIFY(turnUntil([] { return threadPoolStats().running == 0; }));
    QCOMPARE(threadPoolStats().queued, 0);
    QCOMPARE(threadPoolStats().abandoned, 0);
}

constexpr int Races = 10'000;

// What a worker may or may not have begun when its task is cancelled: it runs to its end and is waited for,
// or it never runs.
void ThreadPoolTest::submitRacesWithStop()
{
    auto begun = std::make_shared<std::atomic<int>>(0);
    auto ended = std::make_shared<std::atomic<int>>(0);
    int delivered = 0;
    auto task = [&]() -> Task<> {
        co_await runInThreadPool([begun, ended] {
            ++*begun;
            ++*ended;
        });
        ++delivered;
    };
    TaskScope scope;
    for (int round = 0; round < Races; ++round) {
        auto job = scope.spawn(task());
        auto next = scope.spawn(task());
        QCoreApplication::processEvents(); // both are on their way
        job.cancel();
        next.cancel();
        QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
        QCOMPARE(begun->load(), ended->load()); // nobody left while a body ran
        QCOMPARE(begun->load(), delivered);     // none that was revoked began after all
    }
    QVERIFY(delivered > 0);
}

void ThreadPoolTest::resultRacesWithCancel()
{
    TaskScope scope;
    int results = 0;
    int stops = 0;
    auto go = std::make_shared<std::atomic<int>>(-1);
    auto begun = std::make_shared<std::atomic<int>>(-1);
    auto task = [&](int round) -> Task<> {
        const bool stopped = co_await runInThreadPool([=](std::stop_token stop) {
            *begun = round;
            while (*go < round && !stop.stop_requested())
                std::this_thread::yield();
            return stop.stop_requested();
        });
        ++(stopped ? stops : results);
    };
    for (int round = 0; round < Races; ++round) {
        auto job = scope.spawn(task(round));
        settle();
        while (*begun != round)
            std::this_thread::yield();
        if (round % 2)
            *go = round;
        job.cancel();
        QVERIFY(turnUntil([&] { return job.isFinished(); }));
    }
    QCOMPARE(results + stops, Races); // a running body always delivers, whatever it was told
    QVERIFY(stops > 0);
}

void ThreadPoolTest::resultRacesWithDeath()
{
    auto go = std::make_shared<std::atomic<int>>(-1);
    auto begun = std::make_shared<std::atomic<int>>(-1);
    for (int round = 0; round < Races; ++round) {
        TaskScope scope;
        scope.spawn([=]() -> Task<> {
            Tracked tracked;
            co_await runInThreadPool([go, begun, round, alive = Tracked()] {
                *begun = round;
                while (*go < round)
                    std::this_thread::yield();
                return Tracked();
            });
        });
        settle();
        while (*begun != round)
            std::this_thread::yield();
        *go = round;
        if (round % 2)
            QCoreApplication::processEvents();
        scope.destroyAll();
    }
    QVERIFY(turnUntil([] { return threadPoolStats().running == 0 && Tracked::count() == 0; }));
    QCOMPARE(threadPoolStats().abandoned, 0);
}

QTEST_GUILESS_MAIN(ThreadPoolTest)
#include "tst_threadpool.moc"
