// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/filelist.h"
#include "core/engine/files/filereader.h"
#include "core/engine/files/hasher.h"
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <atomic>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr qsizetype MaxResults = 10'000; ///< digests kept in the result; all files are read all the same
constexpr qint64 MaxPaths = 1'000;
constexpr auto TurnTime = 50ms; ///< many small files share one visit to the pool, but none holds it for long

/// What the threads of one checksum share. Each file is one thread's, by its number.
struct Work
{
    Work(FileList files, Hasher::Algorithm hash, std::shared_ptr<PauseGate> pauses)
        : list(std::move(files)), digests(list.files.size()), algorithm(hash), gate(std::move(pauses))
    {
    }
    FileList list;
    std::vector<QByteArray> digests;
    Hasher::Algorithm algorithm;
    std::shared_ptr<PauseGate> gate;
    std::atomic<size_t> next{0};
    std::atomic<qint64> bytes{0};
};

QByteArray digestOf(const std::stop_token &stop, const QByteArray &path, Work &work)
{
    Hasher hasher(work.algorithm);
    readFile(stop, path, [&](QByteArrayView block) {
        work.gate->pass(stop);
        hasher.add(block);
        work.bytes.fetch_add(block.size(), std::memory_order_relaxed);
    });
    return hasher.hexDigest();
}

/// In the pool, one turn. False: no file is left to begin.
bool digestSome(const std::stop_token &stop, const std::shared_ptr<Work> &work)
{
    const auto end = steady_clock::now() + TurnTime;
    do {
        const size_t index = work->next.fetch_add(1, std::memory_order_relaxed);
        if (index >= work->list.files.size())
            return false;
        work->digests[index] = digestOf(stop, work->list.files[index].path, *work);
    } while (steady_clock::now() < end);
    return true;
}

async::Task<> digestTurnByTurn(JobContext &job, std::shared_ptr<Work> work)
{
    while (co_await job.inPool(digestSome, work)) {}
}

async::Task<> digestAll(JobContext &job, std::shared_ptr<Work> work)
{
    const size_t threads =
        std::min<size_t>(work->list.files.size(), static_cast<size_t>(QThread::idealThreadCount()));
    co_await async::withTaskGroup([&job, work, threads](async::TaskGroup &group) -> async::Task<> {
        for (size_t i = 0; i < threads; ++i)
            group.spawn(digestTurnByTurn(job, work));
        co_return;
    });
}

async::Task<> reportForEver(JobContext &job, std::shared_ptr<Work> work)
{
    for (;;) {
        job.setProgress(work->bytes.load(std::memory_order_relaxed), work->list.bytes, u"bytes"_s);
        co_await async::sleepFor(job.reportInterval());
    }
}

QVariantMap resultOf(const Work &work, const QString &algorithm)
{
    QVariantList files;
    const size_t listed = std::min<size_t>(work.list.files.size(), MaxResults);
    for (size_t i = 0; i < listed; ++i)
        files.append(QVariantMap{{u"path"_s, QFile::decodeName(work.list.files[i].path)},
                                 {u"digest"_s, QString::fromLatin1(work.digests[i])}});
    return {{u"algorithm"_s, algorithm},
            {u"files"_s, files},
            {u"count"_s, static_cast<qint64>(work.list.files.size())},
            {u"skipped"_s, work.list.skipped},
            {u"bytes"_s, work.bytes.load()}};
}

async::Task<QVariant> checksum(JobContext &job)
{
    const QString algorithm = job.param(u"algorithm"_s).toString();
    job.setProgress(0, -1, u"bytes"_s);
    FileList list = co_await job.inPool(listFiles, job.param(u"paths"_s).toStringList());
    const auto work =
        std::make_shared<Work>(std::move(list), Hasher::algorithm(algorithm).value(), job.gate());
    co_await async::withBackgroundTask(
        reportForEver(job, work), [&job, work](const async::JobHandle<> &) { return digestAll(job, work); });
    const qint64 bytes = work->bytes.load();
    job.setProgress(bytes, bytes, u"bytes"_s);
    co_return QVariant(resultOf(*work, algorithm));
}

QString title(const JobSpec &spec)
{
    const QStringList paths = spec.params.value(u"paths"_s).toStringList();
    return paths.size() == 1 ? u"Checksum of "_s + QFileInfo(QDir::cleanPath(paths.first())).fileName()
                             : u"Checksum of %1 paths"_s.arg(paths.size());
}

} // namespace

Kind checksumKind()
{
    ParamInfo paths;
    paths.name = u"paths"_s;
    paths.type = ParamInfo::Type::PathList;
    paths.required = true;
    paths.minimum = 1;
    paths.maximum = MaxPaths;
    paths.pattern = u"^/"_s;
    paths.form = u"a path from / on"_s;
    paths.summary = u"Files, and folders with all below them"_s;

    ParamInfo algorithm;
    algorithm.name = u"algorithm"_s;
    algorithm.type = ParamInfo::Type::Choice;
    algorithm.choices = {u"sha256"_s, u"sha512"_s, u"blake2b"_s, u"md5"_s};
    algorithm.defaultValue = u"sha256"_s;
    algorithm.summary = u"The kind of digest"_s;

    Kind kind;
    kind.info.name = u"checksum"_s;
    kind.info.title = u"Checksum"_s;
    kind.info.summary = u"Reads files and folders and gives their digests"_s;
    kind.info.canPause = true;
    kind.mayBeAbandoned = true;
    kind.info.params = {paths, algorithm};
    kind.title = title;
    kind.run = checksum;
    return kind;
}

} // namespace belayer::engine
