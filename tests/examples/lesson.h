// SPDX-License-Identifier: MIT
// The lesson on async utilities, snippet by snippet. tst_lesson.cpp runs them; core/async/README.md quotes
// them.
#pragma once
#include <belayer/async.h>

#include <QList>
#include <QString>

#include <thread>

namespace belayer::examples {

using namespace belayer::async;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// ---- Task groups ----

inline Task<int> processItem(int item)
{
    co_await sleepFor(2ms);
    co_return item * 10;
}

inline Task<std::vector<int>> processItems()
{
    co_return co_await withTaskGroup([](TaskGroup &group) -> Task<std::vector<int>> {
        auto first = group.createTask(processItem(1));
        auto second = group.createTask(processItem(2));
        auto third = group.createTask(processItem(3));
        co_return co_await gather(std::vector{first, second, third});
    });
}

// ---- Background tasks ----

inline Task<> heartbeat(int *beats)
{
    for (;;) {
        co_await sleepFor(1ms);
        ++*beats;
    }
}

// The job's life is the body's: leaving the body cancels it and waits for it.
inline Task<int> workWithHeartbeat(int *beats)
{
    co_return co_await withBackgroundTask(heartbeat(beats), [beats](JobHandle<>) -> Task<int> {
        while (*beats < 3)
            co_await sleepFor(1ms);
        co_return 200;
    });
}

// The job's life is an object's.
class Monitor
{
public:
    int beats() const noexcept { return m_beats; }
    Task<> stop() { return m_heart.stop(); }

private:
    int m_beats = 0;
    BackgroundTask<> m_heart{heartbeat(&m_beats), u"heartbeat"_s}; // last: dies first
};

// ---- Races ----

inline Task<QString> contender(QString name, std::chrono::milliseconds duration)
{
    co_await sleepFor(duration);
    co_return name + u" won!"_s;
}

inline Task<QString> raceTasks()
{
    auto quick = [] { return contender(u"Task 1"_s, 1ms); };
    auto slow = [](QString name, std::chrono::milliseconds duration) { return contender(name, duration); };
    const auto result = co_await runUntilFirstComplete(quick, std::tuple{slow, u"Task 2"_s, 1h});
    co_return result.value;
}

inline Task<QString> mirror(QString name, std::chrono::milliseconds duration, bool isUp)
{
    co_await sleepFor(duration);
    if (!isUp)
        throw std::runtime_error("mirror is down");
    co_return name;
}

// A mirror that is down loses against one that is slow.
inline Task<RaceResult<QString>> firstGoodMirror()
{
    std::vector<Task<QString>> mirrors;
    mirrors.push_back(mirror(u"near"_s, 0ms, false));
    mirrors.push_back(mirror(u"far"_s, 5ms, true));
    return race(std::move(mirrors), RaceMode::FirstSuccess);
}

// ---- Thread pool ----

inline int cpuIntensive(int number)
{
    std::this_thread::sleep_for(2ms); // stands for work
    return number * number;
}

inline Task<int> compute(int number)
{
    co_return co_await runInThreadPool(cpuIntensive, number);
}

// Work that can be told to stop takes a std::stop_token first.
inline int countUntilStopped(std::stop_token stop, std::atomic<int> *rounds)
{
    while (!stop.stop_requested()) {
        ++*rounds;
        std::this_thread::sleep_for(1ms);
    }
    return *rounds;
}

// ---- Events ----

class JobCoordinator
{
public:
    Task<> runJob()
    {
        co_await sleepFor(3ms);
        m_result = u"Job completed"_s;
        m_completion.set();
    }
    Task<QString> waitForCompletion()
    {
        co_await m_completion.wait();
        co_return m_result;
    }

private:
    QString m_result;
    AsyncEvent m_completion;
};

inline Task<QString> coordinatedJob()
{
    JobCoordinator coordinator;
    co_return co_await withTaskGroup([&coordinator](TaskGroup &group) -> Task<QString> {
        group.spawn(coordinator.runJob(), u"job"_s);
        co_return co_await coordinator.waitForCompletion();
    });
}

// ---- Lazy values ----

class Catalogue
{
public:
    Task<QString> data() { co_return co_await m_data.get(); }
    void reset() { m_data.reset(); } // the next data() computes anew
    bool isReady() const { return m_data.isReady(); }
    int computations() const noexcept { return m_computations; }

private:
    Task<QString> compute()
    {
        co_await sleepFor(2ms); // expensive
        co_return u"result %1"_s.arg(++m_computations);
    }
    int m_computations = 0;
    AsyncLazy<QString> m_data{[this] { return compute(); }}; // last: dies first
};

} // namespace belayer::examples
