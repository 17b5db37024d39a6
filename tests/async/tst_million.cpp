// SPDX-License-Identifier: MIT
// A million jobs at once, in a process of their own: the kernel's count of its memory is part of the claim.
#include "tests/support/coroutinebench.h"

#include <sys/resource.h>

using namespace belayer::async;
using namespace belayer::bench;

class MillionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sleepersAreSpawnedCountedAndCancelledIn400Megabytes();
};

static qint64 peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

static Task<> sleeper()
{
    co_await sleepFor(1h);
}

void MillionTest::sleepersAreSpawnedCountedAndCancelledIn400Megabytes()
{
    constexpr int Count = 1'000'000;
    const qint64 before = peakBytes();
    const Scheduler *scheduler = Scheduler::current();
    TaskScope scope;
    for (int i = 0; i < Count; ++i)
        scope.spawn(sleeper());
    settle();
    QCOMPARE(scheduler->stats().live, std::uint64_t(Count));
    QCOMPARE(scheduler->stats().resumes, std::uint64_t(Count)); // each has begun, and sleeps
    scope.cancel();
    QVERIFY(turnUntil([&] { return scope.liveCount() == 0; }));
    QCOMPARE(scheduler->stats().finished, std::uint64_t(Count));
    const qint64 peak = peakBytes() - before;
    QVERIFY2(peak < 400'000'000, qPrintable(QString::number(peak)));
}

QTEST_GUILESS_MAIN(MillionTest)
#include "tst_million.moc"
