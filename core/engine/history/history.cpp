// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/history.h"

#include "core/engine/history/historyreader.h"
#include "core/engine/history/historystore.h"
#include "core/engine/threadcalls.h"

#include <belayer/async/detail/handover.h>

#include <QThread>

#include <algorithm>
#include <deque>
#include <future>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto GroupTime = 20ms;
constexpr auto WarmUpAfter = 200ms; ///< until a start has no better use for the processors
constexpr size_t GroupRows = 500;
constexpr qsizetype IdsAtATime = 250; ///< some milliseconds

/// Its end is a hand-over that sanitizers see.
class SeenThread : public QThread
{
public:
    /// `last`: in the thread, when its event loop has ended.
    explicit SeenThread(std::function<void()> last) : m_last(std::move(last)) {}
    void waitForEnd()
    {
        wait();
        async::detail::takeOver(this);
    }

protected:
    void run() override
    {
        exec();
        m_last();
        async::detail::handOver(this);
    }

private:
    std::function<void()> m_last;
};

/// A thread with an event loop and one object that lives in it from the start to the end.
template<class Object> class ObjectThread
{
public:
    ObjectThread(const QString &name, std::function<std::unique_ptr<Object>()> make)
        : m_calls(new ThreadCalls)
    {
        m_thread.setObjectName(name);
        m_calls->moveToThread(&m_thread);
        m_thread.start();
        std::promise<void> up;
        m_calls->post([&] {
            m_scheduler = async::Scheduler::current();
            m_object = make();
            up.set_value();
        });
        up.get_future().wait();
    }
    ObjectThread(const ObjectThread &) = delete;
    /// After what was posted before. The object goes when the event loop has ended: a call by the scheduler
    /// that nobody waits for any more may still run until then.
    ~ObjectThread()
    {
        m_calls->post([this] { m_thread.quit(); });
        m_thread.waitForEnd();
        delete m_calls; // its thread has ended
    }

    /// The object is used in its own thread only: in functions posted or run there.
    Object *object() const noexcept { return m_object.get(); }
    async::Scheduler *scheduler() const noexcept { return m_scheduler; }
    void post(std::function<void()> function) { m_calls->post(std::move(function)); }

private:
    SeenThread m_thread{[this] { m_object.reset(); }};
    ThreadCalls *m_calls;
    std::unique_ptr<Object> m_object;
    async::Scheduler *m_scheduler = nullptr;
};

} // namespace

class History::Private
{
public:
    Private(History *history, const HistoryConfig &config);

    void handOver();
    void settle();
    void warmUp();
    HistoryStore::Listener listener();

    History *const m_history;
    HistoryBoard m_board;
    async::AsyncEvent m_isOpened;
    HistoryOpened m_opened;
    ThreadCalls m_answers; ///< from the storage thread
    std::shared_ptr<HistoryBatch> m_batch = std::make_shared<HistoryBatch>();
    std::deque<std::shared_ptr<HistoryBatch>> m_handedOver; ///< not known to be written
    quint64 m_settled = 0;                                  ///< newest serial of those that are
    QTimer m_group;
    QTimer m_warmUp;
    ObjectThread<HistoryStore> m_storage; ///< its end writes what waits, and answers no more
    /// Last, because the last connection to close must be the writer's: only that one can put the log into
    /// the file.
    ObjectThread<HistoryReader> m_reading;
};

History::Private::Private(History *history, const HistoryConfig &config)
    : m_history(history)
    , m_storage(u"storage"_s, [&] { return std::make_unique<HistoryStore>(config, listener(), m_board); })
    , m_reading(u"history-read"_s,
                [&] { return std::make_unique<HistoryReader>(config.file, m_board.generation); })
{
    m_group.setSingleShot(true);
    m_group.setInterval(GroupTime);
    QObject::connect(&m_group, &QTimer::timeout, &m_group, [this] { handOver(); });
    m_warmUp.setSingleShot(true);
    QObject::connect(&m_warmUp, &QTimer::timeout, &m_warmUp, [this] { warmUp(); });
    m_storage.post([store = m_storage.object()] { store->open(); });
}

HistoryStore::Listener History::Private::listener()
{
    return {
        [this](const HistoryOpened &opened) {
            m_answers.post([this, opened] {
                m_opened = opened;
                m_isOpened.set();
                m_warmUp.start(WarmUpAfter);
            });
        },
        [this](const QList<Leftover> &leftovers) {
            m_answers.post([this, leftovers] { Q_EMIT m_history->leftoversFound(leftovers); });
        },
        [this] { m_answers.post([this] { Q_EMIT m_history->statusChanged(); }); },
        [this](const QList<quint64> &serials) {
            m_answers.post([this, serials] { Q_EMIT m_history->removed(serials); });
        },
    };
}

/// Step after step, between what others ask.
void History::Private::warmUp()
{
    m_reading.post([this] {
        try {
            if (m_reading.object()->warmUp())
                warmUp();
        } catch (const HistoryUnreadable &) { // whoever asks for a page will hear of it
        }
    });
}

void History::Private::handOver()
{
    m_group.stop();
    settle();
    m_handedOver.push_back(m_batch);
    m_storage.post(
        [store = m_storage.object(), batch = std::exchange(m_batch, std::make_shared<HistoryBatch>())] {
            store->take(batch);
        });
}

void History::Private::settle()
{
    for (; !m_handedOver.empty() && m_handedOver.front()->written.isSet(); m_handedOver.pop_front())
        m_settled = std::max(m_settled, m_handedOver.front()->newest);
}

History::History(HistoryConfig config, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, config))
{
}

History::~History()
{
    d->handOver();
}

async::Task<HistoryOpened> History::opened()
{
    co_await d->m_isOpened.wait();
    co_return d->m_opened;
}

void History::record(JobRecord record)
{
    d->m_batch->newest = std::max(d->m_batch->newest, record.job.serial);
    d->m_batch->records.push_back(std::move(record));
    if (d->m_batch->records.size() >= GroupRows)
        d->handOver();
    else if (!d->m_group.isActive())
        d->m_group.start();
}

async::Task<Durability> History::flushed()
{
    const std::shared_ptr<HistoryBatch> batch = d->m_batch;
    d->handOver();
    co_await batch->written.wait();
    co_return batch->durability;
}

async::Task<> History::recorded(quint64 serial)
{
    d->settle();
    if (serial > d->m_settled) // serials are recorded in their order
        co_await flushed();
}

void History::forget(const QList<quint64> &serials)
{
    d->handOver(); // first what may be their last record
    d->m_storage.post([store = d->m_storage.object(), serials] { store->forget(serials); });
}

async::Task<> History::forgotten()
{
    const auto gone = std::make_shared<async::AsyncEvent>();
    d->m_storage.post([store = d->m_storage.object(), gone] { store->tellForgotten(gone); });
    co_await gone->wait();
}

void History::setRetention(const RetentionLimits &limits)
{
    d->handOver(); // first what may be a last record
    d->m_storage.post([store = d->m_storage.object(), limits] { store->setRetention(limits); });
}

void History::leftoversReaped(const QList<quint64> &serials)
{
    d->m_storage.post([store = d->m_storage.object(), serials] { store->clearProcesses(serials); });
}

async::Task<HistoryPage> History::page(HistoryQuery query)
{
    co_return co_await async::runOn(d->m_reading.scheduler(),
                                    [reader = d->m_reading.object(), query] { return reader->page(query); });
}

async::Task<std::optional<JobRecord>> History::find(JobId id)
{
    co_return co_await async::runOn(d->m_reading.scheduler(),
                                    [reader = d->m_reading.object(), id] { return reader->find(id); });
}

async::Task<QHash<JobId, KnownJob>> History::known(QList<JobId> ids)
{
    QHash<JobId, KnownJob> all;
    for (qsizetype first = 0; first < ids.size(); first += IdsAtATime)
        all.insert(co_await async::runOn(d->m_reading.scheduler(),
                                         [reader = d->m_reading.object(), some = ids.mid(first, IdsAtATime)] {
                                             return reader->known(some);
                                         }));
    co_return all;
}

async::Task<std::optional<JobSpec>> History::spec(JobId id)
{
    co_return co_await async::runOn(d->m_reading.scheduler(),
                                    [reader = d->m_reading.object(), id] { return reader->spec(id); });
}

async::Task<QList<JobSpec>> History::recentSpecs(QString kind, int limit)
{
    co_return co_await async::runOn(d->m_reading.scheduler(), [reader = d->m_reading.object(), kind, limit] {
        return reader->recentSpecs(kind, limit);
    });
}

async::Task<QList<std::chrono::milliseconds>> History::runs(qint64 likeness, int limit)
{
    co_return co_await async::runOn(
        d->m_reading.scheduler(),
        [reader = d->m_reading.object(), likeness, limit] { return reader->runs(likeness, limit); });
}

async::Task<StateCounts> History::counts()
{
    co_return co_await async::runOn(d->m_reading.scheduler(),
                                    [reader = d->m_reading.object()] { return reader->counts(); });
}

HistoryStatus History::status() const
{
    return d->m_board.status();
}

} // namespace belayer::engine
