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

#include <QThreadPool>

#include <deque>
#include <set>

namespace belayer::engine {

class Engine::Private final : public JobHost, public Job::Observer
{
public:
    explicit Private(Config configuration);
    ~Private();

    Result<JobSnapshot> submit(const JobSpec &spec, int attempt);
    void forget(const std::shared_ptr<Job> &root);
    void forgetEarlier(const JobSnapshot &root);
    void resume(Job &job);
    void spawn(async::Task<> task) { m_scope.spawn(std::move(task)); }

    JobQueue &queue() override { return m_queue; }
    QThreadPool *pool() override { return m_pool.get(); }
    QString outputPath(const Job &job) const override;
    std::chrono::milliseconds reportInterval() const override;
    void setOwnPort(quint16 port) { m_config.network.ownPort = port; }
    const NetworkRules &networkRules() const override { return m_config.network; }
    async::Task<QList<std::chrono::milliseconds>> earlierRuns(const Job &job) override
    {
        return m_archive.earlierRuns(job);
    }
    bool mustKill() const override { return m_killTime.isSet(); }
    async::AsyncEvent &killTime() override { return m_killTime; }
    void threadsAbandoned(int count) override { m_pool->setMaxThreadCount(m_pool->maxThreadCount() + count); }

    void jobChanged(Job &job) override { m_publisher.markChanged(job); }
    void jobMoved(Job &job) override;
    void jobFinished(Job &job) override;

    Archive m_archive;
    KindRegistry m_kinds;
    Publisher m_publisher;
    JobTable m_jobs;
    bool m_stopping = false;
    async::AsyncEvent m_killTime;
    async::AsyncEvent m_idle; ///< set when, in stopping, the last job that had started has ended

private:
    struct End
    {
        std::shared_ptr<Job> job;
        std::set<quint64> waiters;
    };
    void prepareOutputFolder();
    enum class Output : quint8 { Kept, Removed };
    void leaveMemory(const std::shared_ptr<Job> &root, Output output);
    void await(Job &job);
    void tellWaiters();

    Config m_config;
    Dependencies m_dependencies;
    std::deque<End> m_ends; ///< not told to those who wait for them; the chain may be long, so no recursion
    bool m_isTelling = false;
    std::unique_ptr<QThreadPool> m_pool = std::make_unique<QThreadPool>();
    JobQueue m_queue;
    async::TaskScope m_scope; ///< last: the coroutines go first
};

} // namespace belayer::engine
