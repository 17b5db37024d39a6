// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/jobrunner.h"
#include "core/engine/kinds/kinds.h"
#include "core/engine/process/childprocess.h"
#include "core/engine/process/outputfile.h"
#include "core/engine/publisher.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QThreadPool>

#include <deque>
#include <map>

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

Refusal notFound(const JobId &id)
{
    return {
        Refusal::Code::NotFound, {}, u"no job has the id %1"_s.arg(id.isValid() ? id.text() : u"given"_s)};
}

} // namespace

class Engine::Private final : public JobHost, public Job::Observer
{
public:
    explicit Private(Config configuration);
    ~Private();

    Result<JobSnapshot> submit(const JobSpec &spec, int attempt);
    /// A list of its own, because the end of a job may forget others and so change the table.
    std::vector<std::shared_ptr<Job>> liveRoots() const;
    std::shared_ptr<Job> lookUp(const JobId &id) const { return m_byId.value(id); }

    QThreadPool *pool() override { return &m_pool; }
    QString outputPath(const Job &job) const override;
    void prepareOutputFolder();
    std::chrono::milliseconds reportInterval() const override;
    bool mustKill() const override { return m_mustKill; }

    void jobChanged(Job &job) override { m_publisher.markChanged(job); }
    void jobFinished(Job &job) override;

    KindRegistry m_kinds;
    Publisher m_publisher;
    std::map<quint64, std::shared_ptr<Job>> m_bySerial;
    bool m_stopping = false;
    bool m_mustKill = false;
    async::AsyncEvent m_idle; ///< set when, in stopping, the last job has ended
    int m_live = 0;           ///< jobs of unfinished trees

private:
    std::shared_ptr<Job> add(const JobPlan &plan, Job *parent, size_t index, int attempt);
    void forgetOldest();
    void forget(const std::shared_ptr<Job> &job);
    static int treeSize(const Job &job);

    const Config m_config;
    QHash<JobId, std::shared_ptr<Job>> m_byId;
    quint64 m_lastSerial = 0;
    std::deque<std::shared_ptr<Job>> m_finished; ///< top-level jobs, oldest end first
    int m_finishedCount = 0;                     ///< with all below them
    QThreadPool m_pool;                          ///< waits for its bodies, which have been told to stop
    async::TaskScope m_scope;                    ///< last: the coroutines go first
};

Engine::Private::Private(Config configuration) : m_config(std::move(configuration))
{
    addBuiltinKinds(m_kinds);
    m_pool.setMaxThreadCount(PoolThreads);
    if (!m_config.outputDir.isEmpty())
        prepareOutputFolder();
    adoptOrphans();
}

void Engine::Private::prepareOutputFolder()
{
    if (!makeOutputFolder(m_config.outputDir)) {
        qWarning("cannot make the folder %s for the output of jobs: %s; command jobs will fail",
                 qUtf8Printable(m_config.outputDir), qUtf8Printable(qt_error_string()));
        return;
    }
    // What is there is of an earlier run, whose jobs nobody knows any more.
    QDir folder(m_config.outputDir);
    for (const QString &name : folder.entryList({u"*.log"_s}, QDir::Files))
        folder.remove(name);
}

Engine::Private::~Private()
{
    m_mustKill = true;
    for (const auto &job : liveRoots())
        job->interrupt();
}

std::vector<std::shared_ptr<Job>> Engine::Private::liveRoots() const
{
    std::vector<std::shared_ptr<Job>> roots;
    for (const auto &[serial, job] : m_bySerial) {
        if (!job->isFinished() && !job->place().parent)
            roots.push_back(job);
    }
    return roots;
}

std::shared_ptr<Job> Engine::Private::add(const JobPlan &plan, Job *parent, size_t index, int attempt)
{
    auto job = std::make_shared<Job>(plan, Job::Place{parent, index, ++m_lastSerial, attempt}, *this);
    m_byId.insert(job->id(), job);
    m_bySerial.emplace_hint(m_bySerial.end(), m_lastSerial, job);
    for (size_t i = 0; i < plan.children.size(); ++i)
        job->addChild(add(plan.children[i], job.get(), i, attempt));
    m_publisher.markChanged(*job);
    return job;
}

Result<JobSnapshot> Engine::Private::submit(const JobSpec &spec, int attempt)
{
    if (m_stopping)
        return Refusal{Refusal::Code::ShuttingDown, {}, u"Belayer is shutting down; no new jobs are taken"_s};
    const int room = m_config.maxLiveJobs - m_live;
    const int wanted = jobCount(spec, room);
    if (wanted > room)
        return Refusal{Refusal::Code::QueueFull,
                       {},
                       u"%1 jobs are queued or running, this needs at least %2 more, and at most %3 may be; "
                       "wait for some to end or cancel some"_s.arg(m_live)
                           .arg(wanted)
                           .arg(m_config.maxLiveJobs)};
    const Result<JobPlan> plan =
        checkSpec(spec, m_kinds, [this](const JobId &id) { return m_byId.contains(id); });
    if (!plan)
        return plan.refusal();
    const std::shared_ptr<Job> job = add(*plan, nullptr, 0, attempt);
    m_live += wanted;
    job->setHandle(m_scope.spawn(runJob(job, *this)));
    return job->snapshot();
}

QString Engine::Private::outputPath(const Job &job) const
{
    return QDir(m_config.outputDir).filePath(job.id().text() + u".log"_s);
}

std::chrono::milliseconds Engine::Private::reportInterval() const
{
    return std::max(100ms, std::chrono::milliseconds(m_live * 1'000 / ReportsPerSecond));
}

int Engine::Private::treeSize(const Job &job)
{
    int size = 1;
    for (const auto &child : job.children())
        size += treeSize(*child);
    return size;
}

void Engine::Private::jobFinished(Job &job)
{
    if (job.place().parent)
        return;
    const int size = treeSize(job);
    m_live -= size;
    m_finishedCount += size;
    m_finished.push_back(job.shared_from_this());
    forgetOldest();
    if (m_stopping && m_live == 0)
        m_idle.set();
}

void Engine::Private::forgetOldest()
{
    while (m_finishedCount > m_config.maxFinishedJobs && m_finished.size() > 1) {
        const std::shared_ptr<Job> oldest = std::move(m_finished.front());
        m_finished.pop_front();
        m_finishedCount -= treeSize(*oldest);
        forget(oldest);
    }
}

void Engine::Private::forget(const std::shared_ptr<Job> &job)
{
    for (const auto &child : job->children())
        forget(child);
    if (!job->outputFile().isEmpty())
        QFile::remove(job->outputFile());
    m_byId.remove(job->id());
    m_bySerial.erase(job->place().serial);
    m_publisher.forget(*job);
}

Engine::Engine(Config config, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config)))
{
}

Engine::~Engine() = default;

Result<JobSnapshot> Engine::submit(const JobSpec &spec)
{
    return d->submit(spec, 1);
}

Result<JobSnapshot> Engine::cancel(const JobId &id)
{
    const std::shared_ptr<Job> job = d->lookUp(id);
    if (!job)
        return notFound(id);
    if (!job->cancel(async::CancelReason::User))
        return Refusal{Refusal::Code::WrongState,
                       {},
                       u"job %1 is %2; only a job that has not finished can be cancelled"_s.arg(
                           id.text(), stateWord(job->state()))};
    return job->snapshot();
}

Result<JobSnapshot> Engine::retry(const JobId &id)
{
    const std::shared_ptr<Job> job = d->lookUp(id);
    if (!job)
        return notFound(id);
    if (!job->isFinished() || job->place().parent)
        return Refusal{Refusal::Code::WrongState,
                       {},
                       job->place().parent ? u"job %1 belongs to %2; retry that"_s.arg(
                                                 id.text(), job->snapshot().parent.text())
                                           : u"job %1 is %2; only a finished job can be retried"_s.arg(
                                                 id.text(), stateWord(job->state()))};
    return d->submit(job->specForRetry(), job->place().attempt + 1);
}

std::optional<JobSnapshot> Engine::find(const JobId &id) const
{
    const std::shared_ptr<Job> job = d->lookUp(id);
    return job ? std::optional(job->snapshot()) : std::nullopt;
}

QList<JobSnapshot> Engine::list() const
{
    QList<JobSnapshot> jobs;
    jobs.reserve(static_cast<qsizetype>(d->m_bySerial.size()));
    for (const auto &[serial, job] : d->m_bySerial)
        jobs.append(job->snapshot());
    return jobs;
}

async::Task<std::optional<JobSnapshot>> Engine::finished(JobId id)
{
    const std::shared_ptr<Job> job = d->lookUp(id);
    if (!job)
        co_return std::nullopt;
    const std::shared_ptr<async::AsyncEvent> event = job->finishedEvent();
    co_await event->wait();
    co_return job->snapshot();
}

QList<KindInfo> Engine::kinds() const
{
    return d->m_kinds.infos();
}

std::shared_ptr<SnapshotFeed> Engine::subscribe()
{
    return d->m_publisher.addFeed(list());
}

async::Task<> Engine::stop(std::chrono::milliseconds deadline)
{
    d->m_stopping = true;
    for (const auto &job : d->liveRoots())
        job->cancel(async::CancelReason::Shutdown);
    if (d->m_live == 0)
        d->m_idle.set();
    try {
        co_await async::withTimeout(deadline, d->m_idle.wait());
    } catch (const async::TimeoutError &) {
        d->m_mustKill = true;
    }
    co_await d->m_idle.wait();
}

} // namespace belayer::engine
