// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive.h"

#include "core/engine/estimate.h"
#include "core/engine/leftovers.h"

#include <QCryptographicHash>
#include <QSet>
#include <QtEndian>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int EarlierFirst = 100; ///< more than a window shows
constexpr int EarlierRest = 900;
constexpr auto RestAfter = 100ms; ///< until a start has no better use for the processors
/// Between the polite and the hard end of what an earlier run left behind.
constexpr auto LeftoverGrace = 1s;
constexpr auto RecordPatience = 2s;

/// Of two jobs the same if, as good as surely, their kind says that they are alike.
std::optional<qint64> likenessOf(const Job &job)
{
    if (!job.kind().likeness)
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(job.kind().info.name.toUtf8() + '\0');
    hash.addData(job.kind().likeness(job.spec()));
    return qFromBigEndian<qint64>(hash.result().constData());
}

/// As the job is to be seen now that it is none of the living.
JobSnapshot asEarlier(JobSnapshot job)
{
    if (!isFinished(job.state)) { // the history is about to say so itself
        job.state = JobState::Interrupted;
        job.error = JobError{u"interrupted"_s, u"Belayer ended before the job did; retry runs it"_s};
        if (!job.finished.isValid())
            job.finished = QDateTime::currentDateTimeUtc();
    }
    job.can = job.parent.isEmpty() ? Verb::Retry | Verb::Forget : Verbs();
    return job;
}

} // namespace

Archive::Archive(const HistoryConfig &config)
{
    if (config.file.isEmpty())
        return;
    m_history = std::make_unique<History>(config);
    connect(m_history.get(), &History::removed, this, &Archive::removed);
    m_opened = async::runBlocking(m_history->opened());
}

Archive::~Archive()
{
    m_scope.destroyAll();
}

void Archive::meetEarlierRuns(const async::ThreadPool &pool)
{
    if (!m_history)
        return;
    connect(m_history.get(), &History::leftoversFound, this, [this, &pool](const QList<Leftover> &leftovers) {
        m_scope.spawn(reap(leftovers, pool), u"reap leftovers"_s);
    });
    connect(m_history.get(), &History::statusChanged, this, [this] {
        if (m_search == EarlierSearch::Failed && status().mode == HistoryStatus::Mode::Durable)
            m_scope.spawn(findEarlier(), u"earlier jobs"_s);
        Q_EMIT statusChanged();
    });
    if (!m_opened.leftovers.isEmpty())
        m_scope.spawn(reap(m_opened.leftovers, pool), u"reap leftovers"_s);
    m_scope.spawn(findEarlier(), u"earlier jobs"_s);
}

async::Task<> Archive::reap(QList<Leftover> leftovers, const async::ThreadPool &pool)
{
    const QList<quint64> reaped = co_await reapLeftovers(leftovers, pool, LeftoverGrace);
    if (reaped.size() < leftovers.size())
        qWarning("processes of %lld jobs of an earlier run cannot be ended; the next start tries again",
                 static_cast<long long>(leftovers.size() - reaped.size()));
    m_history->leftoversReaped(reaped);
}

async::Task<> Archive::findEarlier()
{
    m_search = EarlierSearch::Running;
    EarlierSearch outcome = EarlierSearch::Done;
    try {
        HistoryPage page =
            co_await m_history->page({.before = m_opened.lastSerial + 1, .limit = EarlierFirst});
        const QList<JobSnapshot> cut = addEarlier(std::move(page.jobs));
        if (page.next) {
            if (!m_earlier.empty())
                co_await async::sleepFor(RestAfter);
            page = co_await m_history->page({.before = page.next, .limit = EarlierRest});
            addEarlier(cut + page.jobs);
        }
    } catch (const HistoryUnreadable &error) {
        qWarning("not all of the last jobs of earlier runs are shown: %s", error.what());
        outcome = EarlierSearch::Failed;
    }
    m_search = outcome;
    m_isEarlierKnown = true;
    m_droppedMeanwhile.clear();
    Q_EMIT statusChanged();
}

/// Newest first, so where the page ends in the midst of a tree, its children are there without parents. Gives
/// these back. The children of a job that has been dropped meanwhile stay without for ever.
QList<JobSnapshot> Archive::addEarlier(QList<JobSnapshot> jobs)
{
    QSet<JobId> ids;
    QList<SharedSnapshot> found;
    QList<JobSnapshot> cut;
    std::reverse(jobs.begin(), jobs.end());
    for (JobSnapshot &job : jobs) {
        if (m_droppedMeanwhile.contains(job.serial))
            continue;
        if (!job.parent.isEmpty() && !ids.contains(job.parent)) {
            cut.prepend(std::move(job));
            continue;
        }
        ids.insert(job.id);
        const auto [place, isNew] = m_earlier.try_emplace(job.serial);
        if (!isNew)
            continue;
        place->second = share(asEarlier(std::move(job)));
        found.append(place->second);
    }
    if (!found.isEmpty())
        Q_EMIT earlierFound(found);
    return cut;
}

void Archive::accept(const Job &root)
{
    if (!m_history)
        return;
    record(root);
    for (const auto &child : root.children())
        accept(*child);
}

void Archive::record(const Job &job)
{
    if (!m_history || !job.isRecorded())
        return;
    const bool hasSucceeded = job.state() == JobState::Succeeded;
    m_history->record(
        {job.snapshot(), job.spec(), job.process(), hasSucceeded ? likenessOf(job) : std::nullopt});
}

async::Task<> Archive::recorded(const Job &job)
{
    if (!m_history || !job.isRecorded())
        co_return;
    try {
        co_await async::withTimeout(RecordPatience, m_history->recorded(job.place().serial));
    } catch (const async::TimeoutError &) { // a disk that does not answer stops no work
    }
}

async::Task<Durability> Archive::flushed()
{
    if (!m_history)
        co_return Durability::MemoryOnly;
    co_return co_await m_history->flushed();
}

async::Task<std::optional<JobSnapshot>> Archive::find(JobId id)
{
    if (!m_history)
        co_return std::nullopt;
    std::optional<JobRecord> record = co_await m_history->find(id);
    if (!record || !isFinished(record->job.state)) { // its end may be on the way to the disk
        co_await m_history->flushed();
        record = co_await m_history->find(id);
    }
    co_return record ? std::optional(asEarlier(record->job)) : std::nullopt;
}

async::Task<QHash<JobId, KnownJob>> Archive::known(QList<JobId> ids)
{
    if (!m_history || ids.isEmpty())
        co_return {};
    co_await m_history->flushed(); // what has just left memory may be on its way to the disk
    co_await m_history->forgotten();
    QHash<JobId, KnownJob> known = co_await m_history->known(std::move(ids));
    for (KnownJob &job : known) {
        if (!isFinished(job.state)) // as in asEarlier()
            job.state = JobState::Interrupted;
    }
    co_return known;
}

async::Task<QList<std::chrono::milliseconds>> Archive::earlierRuns(const Job &job)
{
    const std::optional<qint64> likeness = likenessOf(job);
    if (!m_history || !likeness)
        co_return {};
    try {
        co_return co_await m_history->runs(*likeness, RunsLookedAt);
    } catch (const HistoryUnreadable &) { // then nothing is known; the history's status says it to people
        co_return {};
    }
}

async::Task<std::optional<JobSpec>> Archive::spec(JobId id)
{
    if (!m_history)
        co_return std::nullopt;
    co_return co_await m_history->spec(id);
}

async::Task<QList<JobSpec>> Archive::recentSpecs(QString kind, int limit)
{
    if (!m_history)
        co_return {};
    co_return co_await m_history->recentSpecs(std::move(kind), limit);
}

async::Task<HistoryPage> Archive::page(HistoryQuery query)
{
    HistoryPage page = co_await m_history->page(std::move(query));
    for (JobSnapshot &job : page.jobs)
        job = asEarlier(std::move(job));
    co_return page;
}

void Archive::forget(quint64 serial)
{
    if (m_history)
        m_history->forget({serial});
}

QList<JobId> Archive::dropEarlier(quint64 root)
{
    if (m_search == EarlierSearch::Running)
        m_droppedMeanwhile.insert(root);
    QSet<JobId> tree;
    QList<JobId> dropped;
    for (auto it = m_earlier.find(root); it != m_earlier.end();) { // children follow their parent
        const JobSnapshot &job = *it->second;
        if (job.serial != root && !tree.contains(job.parent)) {
            ++it;
            continue;
        }
        tree.insert(job.id);
        dropped.append(job.id);
        it = m_earlier.erase(it);
    }
    return dropped;
}

void Archive::setRetention(const RetentionLimits &limits)
{
    if (m_history)
        m_history->setRetention(limits);
}

async::Task<> Archive::forgotten()
{
    if (m_history)
        co_await m_history->forgotten();
}

HistoryStatus Archive::status() const
{
    return m_history ? m_history->status() : HistoryStatus();
}

} // namespace belayer::engine
