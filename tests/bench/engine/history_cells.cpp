// SPDX-License-Identifier: GPL-3.0-or-later
// Our own history, through the API the engine uses: other threads, commits and all.
#include "tests/bench/engine/cells.h"

#include <belayer/async.h>

#include <QCoreApplication>

#include <filesystem>

namespace belayer::bench {

namespace {

using namespace belayer::engine;
using namespace Qt::StringLiterals;

int argumentCount = 1;
char programName[] = "bench_engine";
char *arguments[] = {programName, nullptr};

Sample insert()
{
    constexpr int Count = 100'000;
    constexpr int Group = 500;
    QCoreApplication app(argumentCount, arguments);
    const std::string path = BenchFiles::path("insert.db");
    double nanoseconds = 0;
    {
        History history(benchConfig(path));
        async::runBlocking(history.opened());
        const Stopwatch watch;
        for (int first = 0; first < Count; first += Group) {
            for (int job = first; job < first + Group; ++job)
                history.record(acceptedRecord(job));
            require(async::runBlocking(history.flushed()) == Durability::Durable, "durable jobs");
            for (int job = first; job < first + Group; ++job)
                history.record(finishedRecord(acceptedRecord(job)));
        }
        require(async::runBlocking(history.flushed()) == Durability::Durable, "durable ends");
        nanoseconds = watch.nanoseconds() / Count;
    }
    std::filesystem::remove(path);
    return {nanoseconds, 0};
}

async::Task<> commitOneByOne(History &history, int first, int count)
{
    for (int job = first; job < first + count; ++job) {
        history.record(acceptedRecord(job));
        co_await history.flushed();
    }
}

Sample commit()
{
    constexpr int Clients = 32;
    constexpr int Each = 500;
    QCoreApplication app(argumentCount, arguments);
    const std::string path = BenchFiles::path("commit.db");
    double nanoseconds = 0;
    {
        History history(benchConfig(path));
        async::runBlocking(history.opened());
        const Stopwatch watch;
        async::runBlocking([](History &all) -> async::Task<> {
            async::TaskScope group;
            for (int client = 0; client < Clients; ++client)
                group.spawn(commitOneByOne(all, client * Each, Each));
            co_await group.join();
        }(history));
        nanoseconds = watch.nanoseconds() / (Clients * Each);
    }
    std::filesystem::remove(path);
    return {nanoseconds, 0};
}

Sample page(const QString &text, qsizetype expected, std::chrono::milliseconds sinceOpening = {})
{
    QCoreApplication app(argumentCount, arguments);
    History history(benchConfig(BenchFiles::path("history.db")));
    async::runBlocking(history.opened());
    async::runBlocking([](std::chrono::milliseconds pause) -> async::Task<> {
        co_await async::sleepFor(pause);
    }(sinceOpening));
    HistoryQuery query;
    query.limit = 200;
    query.text = text;
    const Stopwatch watch;
    const HistoryPage found = async::runBlocking(history.page(query));
    const Sample sample{watch.nanoseconds(), 0};
    require(found.jobs.size() == expected, "the page");
    return sample;
}

constexpr std::chrono::milliseconds SoonAfter{500}; ///< nobody asks sooner than that

Sample firstPage()
{
    return page({}, 200, SoonAfter);
}

Sample firstPageAtOnce()
{
    return page({}, 200);
}

Sample search()
{
    return page(u"clip-0123"_s, 100, SoonAfter);
}

Sample searchAtOnce()
{
    return page(u"clip-0123"_s, 100);
}

Sample searchCommon()
{
    return page(u"encode"_s, 200, SoonAfter);
}

Sample searchNone()
{
    return page(u"nowhere"_s, 0, SoonAfter);
}

} // namespace

std::vector<Cell> historyCells()
{
    return {{"history-insert", "ours", insert},
            {"history-commit", "ours", commit},
            {"history-page", "ours", firstPage},
            {"history-page-at-once", "ours", firstPageAtOnce},
            {"history-search", "ours", search},
            {"history-search-at-once", "ours", searchAtOnce},
            {"history-search-common", "ours", searchCommon},
            {"history-search-none", "ours", searchNone}};
}

} // namespace belayer::bench
