// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class AsyncEventTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wakesInOrder();
    void setThenClearStillWakes();
    void setEventDoesNotSuspend();
    void waitersOnTwoLoops();
    void setRacesWithWait();
    void mayDieRightAfterWaking();
};

void AsyncEventTest::wakesInOrder()
{
    AsyncEvent event;
    EventLog log;
    TaskScope scope;
    for (const char *name : {"a", "b", "c"})
        scope.spawn([&log, &event, name]() -> Task<> {
            co_await event.wait();
            log.add(name);
        });
    settle();
    event.set();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(log.text(), QStringLiteral("a b c"));
}

void AsyncEventTest::setThenClearStillWakes()
{
    AsyncEvent event;
    TaskScope scope;
    auto waiter = scope.spawn(event.wait());
    settle();
    event.set();
    event.clear();
    QVERIFY(!event.isSet());
    auto late = scope.spawn(event.wait());
    QVERIFY(turnUntil([&] { return waiter.isFinished(); }));
    settle();
    QVERIFY(!late.isFinished());
}

void AsyncEventTest::setEventDoesNotSuspend()
{
    AsyncEvent event;
    event.set();
    auto task = [&]() -> Task<> { co_await event.wait(); };
    QCOMPARE(suspensionsOf(task()), 0);
    event.clear();
    TaskScope scope;
    scope.spawn([&]() -> Task<> {
        event.set();
        co_return;
    });
    QVERIFY(suspensionsOf(task()) > 0);
}

void AsyncEventTest::waitersOnTwoLoops()
{
    AsyncEvent event;
    std::atomic<bool> waits{false};
    bool sameThread = false;
    std::thread thread([&] {
        const auto here = std::this_thread::get_id();
        auto task = [&]() -> Task<> {
            waits = true;
            co_await event.wait();
            sameThread = std::this_thread::get_id() == here;
        };
        run(task());
    });
    TaskScope scope;
    auto local = scope.spawn(event.wait());
    QVERIFY(turnUntil([&] { return waits.load(); }));
    event.set();
    QVERIFY(turnUntil([&] { return local.isFinished(); }));
    thread.join();
    QVERIFY(sameThread);
}

void AsyncEventTest::setRacesWithWait()
{
    constexpr int Rounds = 10'000;
    std::atomic<AsyncEvent *> current{nullptr};
    std::thread setter([&] {
        for (int i = 0; i < Rounds; ++i) {
            AsyncEvent *event = nullptr;
            while (!(event = current.exchange(nullptr, std::memory_order_acq_rel)))
                std::this_thread::yield();
            event->set();
        }
    });
    auto task = [&]() -> Task<> {
        for (int i = 0; i < Rounds; ++i) {
            AsyncEvent event; // dies as soon as the wait is over
            current.store(&event, std::memory_order_release);
            if (i % 3 == 0)
                co_await yieldNow();
            co_await event.wait();
        }
    };
    runBlocking(task());
    setter.join();
}

void AsyncEventTest::mayDieRightAfterWaking()
{
    for (int i = 0; i < 10'000; ++i) {
        auto event = std::make_unique<AsyncEvent>();
        std::thread setter([raw = event.get()] { raw->set(); });
        auto task = [](std::unique_ptr<AsyncEvent> owned) -> Task<> { co_await owned->wait(); };
        runBlocking(task(std::move(event)));
        setter.join();
    }
}

QTEST_GUILESS_MAIN(AsyncEventTest)
#include "tst_asyncevent.moc"
