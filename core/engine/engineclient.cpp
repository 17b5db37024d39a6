// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineclient.h"

#include "core/engine/kindregistry.h"
#include "core/engine/kinds/kinds.h"
#include "core/engine/threadcalls.h"

#include <mutex>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

/// The way back from the engine thread; closed when the client goes, whatever is still on its way.
class ReturnWay
{
public:
    void post(std::function<void()> function)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_calls)
            m_calls->post(std::move(function));
    }
    void open(ThreadCalls *calls) { m_calls = calls; }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_calls = nullptr;
    }

private:
    std::mutex m_mutex;
    ThreadCalls *m_calls = nullptr;
};

async::Task<> askHistory(Engine &engine, Verb verb, QList<VerbResult> results,
                         std::function<void(const QList<VerbResult> &)> tell)
{
    tell(co_await engine.applyToHistory(verb, std::move(results)));
}

async::Task<> submitKept(Engine &engine, JobSpec spec, std::function<void(const Result<JobSnapshot> &)> tell)
{
    const Result<Submitted> result = co_await engine.submitKept(std::move(spec));
    tell(result ? Result(result->job) : Result<JobSnapshot>(result.refusal()));
}

async::Task<> findSpec(Engine &engine, JobId id, std::function<void(const std::optional<JobSpec> &)> tell)
{
    std::optional<JobSpec> spec;
    try {
        spec = co_await engine.lookUpSpec(std::move(id));
    } catch (const HistoryUnreadable &error) {
        qWarning("%s", error.what());
    }
    tell(spec);
}

async::Task<> submitAllOf(Engine &engine, QList<JobSpec> specs,
                          std::function<void(const Result<QList<JobSnapshot>> &)> tell)
{
    tell(co_await engine.submitAll(std::move(specs)));
}

async::Task<> findRecentSpecs(Engine &engine, QString kind, int limit,
                              std::function<void(const QList<JobSpec> &)> tell)
{
    tell(co_await engine.recentSpecs(std::move(kind), limit));
}

/// A history that cannot be read is a refusal.
template<class Page>
async::Task<> findPage(async::Task<Page> finding, std::function<void(const Result<Page> &)> tell)
{
    std::optional<Result<Page>> page;
    try {
        page = co_await std::move(finding);
    } catch (const HistoryUnreadable &error) {
        page = Refusal{Refusal::Code::NotFound, {}, QString::fromUtf8(error.what())};
    }
    tell(*page);
}

async::Task<> findLiveTasks(Engine &engine, std::function<void(const LiveTasks &)> tell)
{
    tell(co_await engine.liveTasks());
}

async::Task<> findDiskUse(Engine &engine, std::function<void(const DiskUse &)> tell)
{
    tell(co_await engine.diskUse());
}

/// In the engine thread, perhaps after the client has gone: what uses it is posted back, and then not run.
/// Without somebody to answer, only refusals are news.
void handBack(ReturnWay &back, EngineClient *client, const QList<VerbResult> &results,
              const EngineClient::Answers &answers)
{
    if (answers) {
        back.post([answers, results] { answers(results); });
        return;
    }
    for (const VerbResult &result : results) {
        if (!result.answer)
            back.post([client, refusal = result.answer.refusal()] { Q_EMIT client->refused(refusal); });
    }
}

bool isUnknown(const VerbResult &result)
{
    return !result.answer && result.answer.refusal().code == Refusal::Code::NotFound;
}

bool isOver(const Refusal &refusal)
{
    return refusal.code == Refusal::Code::WrongState || refusal.code == Refusal::Code::NotFound;
}

} // namespace

class EngineClient::Private
{
public:
    Private(EngineClient *owner, EngineThread &thread) : m_owner(owner), m_thread(thread)
    {
        KindRegistry kinds;
        addBuiltinKinds(kinds);
        m_kinds = kinds.infos();
        m_back->open(&m_answers);
        call([this, feed = m_feed, link = m_link](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
            engine.subscribe(feed);
            const auto tell = [this, back, &engine] {
                if (engine.isEarlierKnown())
                    back->post([this, status = engine.historyStatus()] { learn(status); });
            };
            *link = QObject::connect(&engine, &Engine::historyStatusChanged, &engine, tell);
            tell();
        });
    }
    ~Private()
    {
        m_back->close();
        m_thread.post([link = m_link](Engine &) { QObject::disconnect(*link); });
    }
    Private(const Private &) = delete;

    /// Runs the verb in the engine thread and, there, hands what it gives to `back`.
    template<class Verb> void call(Verb verb)
    {
        m_thread.post([back = m_back, verb = std::move(verb)](Engine &engine) { verb(engine, back); });
    }
    /// An answer that is posted back.
    template<class Value, class Answer> static auto tellLater(std::shared_ptr<ReturnWay> back, Answer answer)
    {
        return [back = std::move(back), answer = std::move(answer)](const Value &value) {
            back->post([answer, value] { answer(value); });
        };
    }
    void refuse(const Refusal &refusal) { Q_EMIT m_owner->refused(refusal); }

    QList<KindInfo> m_kinds;
    const std::shared_ptr<SnapshotFeed> m_feed = std::make_shared<SnapshotFeed>();
    HistoryStatus m_historyStatus;

private:
    void learn(const HistoryStatus &status)
    {
        m_historyStatus = status;
        Q_EMIT m_owner->historyStatusChanged();
    }

    EngineClient *m_owner;
    EngineThread &m_thread;
    ThreadCalls m_answers;
    /// To the engine's news; used in its thread only.
    const std::shared_ptr<QMetaObject::Connection> m_link = std::make_shared<QMetaObject::Connection>();
    std::shared_ptr<ReturnWay> m_back = std::make_shared<ReturnWay>();
};

EngineClient::EngineClient(EngineThread &thread, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, thread))
{
}

EngineClient::~EngineClient() = default;

void EngineClient::submit(const JobSpec &spec, Answer answer)
{
    d->call([this, spec, answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        const auto tell = [this, back, answer](const Result<JobSnapshot> &result) {
            if (!answer && result)
                return;
            back->post([this, answer, result] {
                if (answer)
                    answer(result);
                else
                    d->refuse(result.refusal());
            });
        };
        if (engine.asksHistory(spec))
            engine.spawn(submitKept(engine, spec, tell), u"submit"_s);
        else
            tell(engine.submit(spec));
    });
}

void EngineClient::submitAll(const QList<JobSpec> &specs,
                             std::function<void(const Result<QList<JobSnapshot>> &)> answer)
{
    d->call([specs, answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(submitAllOf(engine, specs, Private::tellLater<Result<QList<JobSnapshot>>>(back, answer)),
                     u"submit all"_s);
    });
}

void EngineClient::apply(Verb verb, const QList<JobId> &ids, Answers answers)
{
    d->call([this, verb, ids, answers = std::move(answers)](Engine &engine,
                                                            const std::shared_ptr<ReturnWay> &back) {
        QList<VerbResult> results = engine.apply(verb, ids);
        if (!answers && verb == Verb::Cancel)
            results.removeIf(
                [](const VerbResult &each) { return !each.answer && isOver(each.answer.refusal()); });
        const auto tell = [this, back, answers](const QList<VerbResult> &all) {
            handBack(*back, this, all, answers);
        };
        if (std::any_of(results.begin(), results.end(), isUnknown))
            engine.spawn(askHistory(engine, verb, std::move(results), tell), u"ask history"_s);
        else
            tell(results);
    });
}

void EngineClient::move(const QList<JobId> &ids, Where where, const JobId &anchor, Answers answers)
{
    d->call([this, ids, where, anchor, answers = std::move(answers)](Engine &engine,
                                                                     const std::shared_ptr<ReturnWay> &back) {
        handBack(*back, this, engine.move(ids, where, anchor), answers);
    });
}

void EngineClient::specOf(const JobId &id, std::function<void(const std::optional<JobSpec> &)> answer)
{
    d->call([id, answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(findSpec(engine, id, Private::tellLater<std::optional<JobSpec>>(back, answer)),
                     u"find spec"_s);
    });
}

void EngineClient::usageOf(const JobId &id, std::function<void(const QList<UsagePoint> &)> answer)
{
    d->call([id, answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        back->post([points = engine.usageOf(id), answer] { answer(points); });
    });
}

void EngineClient::recentSpecs(const QString &kind, int limit,
                               std::function<void(const QList<JobSpec> &)> answer)
{
    d->call([kind, limit, answer = std::move(answer)](Engine &engine,
                                                      const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(findRecentSpecs(engine, kind, limit, Private::tellLater<QList<JobSpec>>(back, answer)),
                     u"recent specs"_s);
    });
}

void EngineClient::page(const HistoryQuery &query, std::function<void(const Result<HistoryPage> &)> answer)
{
    d->call([query, answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(
            findPage<HistoryPage>(engine.page(query), Private::tellLater<Result<HistoryPage>>(back, answer)),
            u"history page"_s);
    });
}

void EngineClient::showOlder(const HistoryQuery &query, std::function<void(const Result<OlderPage> &)> answer)
{
    d->call([query, feed = d->m_feed, answer = std::move(answer)](Engine &engine,
                                                                  const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(findPage<OlderPage>(engine.showOlder(query, feed),
                                         Private::tellLater<Result<OlderPage>>(back, answer)),
                     u"older jobs"_s);
    });
}

void EngineClient::liveTasks(std::function<void(const LiveTasks &)> answer)
{
    d->call([answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(findLiveTasks(engine, Private::tellLater<LiveTasks>(back, answer)), u"live tasks"_s);
    });
}

void EngineClient::metrics(std::function<void(const Metrics &)> answer)
{
    d->call([answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        back->post([metrics = engine.metrics(), answer] { answer(metrics); });
    });
}

void EngineClient::setMaxRunning(int jobs)
{
    d->call([jobs](Engine &engine, const std::shared_ptr<ReturnWay> &) { engine.setMaxRunning(jobs); });
}

void EngineClient::setGrace(std::chrono::milliseconds grace)
{
    d->call([grace](Engine &engine, const std::shared_ptr<ReturnWay> &) { engine.setGrace(grace); });
}

void EngineClient::setRetention(const RetentionLimits &limits)
{
    d->call([limits](Engine &engine, const std::shared_ptr<ReturnWay> &) { engine.setRetention(limits); });
}

void EngineClient::diskUse(std::function<void(const DiskUse &)> answer)
{
    d->call([answer = std::move(answer)](Engine &engine, const std::shared_ptr<ReturnWay> &back) {
        engine.spawn(
            findDiskUse(engine,
                        [back, answer](const DiskUse &use) { back->post([use, answer] { answer(use); }); }),
            u"disk use"_s);
    });
}

const QList<KindInfo> &EngineClient::kinds() const noexcept
{
    return d->m_kinds;
}

const HistoryStatus &EngineClient::historyStatus() const noexcept
{
    return d->m_historyStatus;
}

SnapshotFeed *EngineClient::feed() const noexcept
{
    return d->m_feed.get();
}

} // namespace belayer::engine
