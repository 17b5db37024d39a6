// SPDX-License-Identifier: MIT
// Scopes and threads: what dies with a thread, outlives it, or is called from another one.
#include "tests/support/coroutinebench.h"

#include <thread>

using namespace belayer::async;
using namespace belayer::bench;

class ScopeThreadsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jobsOfAThreadDieWithIt();
    void scopeOutlivesItsThread();
    void setFromAThreadAgainstDeath();
    void spawnFromAnotherThreadIsRefused();
};

void ScopeThreadsTest::jobsOfAThreadDieWithIt()
{
    JobHandle<> job;
    JobHandle<> queued;
    AsyncEvent event;
    // No QThread: its wait() is no hand-over that ThreadSanitizer sees, when the thread has ended before.
    std::thread thread([&] {
        TaskScope scope; // dies first; the handles stay
        job = scope.spawn(event.wait());
        settle();
        queued = scope.spawn(idle());
    });
    thread.join();
    QVERIFY(job.isCancelled());
    QVERIFY(queued.isCancelled());
    job.cancel(); // of a loop that is gone
    event.set();
    QCOMPARE(Tracked::count(), 0);
}

void ScopeThreadsTest::scopeOutlivesItsThread()
{
    TaskScope scope;
    JobHandle<> job;
    std::thread thread([&] {
        job = scope.spawn(idle());
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        loop.exec();
    });
    thread.join();
    QVERIFY(job.isCancelled());
    QCOMPARE(scope.liveCount(), 0u);
    QCOMPARE(Tracked::count(), 0);
    job.cancel();
}

void ScopeThreadsTest::setFromAThreadAgainstDeath()
{
    constexpr int Waiters = 4;
    for (int round = 0; round < 10'000; ++round) {
        AsyncEvent event;
        TaskScope scope;
        std::vector<JobHandle<>> jobs;
        for (int i = 0; i < Waiters; ++i)
            jobs.push_back(scope.spawn([&]() -> Task<> {
                Tracked tracked;
                co_await event.wait();
            }));
        settle();
        std::thread setter([&] { event.set(); });
        for (int i = 0; i < Waiters; i += 2)
            jobs[static_cast<std::size_t>(i)].cancel();
        if (round % 3 == 0)
            scope.destroyAll();
        setter.join();
        QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    }
    settle();
    QCOMPARE(Tracked::count(), 0);
}

void ScopeThreadsTest::spawnFromAnotherThreadIsRefused()
{
    TaskScope scope;
    scope.spawn(yieldNow());
    bool refused = false;
    std::thread([&] {
        try {
            scope.spawn(yieldNow());
        } catch (const std::logic_error &) {
            refused = true;
        }
    }).join();
    QVERIFY(refused);
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
}

QTEST_GUILESS_MAIN(ScopeThreadsTest)
#include "tst_scopethreads.moc"
