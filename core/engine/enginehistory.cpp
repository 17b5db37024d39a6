// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's verbs for jobs that have left memory or are of an earlier run.
#include "core/engine/engineprivate.h"
#include "core/engine/jobfilter.h"
#include "core/engine/refusals.h"
#include "core/engine/specagain.h"

#include <QSet>

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

/// All below it, a child before its own children.
void appendChildren(const JobSpec &spec, QList<JobId> &ids)
{
    for (const JobSpec &child : spec.children) {
        ids.append(child.id);
        appendChildren(child, ids);
    }
}

} // namespace

async::Task<std::optional<JobSnapshot>> Engine::lookUp(JobId id)
{
    if (std::optional<JobSnapshot> here = find(id))
        co_return here;
    co_return co_await d->m_archive.find(id);
}

async::Task<std::optional<JobSpec>> Engine::lookUpSpec(JobId id)
{
    if (std::optional<JobSpec> here = specOf(id))
        co_return here;
    std::optional<JobSpec> stored = co_await d->m_archive.spec(id);
    co_return stored ? std::optional(specAgain(*std::move(stored), d->m_kinds)) : std::nullopt;
}

async::Task<std::optional<JobSpec>> Engine::lookUpRequest(JobId id)
{
    if (const std::shared_ptr<Job> job = d->m_jobs.find(id))
        co_return job->spec();
    co_return co_await d->m_archive.spec(id);
}

async::Task<HistoryPage> Engine::page(HistoryQuery query)
{
    if (co_await recorded() != Durability::Durable)
        co_return pageOf(list(), query);
    HistoryPage page = co_await d->m_archive.page(query);
    // What is in memory is younger than what is stored, and may have left the state that was asked for.
    for (JobSnapshot &job : page.jobs) {
        if (const std::shared_ptr<Job> here = d->m_jobs.find(job.serial))
            job = here->snapshot();
    }
    if (query.state)
        page.jobs.removeIf([&](const JobSnapshot &job) { return job.state != *query.state; });
    co_return merged(std::move(page), pageOf(d->unrecorded(query.state), query), query.limit);
}

async::Task<OlderPage> Engine::showOlder(HistoryQuery query, std::shared_ptr<SnapshotFeed> feed)
{
    co_await d->m_archive.forgotten(); // or a job that was just forgotten would come back
    const HistoryPage found = co_await page(std::move(query));
    co_return OlderPage{feed->putUnknown(found.jobs), found.next};
}

QList<JobSnapshot> Engine::Private::unrecorded(std::optional<JobState> state) const
{
    QList<JobSnapshot> list;
    for (const auto &[serial, job] : m_jobs.all()) {
        if (!job->isRecorded() && (!state || job->state() == *state))
            list.append(job->snapshot());
    }
    return list;
}

async::Task<Result<JobSnapshot>> Engine::actOnEarlier(Verb verb, JobId id)
{
    try {
        const std::optional<JobSnapshot> job = co_await d->m_archive.find(id);
        if (!job)
            co_return notFound(id);
        if (!job->can.testFlag(verb))
            co_return notOffered(verb, *job);
        if (verb == Verb::Forget) {
            QList<JobId> tree{job->id};
            if (!job->children.isEmpty()) {
                if (const std::optional<JobSpec> spec = co_await d->m_archive.spec(id))
                    appendChildren(*spec, tree);
            }
            d->forgetEarlier(job->serial, tree);
            co_return *job;
        }
        const std::optional<JobSpec> spec = co_await lookUpSpec(id);
        co_return spec ? d->submit(*spec, job->attempt + 1) : notFound(id);
    } catch (const HistoryUnreadable &error) {
        co_return Refusal{Refusal::Code::NotFound, {}, QString::fromUtf8(error.what())};
    }
}

async::Task<QList<VerbResult>> Engine::applyToHistory(Verb verb, QList<VerbResult> results)
{
    for (VerbResult &result : results) {
        if (d->m_archive.isKept() && !result.answer &&
            result.answer.refusal().code == Refusal::Code::NotFound)
            result.answer = co_await actOnEarlier(verb, result.id);
    }
    if (verb == Verb::Forget) // for who was told so and asks again
        co_await d->m_archive.forgotten();
    co_return results;
}

async::Task<Result<JobSnapshot>> Engine::retryOnce(JobId id, JobId as)
{
    try {
        if (const std::optional<JobSnapshot> made = co_await lookUp(as))
            co_return *made;
        const std::optional<JobSnapshot> job = co_await lookUp(id);
        std::optional<JobSpec> spec = co_await lookUpSpec(id);
        if (!job || !spec)
            co_return notFound(id);
        if (!job->can.testFlag(Verb::Retry))
            co_return notOffered(Verb::Retry, *job);
        if (const std::optional<JobSnapshot> twin = find(as)) // made while this one looked
            co_return *twin;
        spec->id = as;
        co_return d->submit(*spec, job->attempt + 1);
    } catch (const HistoryUnreadable &error) {
        co_return Refusal{Refusal::Code::NotFound, {}, QString::fromUtf8(error.what())};
    }
}

namespace {

/// All ids that the tree names: those of its jobs, and of those they wait for. An empty one names nothing.
void collectIds(const JobSpec &spec, QSet<JobId> &own, QSet<JobId> &awaited)
{
    if (!spec.id.isEmpty())
        own.insert(spec.id);
    for (const After &after : spec.after)
        awaited.insert(after.id);
    for (const JobSpec &child : spec.children)
        collectIds(child, own, awaited);
}

QSet<JobId> namedIds(const JobSpec &spec)
{
    QSet<JobId> own;
    QSet<JobId> awaited;
    collectIds(spec, own, awaited);
    return own.unite(awaited);
}

/// The first job of the tree whose id is one of these.
std::optional<Refusal> firstTaken(const JobSpec &spec, const QHash<JobId, KnownJob> &taken,
                                  const QString &prefix)
{
    if (taken.contains(spec.id))
        return idTaken(spec.id, prefix + u"id"_s);
    for (qsizetype i = 0; i < spec.children.size(); ++i) {
        if (auto refusal = firstTaken(spec.children.at(i), taken, prefix + u"children[%1]."_s.arg(i)))
            return refusal;
    }
    return {};
}

} // namespace

bool Engine::asksHistory(const JobSpec &spec) const
{
    const QSet<JobId> ids = namedIds(spec);
    return d->m_archive.isKept() &&
           std::any_of(ids.begin(), ids.end(), [this](const JobId &id) { return !d->m_jobs.find(id); });
}

async::Task<Engine::Private::Past> Engine::Private::findPast(QSet<JobId> ids)
{
    ids.removeIf([this](const JobId &id) { return m_jobs.find(id) != nullptr; });
    return m_archive.known(ids.values());
}

async::Task<std::optional<Refusal>> Engine::idInHistory(JobId id)
{
    const Private::Past past = co_await d->findPast({id});
    co_return past.isEmpty() ? std::nullopt : std::optional(idTaken(id, u"id"_s));
}

async::Task<Result<Submitted>> Engine::submitKept(JobSpec spec)
{
    Private::Past past;
    if (asksHistory(spec)) { // but not for a request that would be refused whatever it says
        if (const Result<JobPlan> plan = d->check(JobSpec(spec), [](const JobId &) { return true; }); !plan)
            co_return plan.refusal();
        try {
            past = co_await d->findPast(namedIds(spec));
        } catch (const HistoryUnreadable &error) { // runs all the same, like what cannot be written down
            qWarning("%s", error.what());
        }
        if (const std::optional<Refusal> conflict = firstTaken(spec, past, {}))
            co_return *conflict;
    }
    Result<JobSnapshot> job = d->submit(spec, 1, past);
    if (!job)
        co_return job.refusal();
    const Durability durability = co_await recorded();
    co_return Submitted{*job, durability};
}

async::Task<Result<QList<JobSnapshot>>> Engine::submitAll(QList<JobSpec> specs)
{
    Private::Past past;
    if (d->m_archive.isKept()) {
        if (const auto plans = d->checkAll(specs, [](const JobId &) { return true; }); !plans)
            co_return plans.refusal();
        QSet<JobId> ids;
        for (const JobSpec &spec : specs)
            ids.unite(namedIds(spec));
        try {
            past = co_await d->findPast(std::move(ids));
        } catch (const HistoryUnreadable &error) { // they run all the same, as in submitKept()
            qWarning("%s", error.what());
        }
        for (qsizetype i = 0; i < specs.size(); ++i) {
            if (const auto conflict = firstTaken(specs.at(i), past, u"[%1]."_s.arg(i)))
                co_return *conflict;
        }
    }
    co_return d->submitAll(specs, past);
}

async::Task<QList<JobSpec>> Engine::recentSpecs(QString kind, int limit)
{
    try {
        if (co_await recorded() == Durability::Durable)
            co_return co_await d->m_archive.recentSpecs(kind, limit);
    } catch (const HistoryUnreadable &error) {
        qWarning("%s", error.what());
    }
    QList<JobSpec> specs;
    const auto &jobs = d->m_jobs.all();
    for (auto job = jobs.rbegin(); job != jobs.rend() && specs.size() < limit; ++job) {
        if (job->second->kind().info.name == kind)
            specs.append(job->second->spec());
    }
    co_return specs;
}

async::Task<Durability> Engine::recorded()
{
    return d->m_archive.flushed();
}

bool Engine::isEarlierKnown() const
{
    return d->m_archive.isEarlierKnown();
}

HistoryStatus Engine::historyStatus() const
{
    return d->m_archive.status();
}

} // namespace belayer::engine
