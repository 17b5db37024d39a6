// SPDX-License-Identifier: GPL-3.0-or-later
// The whole engine, history and all: submits until they are on disk, and programs from submit to end.
#include "core/engine/engine.h"
#include "tests/bench/engine/cells.h"

#include <belayer/async.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>

namespace belayer::bench {

namespace {

using namespace belayer::engine;
using namespace Qt::StringLiterals;

int argumentCount = 1;
char programName[] = "bench_engine";
char *arguments[] = {programName, nullptr};

/// An engine as the program has it, but for the number of jobs.
class BenchEngine
{
public:
    /// Its files stay until all is measured: ext4 without a journal looks at every file that was deleted in
    /// the last five minutes when it makes one, and that would be measured.
    BenchEngine() { m_folder.setAutoRemove(false); }

    Engine *operator->() { return &m_engine; }
    Engine &operator*() { return m_engine; }

private:
    Engine::Config config() const
    {
        Engine::Config config;
        config.outputDir = m_folder.filePath(u"output"_s);
        config.maxLiveJobs = 1'000'000;
        config.history.file = m_folder.filePath(u"history.db"_s);
        return config;
    }
    QCoreApplication m_app{argumentCount, arguments};
    QTemporaryDir m_folder{QString::fromStdString(BenchFiles::path("engine-XXXXXX"))};
    Engine m_engine{config()};
};

async::Task<> submitOneByOne(Engine &engine, int count, std::vector<double> &times)
{
    JobSpec spec;
    spec.kind = u"sleep"_s;
    spec.params = {{u"duration_ms"_s, 3'600'000}};
    for (int i = 0; i < count; ++i) {
        const Stopwatch watch;
        require(bool(engine.submit(spec)), "an accepted job");
        require(co_await engine.recorded() == Durability::Durable, "a durable job");
        times.push_back(watch.nanoseconds());
    }
}

struct Submits
{
    double each;
    double p99;
};

Submits submits()
{
    constexpr int Clients = 32;
    constexpr int Each = 1'000;
    BenchEngine engine;
    std::vector<double> times;
    times.reserve(Clients * Each);
    const Stopwatch watch;
    async::runBlocking([](Engine &all, std::vector<double> &taken) -> async::Task<> {
        async::TaskScope clients;
        for (int i = 0; i < Clients; ++i)
            clients.spawn(submitOneByOne(all, Each, taken));
        co_await clients.join();
    }(*engine, times));
    const double each = watch.nanoseconds() / (Clients * Each);
    std::sort(times.begin(), times.end());
    return {each, times[times.size() * 99 / 100]};
}

Sample submitDurable()
{
    return {submits().each, 0};
}

Sample submitDurableP99()
{
    return {submits().p99, 0};
}

Sample startTrue()
{
    BenchEngine engine;
    JobSpec spec;
    spec.kind = u"command"_s;
    spec.params = {{u"program"_s, u"/bin/true"_s}};
    const Stopwatch watch;
    QList<JobId> ids;
    for (int i = 0; i < Starts; ++i) {
        const auto job = engine->submit(spec);
        require(bool(job), "an accepted command");
        ids.append(job->id);
    }
    async::runBlocking([](Engine &all, QList<JobId> jobs) -> async::Task<> {
        for (const JobId &id : jobs) {
            const auto job = co_await all.finished(id);
            require(job && job->state == JobState::Succeeded, "/bin/true");
        }
        require(co_await all.recorded() == Durability::Durable, "durable ends");
    }(*engine, ids));
    return {watch.nanoseconds() / Starts, 0};
}

Sample startTrueHeavy()
{
    const Ballast ballast;
    return startTrue();
}

} // namespace

std::vector<Cell> engineCells()
{
    return {{"submit-durable", "ours", submitDurable},
            {"submit-durable-p99", "ours", submitDurableP99},
            {"start-true", "ours", startTrue},
            {"start-true-heavy", "ours", startTrueHeavy}};
}

} // namespace belayer::bench
