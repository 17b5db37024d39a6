// SPDX-License-Identifier: MIT
// What core/async holds at scale: a million jobs, a storm of resumes, large snapshots, what the introspection
// costs. Build the target bench_scale in the release preset.
#include "tests/bench/async/cells.h"
#include "tests/bench/scale/observedapplication.h"

#include <belayer/async.h>

#include <QTimer>

#include <sys/resource.h>

namespace belayer::bench {

namespace {

using namespace belayer::async;
using namespace std::chrono_literals;

int argumentCount = 1;
char programName[] = "bench_scale";
char *arguments[] = {programName, nullptr};

Task<> sleeper()
{
    co_await sleepFor(1h);
}

double peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) * 1024;
}

// ---- a million sleeping jobs

struct Million
{
    Hold spawn;
    Hold snapshot;
    Hold cancel;
    double bytes = 0; ///< peak, before the snapshot was taken
};

/// A well-behaved caller: gives way every 1,000 jobs.
Task<> spawnMany(TaskScope &scope, int count)
{
    for (int i = 1; i <= count; ++i) {
        scope.spawn(sleeper());
        if (i % 1000 == 0)
            co_await yieldNow();
    }
    co_await yieldNow(); // all that were spawned have begun to sleep
}

enum class Look { Counters, Snapshot };

Task<Million> million(ObservedApplication &app, Look look)
{
    constexpr std::uint64_t Count = 1'000'000;
    Million result;
    TaskScope scope;
    co_await sleepFor(1ms); // an event of its own
    app.takeLongest();
    co_await spawnMany(scope, int(Count));
    co_await sleepFor(1ms);
    result.spawn = app.takeLongest();
    require(Scheduler::current()->stats().live > Count, "a million in the counters");
    if (look == Look::Snapshot) {
        const auto rows = co_await Scheduler::current()->snapshotInSlices();
        require(rows.size() > Count, "a million in the snapshot");
        co_await sleepFor(1ms);
        result.snapshot = app.takeLongest();
    }
    scope.cancel();
    co_await scope.join();
    co_await sleepFor(1ms);
    result.cancel = app.takeLongest();
    require(Scheduler::current()->stats().live == 1, "all have ended");
    result.bytes = peakBytes();
    co_return result;
}

Million runMillion(Look look)
{
    ObservedApplication app(argumentCount, arguments);
    return runBlocking(million(app, look));
}

Sample sampleOf(const Hold &hold)
{
    return {double(hold.wall.count()), 0};
}
Sample cpuSampleOf(const Hold &hold)
{
    return {double(hold.cpu.count()), 0};
}

const std::vector<Cell> millionCells = {
    {"million-bytes", "ours", [] { return Sample{0, runMillion(Look::Counters).bytes}; }},
    {"million-spawn", "ours", [] { return sampleOf(runMillion(Look::Counters).spawn); }},
    {"million-spawn", "CPU", [] { return cpuSampleOf(runMillion(Look::Counters).spawn); }},
    {"million-cancel", "ours", [] { return sampleOf(runMillion(Look::Counters).cancel); }},
    {"million-cancel", "CPU", [] { return cpuSampleOf(runMillion(Look::Counters).cancel); }},
    {"million-snapshot", "ours", [] { return sampleOf(runMillion(Look::Snapshot).snapshot); }},
    {"million-snapshot", "CPU", [] { return cpuSampleOf(runMillion(Look::Snapshot).snapshot); }},
};

// ---- a storm of resumes

/// The worst lateness of a 10 ms timer against the beats it was set for.
class Metronome
{
public:
    Metronome()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(10ms);
        m_due = std::chrono::steady_clock::now();
    }
    std::chrono::nanoseconds worst() const { return m_worst; }
    int beats() const { return m_beats; }

private:
    void beat()
    {
        ++m_beats;
        m_due += 10ms;
        const auto late = std::chrono::steady_clock::now() - m_due;
        m_worst = std::max<std::chrono::nanoseconds>(m_worst, late);
        if (late > 10ms) // Qt leaves out what it has missed
            m_due += late / 10ms * 10ms;
    }
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_due;
    std::chrono::nanoseconds m_worst{0};
    int m_beats = 0;
};

Task<> yieldOften(int count)
{
    for (int i = 0; i < count; ++i)
        co_await yieldNow();
}

Sample storm()
{
    constexpr int Jobs = 1000;
    constexpr int Resumes = 20'000'000;
    ObservedApplication app(argumentCount, arguments);
    const Metronome metronome;
    runBlocking(withTaskGroup([](TaskGroup &group) -> Task<> {
        for (int i = 0; i < Jobs; ++i)
            group.spawn(yieldOften(Resumes / Jobs));
        co_return;
    }));
    require(Scheduler::current()->stats().resumes >= Resumes && metronome.beats() > 10, "the storm");
    return {double(metronome.worst().count()), 0};
}

// ---- a snapshot of 100,000 jobs

struct SnapshotRun
{
    Hold longest;
    double total = 0;
};

SnapshotRun snapshot()
{
    constexpr std::size_t Count = 100'000;
    ObservedApplication app(argumentCount, arguments);
    return runBlocking([](ObservedApplication &observed) -> Task<SnapshotRun> {
        TaskScope scope;
        co_await spawnMany(scope, int(Count));
        SnapshotRun run;
        co_await sleepFor(1ms);
        observed.takeLongest();
        const Stopwatch watch;
        const auto rows = co_await Scheduler::current()->snapshotInSlices();
        run.total = watch.nanoseconds();
        co_await sleepFor(1ms);
        run.longest = observed.takeLongest();
        require(rows.size() > Count, "the snapshot");
        co_return run;
    }(app));
}

// ---- cancelling some of many

Task<> waiter(AsyncEvent &event)
{
    co_await event.wait();
}

template<int Waiters> Sample cancelSome()
{
    constexpr int Cancels = 1000;
    ObservedApplication app(argumentCount, arguments);
    return {runBlocking([]() -> Task<double> {
                AsyncEvent event;
                TaskScope scope;
                std::vector<JobHandle<>> jobs;
                for (int i = 0; i < Waiters; ++i)
                    jobs.push_back(scope.spawn(waiter(event)));
                co_await yieldNow();
                const Stopwatch watch;
                for (int i = 0; i < Cancels; ++i)
                    jobs[std::size_t(i) * (Waiters / Cancels)].cancel();
                co_await yieldNow();
                const double each = watch.nanoseconds() / Cancels;
                require(scope.liveCount() == Waiters - Cancels, "the cancellations");
                co_return each;
            }()),
            0};
}

} // namespace
} // namespace belayer::bench

int main(int argc, char **argv)
{
    using namespace belayer::bench;
    using Unit = Row::Unit;
    Table table;
    table.rows = {
        {"million-bytes", "1,000,000 sleeping jobs, peak of the process", "≤ 400,000,000", Unit::Bytes},
        {"million-spawn", "spawning them, longest hold of the event loop", "≤ 10", Unit::Milliseconds},
        {"million-cancel", "cancelling them, longest hold", "≤ 10", Unit::Milliseconds},
        {"million-snapshot", "all of them in one sliced snapshot, longest hold", "≤ 10", Unit::Milliseconds},
        {"storm", "10 ms timer in a storm of 20 M resumes, worst lateness", "≤ 5", Unit::Milliseconds},
        {"snapshot", "sliced snapshot of 100,000 jobs, longest hold", "≤ 2", Unit::Milliseconds},
        {"snapshot-total", "the same, all of it", "", Unit::Milliseconds},
        {"cancel-1k", "cancel each of 1,000 waiters", ""},
        {"cancel-10k", "cancel 1,000 of 10,000 waiters, each", "as of 1,000"},
        {"cancel-100k", "cancel 1,000 of 100,000 waiters, each", "as of 1,000"},
    };
    table.cells = millionCells;
    table.cells.insert(table.cells.end(),
                       {{"storm", "ours", storm},
                        {"snapshot", "ours", [] { return sampleOf(snapshot().longest); }},
                        {"snapshot", "CPU", [] { return cpuSampleOf(snapshot().longest); }},
                        {"snapshot-total", "ours", [] { return Sample{snapshot().total, 0}; }},
                        {"cancel-1k", "ours", cancelSome<1000>},
                        {"cancel-10k", "ours", cancelSome<10'000>},
                        {"cancel-100k", "ours", cancelSome<100'000>}});
    const std::vector<std::string> blindRows = {"spawn", "spawn-yield", "wake", "ping-pong"};
    for (const Cell &cell : ourCells()) {
        if (std::find(blindRows.begin(), blindRows.end(), cell.row) == blindRows.end())
            continue;
        table.rows.push_back(
            {cell.row, "introspection: " + cell.row + ", blind without it", "blind ≥ ×0.97"});
        table.cells.push_back(cell);
    }
    table.foreign = {{"blind", {BELAYER_BENCH_BLIND}, blindRows}};
    return runTable(argc, argv, table);
}
