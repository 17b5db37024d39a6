// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the engine is made of; for its own sources only.
#pragma once

#include "core/engine/archive.h"
#include "core/engine/dependencies.h"
#include "core/engine/engine.h"
#include "core/engine/job.h"
#include "core/engine/jobrunner.h"
#include "core/engine/jobtable.h"
#include "core/engine/kindregistry.h"
#include "core/engine/publisher.h"

#include <QSet>

#include <deque>
#include <set>
#include <span>

namespace belayer::engine {

class Engine::Private final : public JobHost, public Job::Observer
{
public:
    explicit Private(Config configuration);
    ~Private();

    using Past = QHash<JobId, KnownJob>;

    /// Whether it would be accepted now. `isPast`: what is known to have ended, though not in memory.
    Result<JobPlan> check(JobSpec &&spec, const IsKnown &isPast) const;
    /// The same of a list, all or nothing; each may wait for those before it.
    Result<std::vector<JobPlan>> checkAll(const QList<JobSpec> &specs, const IsKnown &isPast) const;
    /// `past`: what the history knows of jobs that the spec waits for.
    Result<std::shared_ptr<Job>> start(JobSpec &&spec, int attempt, const Past &past = {});
    Result<JobSnapshot> submit(JobSpec spec, int attempt, const Past &past = {});
    Result<QList<JobSnapshot>> submitAll(const QList<JobSpec> &specs, const Past &past);
    /// Of these ids, what only the history knows.
    async::Task<Past> findPast(QSet<JobId> ids);
    /// In memory and nowhere else, in order of serial; of that state, if one is given.
    QList<JobSnapshot> unrecorded(std::optional<JobState> state) const;
    void forget(const std::shared_ptr<Job> &root);
    void forgetEarlier(quint64 root, const QList<JobId> &tree);
    void dropEarlier(quint64 root);
    void dropRemoved(const QList<quint64> &roots);
    void resume(Job &job);
    void spawn(async::Task<> task, const QString &name) { m_scope.spawn(std::move(task), name); }

    JobQueue &queue() override { return m_queue; }
    const async::ThreadPool &pool() override { return m_pool; }
    QString outputPath(const Job &job) const override;
    std::chrono::milliseconds reportInterval() const override;
    void setOwnPort(quint16 port) { m_config.network.ownPort = port; }
    const NetworkRules &networkRules() const override { return m_config.network; }
    async::Task<QList<std::chrono::milliseconds>> earlierRuns(const Job &job) override
    {
        return m_archive.earlierRuns(job);
    }
    async::Task<> recorded(const Job &job) override { return m_archive.recorded(job); }
    std::chrono::milliseconds graceOf(const Job &job) const override
    {
        return job.spec().grace.value_or(m_config.grace);
    }
    bool mustKill() const override { return m_killTime.isSet(); }
    async::AsyncEvent &killTime() override { return m_killTime; }

    void jobChanged(Job &job) override { m_publisher.markChanged(job); }
    void jobMoved(Job &job) override;
    void jobFinished(Job &job) override;

    Config m_config;
    const std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    Archive m_archive;
    KindRegistry m_kinds;
    Publisher m_publisher;
    JobTable m_jobs;
    bool m_stopping = false;
    async::AsyncEvent m_killTime;
    async::ThreadPool m_pool; ///< bodies that never end stay behind with what they own
    async::AsyncEvent m_idle; ///< set when, in stopping, the last job that had started has ended

private:
    struct End
    {
        AwaitedJob job;
        std::set<quint64> waiters;
    };
    void prepareOutputFolder();
    enum class Output : quint8 { Kept, Removed };
    void leaveMemory(const std::shared_ptr<Job> &root, Output output);
    std::optional<Refusal> checkRoom(std::span<const JobSpec> specs) const;
    std::shared_ptr<Job> accept(JobPlan &&plan, int attempt, const Past &past);
    void await(Job &job, const Past &past);
    void tellWaiters();

    Dependencies m_dependencies;
    std::deque<End> m_ends; ///< not told to those who wait for them; the chain may be long, so no recursion
    bool m_isTelling = false;
    JobQueue m_queue;
    async::TaskScope m_scope; ///< last: the coroutines go first
};

} // namespace belayer::engine
