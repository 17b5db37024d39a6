// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineclient.h"

#include "core/engine/threadcalls.h"

#include <QThread>

#include <future>
#include <mutex>

namespace belayer::engine {

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

bool isOver(const Refusal &refusal)
{
    return refusal.code == Refusal::Code::WrongState || refusal.code == Refusal::Code::NotFound;
}

} // namespace

class EngineClient::Private
{
public:
    Private(EngineClient *owner, Engine *target) : m_owner(owner), m_engine(target)
    {
        m_back->open(&m_answers);
        m_calls->moveToThread(target->thread());
        const auto introduce = [this] {
            m_kinds = m_engine->kinds();
            m_feed = m_engine->subscribe();
        };
        if (m_engine->thread() == QThread::currentThread()) {
            introduce();
            return;
        }
        std::promise<void> done;
        m_calls->post([&] {
            introduce();
            done.set_value();
        });
        done.get_future().wait();
    }
    ~Private()
    {
        m_back->close();
        m_calls->retire();
    }
    Private(const Private &) = delete;

    /// Runs the verb in the engine thread and, there, hands what it gives to `back`.
    template<class Verb> void call(Verb verb)
    {
        m_calls->post([engine = m_engine, back = m_back, verb = std::move(verb)] { verb(*engine, *back); });
    }
    void refuse(const Refusal &refusal) { Q_EMIT m_owner->refused(refusal); }
    /// In the engine thread. Without somebody to answer, only refusals are news.
    void handBack(ReturnWay &back, const QList<VerbResult> &results, const Answers &answers)
    {
        if (answers) {
            back.post([answers, results] { answers(results); });
            return;
        }
        for (const VerbResult &result : results) {
            if (!result.answer)
                back.post([this, refusal = result.answer.refusal()] { refuse(refusal); });
        }
    }

    QList<KindInfo> m_kinds;
    std::shared_ptr<SnapshotFeed> m_feed;

private:
    EngineClient *m_owner;
    Engine *m_engine;
    ThreadCalls *m_calls = new ThreadCalls; ///< into the engine thread, where it dies
    ThreadCalls m_answers;
    std::shared_ptr<ReturnWay> m_back = std::make_shared<ReturnWay>();
};

EngineClient::EngineClient(Engine *engine, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, engine))
{
}

EngineClient::~EngineClient() = default;

void EngineClient::submit(const JobSpec &spec, Answer answer)
{
    d->call([this, spec, answer = std::move(answer)](Engine &engine, ReturnWay &back) {
        const Result<JobSnapshot> result = engine.submit(spec);
        if (!answer && result)
            return;
        back.post([this, answer, result] {
            if (answer)
                answer(result);
            else
                d->refuse(result.refusal());
        });
    });
}

void EngineClient::apply(Verb verb, const QList<JobId> &ids, Answers answers)
{
    d->call([this, verb, ids, answers = std::move(answers)](Engine &engine, ReturnWay &back) {
        QList<VerbResult> results = engine.apply(verb, ids);
        if (!answers && verb == Verb::Cancel)
            results.removeIf(
                [](const VerbResult &each) { return !each.answer && isOver(each.answer.refusal()); });
        d->handBack(back, results, answers);
    });
}

void EngineClient::move(const QList<JobId> &ids, Where where, const JobId &anchor, Answers answers)
{
    d->call([this, ids, where, anchor, answers = std::move(answers)](Engine &engine, ReturnWay &back) {
        d->handBack(back, engine.move(ids, where, anchor), answers);
    });
}

void EngineClient::specOf(const JobId &id, std::function<void(const std::optional<JobSpec> &)> answer)
{
    d->call([id, answer = std::move(answer)](Engine &engine, ReturnWay &back) {
        back.post([spec = engine.specOf(id), answer] { answer(spec); });
    });
}

const QList<KindInfo> &EngineClient::kinds() const noexcept
{
    return d->m_kinds;
}

SnapshotFeed *EngineClient::feed() const noexcept
{
    return d->m_feed.get();
}

} // namespace belayer::engine
