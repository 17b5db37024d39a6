// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's way in: a spec is checked, becomes a job with its children, and waits for what it has to.
#include "core/engine/engineprivate.h"
#include "core/engine/jobrunner.h"
#include "core/engine/refusals.h"

#include <QSet>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

void collectIds(const JobPlan &plan, QSet<JobId> &ids)
{
    ids.insert(plan.spec.id);
    for (const JobPlan &child : plan.children)
        collectIds(child, ids);
}

} // namespace

std::optional<Refusal> Engine::Private::checkRoom(std::span<const JobSpec> specs) const
{
    if (m_stopping)
        return Refusal{Refusal::Code::ShuttingDown, {}, u"Belayer is shutting down; no new jobs are taken"_s};
    const int room = m_config.maxLiveJobs - m_jobs.liveCount();
    int wanted = 0;
    for (const JobSpec &spec : specs) {
        if (wanted > room)
            break;
        wanted += jobCount(spec, room - wanted);
    }
    if (wanted <= room)
        return {};
    return Refusal{Refusal::Code::QueueFull,
                   {},
                   u"%1 jobs are queued or running, this needs at least %2 more, and at most %3 may be; "
                   "wait for some to end or cancel some"_s.arg(m_jobs.liveCount())
                       .arg(wanted)
                       .arg(m_config.maxLiveJobs)};
}

Result<JobPlan> Engine::Private::check(JobSpec &&spec, const IsKnown &isPast) const
{
    if (std::optional<Refusal> refusal = checkRoom({&spec, 1}))
        return *std::move(refusal);
    return checkSpec(
        std::move(spec), m_kinds, [this](const JobId &id) { return m_jobs.find(id) != nullptr; }, isPast);
}

Result<std::shared_ptr<Job>> Engine::Private::start(JobSpec &&spec, int attempt, const Past &past)
{
    Result<JobPlan> plan = check(std::move(spec), [&past](const JobId &id) { return past.contains(id); });
    if (!plan)
        return plan.refusal();
    return accept(*std::move(plan), attempt, past);
}

Result<JobSnapshot> Engine::Private::submit(JobSpec spec, int attempt, const Past &past)
{
    const Result<std::shared_ptr<Job>> job = start(std::move(spec), attempt, past);
    return job ? Result((*job)->snapshot()) : job.refusal();
}

Result<std::vector<JobPlan>> Engine::Private::checkAll(const QList<JobSpec> &specs,
                                                       const IsKnown &isPast) const
{
    if (std::optional<Refusal> refusal = checkRoom(specs))
        return *std::move(refusal);
    QSet<JobId> before; // in the list
    std::vector<JobPlan> plans;
    for (qsizetype i = 0; i < specs.size(); ++i) {
        Result<JobPlan> plan = checkSpec(
            specs.at(i), m_kinds,
            [&](const JobId &id) { return m_jobs.find(id) != nullptr || before.contains(id); }, isPast);
        if (!plan) {
            Refusal refusal = plan.refusal();
            refusal.field =
                refusal.field.isEmpty() ? u"[%1]"_s.arg(i) : u"[%1].%2"_s.arg(i).arg(refusal.field);
            return refusal;
        }
        collectIds(*plan, before);
        plans.push_back(*std::move(plan));
    }
    return plans;
}

Result<QList<JobSnapshot>> Engine::Private::submitAll(const QList<JobSpec> &specs, const Past &past)
{
    auto checked = checkAll(specs, [&past](const JobId &id) { return past.contains(id); });
    if (!checked)
        return checked.refusal();
    std::vector<JobPlan> plans = *std::move(checked);
    QList<JobSnapshot> jobs;
    for (JobPlan &plan : plans)
        jobs.append(accept(std::move(plan), 1, past)->snapshot());
    return jobs;
}

std::shared_ptr<Job> Engine::Private::accept(JobPlan &&plan, int attempt, const Past &past)
{
    std::shared_ptr<Job> job = m_jobs.add(std::move(plan), attempt, *this);
    await(*job, past);
    job->setSpawner([this, root = job.get()] {
        return m_scope.spawn(runJob(root->shared_from_this(), *this), root->spec().name);
    });
    m_archive.accept(*job);
    m_queue.add({&job, 1});
    tellWaiters();
    return job;
}

/// Takes down what each job of the tree waits for. What has ended otherwise than wished is told once all are
/// in their places.
void Engine::Private::await(Job &job, const Past &past)
{
    const auto find = [this, &past](const JobId &id) -> std::optional<AwaitedJob> {
        if (const std::shared_ptr<Job> other = m_jobs.find(id))
            return asAwaited(*other);
        const auto known = past.constFind(id);
        return known == past.constEnd() ? std::nullopt
                                        : std::optional(AwaitedJob{id, known->name, known->state});
    };
    m_dependencies.add(job, find);
    for (const Job::Awaited &awaited : job.awaited()) {
        const std::optional<AwaitedJob> other = find(awaited.after.id);
        if (other && isFinished(other->state))
            m_ends.push_back({*other, {job.place().serial}});
    }
    for (const auto &child : job.children())
        await(*child, past);
}

void Engine::Private::tellWaiters()
{
    if (std::exchange(m_isTelling, true))
        return;
    for (; !m_ends.empty() && !m_stopping; m_ends.pop_front()) {
        const AwaitedJob &ended = m_ends.front().job;
        for (const quint64 serial : m_ends.front().waiters) {
            const std::shared_ptr<Job> job = m_jobs.find(serial);
            if (!job || job->isFinished() || job->awaited().isEmpty())
                continue;
            if (std::optional<JobError> unmet = Dependencies::tell(*job, ended))
                job->skip(*std::move(unmet));
            else if (job->awaited().isEmpty())
                m_queue.afterMet(*job);
            else
                jobChanged(*job); // it waits for fewer
        }
    }
    m_isTelling = false;
}

Result<JobSnapshot> Engine::submit(JobSpec spec)
{
    return d->submit(std::move(spec), 1);
}

Result<JobId> Engine::start(JobSpec spec)
{
    const auto job = d->start(std::move(spec), 1);
    return job ? Result((*job)->id()) : job.refusal();
}

} // namespace belayer::engine
