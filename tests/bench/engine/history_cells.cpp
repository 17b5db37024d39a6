// SPDX-License-Identifier: GPL-3.0-or-later
// Our own history, through the API the engine uses: other threads, commits and all.
#include "tests/bench/engine/cells.h"

#include "core/engine/history/history.h"

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

JobRecord accepted(int job)
{
    JobRecord record;
    record.job.serial = static_cast<quint64>(job) + 1;
    record.job.id = JobId(u"01k%1"_s.arg(QString::number(job), 15, u'0'));
    record.job.kind = record.spec.kind = u"command"_s;
    record.job.name = record.spec.name = QString::fromStdString(benchName(job));
    record.job.created = QDateTime::currentDateTimeUtc();
    record.spec.params = {
        {u"program"_s, u"/usr/local/bin/encode"_s},
        {u"arguments"_s,
         QStringList{u"--input"_s, QString::fromStdString(benchArgument(job)), u"--preset"_s, u"slow"_s}}};
    return record;
}

JobRecord finished(JobRecord record)
{
    record.job.state = JobState::Succeeded;
    record.job.started = record.job.finished = record.job.created;
    record.job.elapsed = std::chrono::milliseconds(2000);
    record.job.exitCode = 0;
    record.job.result = u"Task 1 won!"_s;
    return record;
}

HistoryConfig config(const std::string &path)
{
    HistoryConfig config;
    config.file = QString::fromStdString(path);
    config.retention.jobs = 10 * HistoryRows;
    return config;
}

Sample insert()
{
    constexpr int Count = 100'000;
    constexpr int Group = 500;
    QCoreApplication app(argumentCount, arguments);
    const std::string path = BenchFiles::path("insert.db");
    double nanoseconds = 0;
    {
        History history(config(path));
        async::runBlocking(history.opened());
        const Stopwatch watch;
        for (int first = 0; first < Count; first += Group) {
            for (int job = first; job < first + Group; ++job)
                history.record(accepted(job));
            require(async::runBlocking(history.flushed()) == Durability::Durable, "durable jobs");
            for (int job = first; job < first + Group; ++job)
                history.record(finished(accepted(job)));
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
        history.record(accepted(job));
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
        History history(config(path));
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
    History history(config(BenchFiles::path("history.db")));
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

void fillHistory(const std::string &path, int rows)
{
    QCoreApplication app(argumentCount, arguments);
    History history(config(path));
    for (int job = 0; job < rows; ++job) {
        history.record(finished(accepted(job)));
        if (job % 5000 == 0)
            async::runBlocking(history.flushed());
    }
    require(async::runBlocking(history.flushed()) == Durability::Durable, "a filled history");
}

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
