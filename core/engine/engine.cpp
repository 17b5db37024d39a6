// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/engineprivate.h"
#include "core/engine/kinds/kinds.h"
#include "core/engine/process/childprocess.h"
#include "core/engine/process/outputfile.h"
#include "core/engine/refusals.h"
#include "core/engine/specagain.h"

#include <QDir>
#include <QFile>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Jobs in the pool mostly wait (for a disk, for simulated work), so there are more threads than processors;
/// they come when needed and go when idle. They are also more than the lesson's public endpoints can
/// hold at once (64 of them, three bodies each), so that those starve nobody.
constexpr int PoolThreads = 256;

/// All running jobs together report progress at most about this often a second.
constexpr int ReportsPerSecond = 5'000;

} // namespace

Engine::Private::Private(Config configuration)
    : m_config(std::move(configuration))
    , m_archive(m_config.history)
    , m_pool(PoolThreads)
    , m_queue(m_config.maxRunning)
{
    m_jobs.startAfter(m_archive.lastSerial());
    addBuiltinKinds(m_kinds);
    if (!m_config.outputDir.isEmpty())
        prepareOutputFolder();
    adoptOrphans();
    QObject::connect(&m_archive, &Archive::earlierFound, &m_archive,
                     [this](const QList<SharedSnapshot> &jobs) { m_publisher.put({jobs, {}}); });
    QObject::connect(&m_archive, &Archive::removed, &m_archive,
                     [this](const QList<quint64> &roots) { dropRemoved(roots); });
    m_archive.meetEarlierRuns(m_pool);
}

void Engine::Private::prepareOutputFolder()
{
    if (!makeOutputFolder(m_config.outputDir))
        qWarning("cannot make the folder %s for the output of jobs: %s; command jobs will fail",
                 qUtf8Printable(m_config.outputDir), qUtf8Printable(qt_error_string()));
}

Engine::Private::~Private()
{
    m_stopping = true;
    m_killTime.set();
    m_queue.close();
    for (const auto &job : m_jobs.liveRoots())
        job->interrupt();
    m_scope.destroyAll(); // tells the bodies in the pool to stop
}

QString Engine::Private::outputPath(const Job &job) const
{
    return QDir(m_config.outputDir).filePath(job.id().text() + u".log"_s);
}

std::chrono::milliseconds Engine::Private::reportInterval() const
{
    return std::max(100ms, std::chrono::milliseconds(m_jobs.liveCount() * 1'000 / ReportsPerSecond));
}

/// Whatever is between running and the end means nothing to a later run.
void Engine::Private::jobMoved(Job &job)
{
    const JobState state = job.state();
    if (state == JobState::Queued || state == JobState::Running || isFinished(state))
        m_archive.record(job);
}

void Engine::Private::jobFinished(Job &job)
{
    m_queue.leave(job);
    if (std::set<quint64> waiters = m_dependencies.waitersOf(job.id()); !waiters.empty())
        m_ends.push_back({asAwaited(job), std::move(waiters)});
    m_dependencies.remove(job);
    if (!job.place().parent) {
        m_jobs.rootFinished(job);
        while (const std::shared_ptr<Job> oldest = m_jobs.oldestBeyond(m_config.maxFinishedJobs))
            leaveMemory(oldest, m_archive.isKept() && oldest->isRecorded() ? Output::Kept : Output::Removed);
    }
    tellWaiters();
    if (m_stopping && m_queue.started().empty())
        m_idle.set();
}

void Engine::Private::leaveMemory(const std::shared_ptr<Job> &root, Output output)
{
    m_jobs.forget(root, [this, output](Job &job) {
        if (output == Output::Removed && !job.outputFile().isEmpty())
            QFile::remove(job.outputFile());
        m_publisher.forget(job);
    });
}

void Engine::Private::forget(const std::shared_ptr<Job> &root)
{
    m_archive.forget(root->place().serial);
    leaveMemory(root,
                Output::Removed); // here too, since there may be no history, or none that can be written
}

/// Readers may know any of them from a page, so all are told; a feed passes on what its reader knows.
void Engine::Private::forgetEarlier(quint64 root, const QList<JobId> &tree)
{
    m_archive.forget(root);
    (void)m_archive.dropEarlier(root);
    m_publisher.put({{}, tree});
}

void Engine::Private::dropEarlier(quint64 root)
{
    if (const QList<JobId> shown = m_archive.dropEarlier(root); !shown.isEmpty())
        m_publisher.put({{}, shown});
}

/// What the retention has taken out of the history is not shown either.
void Engine::Private::dropRemoved(const QList<quint64> &roots)
{
    for (const quint64 serial : roots) {
        const std::shared_ptr<Job> root = m_jobs.find(serial);
        if (root)
            leaveMemory(root, Output::Removed);
        else
            dropEarlier(serial);
    }
}

void Engine::Private::resume(Job &job)
{
    job.resume();
    const auto admit = [this](const auto &self, Job &parent) -> void {
        m_queue.parentResumed(parent);
        for (const auto &child : parent.children())
            self(self, *child);
    };
    admit(admit, job);
}

Engine::Engine(Config config, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config)))
{
    connect(&d->m_archive, &Archive::statusChanged, this, &Engine::historyStatusChanged);
}

Engine::~Engine() = default;

Result<JobSnapshot> Engine::act(Verb verb, const JobId &id)
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    if (!job)
        return notFound(id);
    const bool isRepeated = verb == Verb::Cancel && job->state() == JobState::Cancelling;
    if (!job->verbs().testFlag(verb) && !isRepeated)
        return notOffered(verb, job->snapshot());
    switch (verb) {
    case Verb::Cancel: job->cancel(EndReason::User); break;
    case Verb::Pause: job->pause(); break;
    case Verb::Resume: d->resume(*job); break;
    case Verb::ForceStart: d->queue().forceStart(*job); break;
    case Verb::Move: return moveWithoutPlace();
    case Verb::Retry: return d->submit(specAgain(*job), job->attempt() + 1);
    case Verb::Forget: d->forget(job); break;
    }
    return job->snapshot();
}

QList<VerbResult> Engine::apply(Verb verb, const QList<JobId> &ids)
{
    QList<VerbResult> results;
    for (const JobId &id : ids)
        results.append({id, act(verb, id)});
    return results;
}

QList<VerbResult> Engine::move(const QList<JobId> &ids, Where where, const JobId &anchor)
{
    const auto waiting = [this](const JobId &id) -> Result<std::shared_ptr<Job>> {
        std::shared_ptr<Job> job = d->m_jobs.find(id);
        if (!job)
            return notFound(id);
        if (!job->verbs().testFlag(Verb::Move))
            return notOffered(Verb::Move, job->snapshot());
        return job;
    };
    const bool hasAnchor = where == Where::Before || where == Where::After;
    const auto other = hasAnchor ? waiting(anchor) : Result<std::shared_ptr<Job>>(nullptr);
    QList<VerbResult> results;
    for (const JobId &id : ids) {
        const auto job = waiting(id);
        if (!job)
            results.append({id, job.refusal()});
        else
            results.append({id, other ? Result((*job)->snapshot()) : other.refusal()});
    }
    if (!other)
        return results;
    // The last first where each goes before the one moved just now, so that they keep their order.
    const bool isBackwards = where == Where::Top || where == Where::After;
    for (qsizetype i = 0; i < results.size(); ++i) {
        VerbResult &result = results[isBackwards ? results.size() - 1 - i : i];
        if (!result.answer)
            continue;
        const std::shared_ptr<Job> job = d->m_jobs.find(result.id);
        d->queue().move(*job, where, other->get());
        result.answer = job->snapshot();
    }
    return results;
}

std::optional<JobSpec> Engine::specOf(const JobId &id) const
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    return job ? std::optional(specAgain(*job)) : std::nullopt;
}

QList<UsagePoint> Engine::usageOf(const JobId &id) const
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    return job ? job->usageSeries().points() : QList<UsagePoint>();
}

std::optional<JobSnapshot> Engine::find(const JobId &id) const
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    return job ? std::optional(job->snapshot()) : std::nullopt;
}

QList<JobSnapshot> Engine::list() const
{
    return list(0, static_cast<qsizetype>(d->m_archive.earlier().size() + d->m_jobs.all().size()));
}

QList<JobSnapshot> Engine::list(quint64 after, qsizetype limit) const
{
    const auto &earlier = d->m_archive.earlier();
    const auto &jobs = d->m_jobs.all();
    QList<JobSnapshot> list;
    list.reserve(limit);
    for (auto it = earlier.upper_bound(after); it != earlier.end() && list.size() < limit; ++it)
        list.append(*it->second);
    for (auto it = jobs.upper_bound(after); it != jobs.end() && list.size() < limit; ++it)
        list.append(it->second->snapshot());
    return list;
}

async::Task<std::optional<JobSnapshot>> Engine::finished(JobId id)
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    if (!job)
        co_return std::nullopt;
    co_await job->ended();
    co_return job->snapshot();
}

async::Task<std::optional<JobEnd>> Engine::ended(JobId id)
{
    const std::shared_ptr<Job> job = d->m_jobs.find(id);
    if (!job)
        co_return std::nullopt;
    co_await job->ended();
    co_return JobEnd{job->id(), job->state(), job->result()};
}

void Engine::spawn(async::Task<> task, const QString &name)
{
    d->spawn(std::move(task), name);
}

void Engine::setMaxRunning(int jobs)
{
    d->queue().setMaxRunning(jobs);
}

void Engine::setGrace(std::chrono::milliseconds grace)
{
    d->m_config.grace = grace;
}

void Engine::setRetention(const RetentionLimits &limits)
{
    d->m_archive.setRetention(limits);
}

async::Task<DiskUse> Engine::diskUse()
{
    co_return co_await async::runInThreadPool(
        d->m_pool, [history = d->m_config.history.file, output = d->m_config.outputDir](
                       const std::stop_token &stop) { return measureDiskUse(history, output, stop); });
}

void Engine::setOwnPort(quint16 port)
{
    d->setOwnPort(port);
}

QList<KindInfo> Engine::kinds() const
{
    return d->m_kinds.infos();
}

std::shared_ptr<SnapshotFeed> Engine::subscribe(std::shared_ptr<SnapshotFeed> feed)
{
    QList<SharedSnapshot> all;
    for (const auto &[serial, job] : d->m_archive.earlier())
        all.append(job);
    for (const auto &[serial, job] : d->m_jobs.all())
        all.append(job->sharedSnapshot());
    d->m_publisher.addFeed(feed, all);
    return feed;
}

async::Task<> Engine::stop(std::chrono::milliseconds deadline)
{
    d->m_stopping = true;
    d->queue().close();
    for (const auto &job : d->m_jobs.liveRoots()) {
        if (!d->queue().isWaiting(*job))
            job->cancel(EndReason::Shutdown);
    }
    if (d->queue().started().empty())
        d->m_idle.set();
    try {
        co_await async::withTimeout(deadline, d->m_idle.wait());
    } catch (const async::TimeoutError &) {
        d->m_killTime.set();
    }
    co_await d->m_idle.wait();
    co_await d->m_archive.flushed();
}

} // namespace belayer::engine
