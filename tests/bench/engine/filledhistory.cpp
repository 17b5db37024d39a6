// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/engine/filledhistory.h"

#include "tests/bench/harness.h"

#include <belayer/async.h>

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace belayer::bench {

using namespace belayer::engine;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *FolderVariable = "BELAYER_BENCH_FOLDER";

} // namespace

std::string benchName(int job)
{
    return "process_item(" + std::to_string(job) + ")";
}

std::string benchArgument(int job)
{
    char text[32];
    std::snprintf(text, sizeof text, "clip-%06d.mov", job);
    return text;
}

BenchFiles::BenchFiles() : m_isOwn(std::getenv(FolderVariable) == nullptr)
{
    if (!m_isOwn)
        return;
    std::string folder = (std::filesystem::temp_directory_path() / "belayer-bench-XXXXXX").string();
    require(mkdtemp(folder.data()) != nullptr, "a temporary folder");
    setenv(FolderVariable, folder.c_str(), 1);
}

BenchFiles::~BenchFiles()
{
    if (m_isOwn)
        std::filesystem::remove_all(std::getenv(FolderVariable));
}

std::string BenchFiles::path(const char *name)
{
    return std::string(std::getenv(FolderVariable)) + "/" + name;
}

JobRecord acceptedRecord(int job)
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

JobRecord finishedRecord(JobRecord record)
{
    record.job.state = JobState::Succeeded;
    record.job.started = record.job.finished = record.job.created;
    record.job.elapsed = std::chrono::milliseconds(2000);
    record.job.exitCode = 0;
    record.job.result = u"Task 1 won!"_s;
    return record;
}

HistoryConfig benchConfig(const std::string &path)
{
    HistoryConfig config;
    config.file = QString::fromStdString(path);
    config.retention.jobs = 10 * HistoryRows;
    return config;
}

void fillHistory(const std::string &path, int rows)
{
    int count = 1;
    char program[] = "bench";
    char *arguments[] = {program, nullptr};
    QCoreApplication app(count, arguments);
    History history(benchConfig(path));
    for (int job = 0; job < rows; ++job) {
        history.record(finishedRecord(acceptedRecord(job)));
        if (job % 5000 == 0)
            async::runBlocking(history.flushed());
    }
    require(async::runBlocking(history.flushed()) == Durability::Durable, "a filled history");
}

} // namespace belayer::bench
