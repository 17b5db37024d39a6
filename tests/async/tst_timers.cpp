// SPDX-License-Identifier: MIT
#include "core/async/src/timers.h"

#include <QtTest>

#include <deque>
#include <random>
#include <set>

using namespace belayer::async::detail;

class TestTimers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesInOrderOfMomentThenAge_data();
    void firesInOrderOfMomentThenAge();
    void aRunThatEmptiesIsUsedAgain();
};

namespace {

using TimePoint = std::chrono::steady_clock::time_point;

// What Timers must do, written so simply that it is right.
struct Expected
{
    std::int64_t due;
    int age;
    Timer *timer;
    bool operator<(const Expected &other) const
    {
        return std::tie(due, age) < std::tie(other.due, other.age);
    }
};

} // namespace

void TestTimers::firesInOrderOfMomentThenAge_data()
{
    QTest::addColumn<int>("durations");
    QTest::addColumn<int>("removedOfTen");
    QTest::newRow("one duration") << 1 << 0;
    QTest::newRow("one duration, most cancelled") << 1 << 8;
    QTest::newRow("six durations") << 6 << 5;
    QTest::newRow("more durations than runs") << 40 << 5;
    QTest::newRow("any duration") << 100'000 << 5;
}

void TestTimers::firesInOrderOfMomentThenAge()
{
    QFETCH(int, durations);
    QFETCH(int, removedOfTen);
    std::minstd_rand random(11);
    Timers timers;
    std::deque<Timer> all;
    std::set<Expected> expected;
    std::int64_t now = 1;
    const auto isFirstRight = [&] {
        const TimerEntry *first = timers.first();
        return (first ? first->timer : nullptr) == (expected.empty() ? nullptr : expected.begin()->timer);
    };
    for (int age = 0; age < 20'000; ++age) {
        now += random() % 3; // often the same moment
        const std::int64_t due = now + 1'000 * (random() % static_cast<unsigned>(durations));
        all.emplace_back(TimePoint(std::chrono::nanoseconds(due)));
        timers.add(&all.back(), Timer::Kind::Sleep);
        expected.insert({due, age, &all.back()});
        if (static_cast<int>(random() % 10) < removedOfTen) {
            auto victim =
                expected.lower_bound({now + static_cast<std::int64_t>(random() % 2'000), 0, nullptr});
            if (victim == expected.end())
                victim = expected.begin();
            timers.remove(victim->timer);
            QVERIFY(!victim->timer->isArmed());
            expected.erase(victim);
        }
        QVERIFY(isFirstRight());
        while (!expected.empty() && expected.begin()->due <= now - 500) {
            timers.remove(expected.begin()->timer);
            expected.erase(expected.begin());
            QVERIFY(isFirstRight());
        }
    }
    while (!expected.empty()) {
        QVERIFY(isFirstRight());
        timers.remove(expected.begin()->timer);
        expected.erase(expected.begin());
    }
    QVERIFY(!timers.first());
}

void TestTimers::aRunThatEmptiesIsUsedAgain()
{
    Timers timers;
    for (std::int64_t round = 1; round <= 1'000; ++round) {
        std::deque<Timer> few;
        for (std::int64_t i = 0; i < round % 130 + 1; ++i) {
            few.emplace_back(TimePoint(std::chrono::nanoseconds(1'000'000 - round * 10 + i)));
            timers.add(&few.back(), Timer::Kind::Deadline);
        }
        for (Timer &timer : few) {
            QCOMPARE(timers.first()->timer, &timer);
            QCOMPARE(timer.kind(), Timer::Kind::Deadline);
            timers.remove(&timer);
        }
        QVERIFY(!timers.first());
    }
}

QTEST_APPLESS_MAIN(TestTimers)
#include "tst_timers.moc"
