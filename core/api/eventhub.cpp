// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/eventhub.h"

#include "core/api/snapshotjson.h"

#include <QDateTime>

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;

namespace {

QByteArray eventText(const char *name, const QByteArray &data)
{
    return QByteArray("event: ") + name + "\ndata: " + data + "\n\n";
}

/// `{"jobs":[...],...}`, up to about so many bytes of jobs.
class JobsText
{
public:
    void add(const JobSnapshot &job)
    {
        m_text += m_text.isEmpty() ? "{\"jobs\":[" : ",";
        m_text += JsonValue(snapshotJson(job)).toJson();
    }
    qsizetype size() const noexcept { return m_text.size(); }
    /// The text with that as its other members, and begins anew.
    QByteArray take(const QByteArray &others)
    {
        QByteArray text = m_text.isEmpty() ? QByteArray("{\"jobs\":[") : std::exchange(m_text, {});
        return text + "]," + others + '}';
    }

private:
    QByteArray m_text;
};

QByteArray removedText(const QList<JobId> &ids)
{
    JsonValue::List list;
    for (const JobId &id : ids)
        list.append(id.text());
    return "\"removed\":" + JsonValue(std::move(list)).toJson();
}

struct ClientGone
{
};

/// Bytes that are more than the writer may hold go out in pieces, each as the client takes it.
async::Task<> send(http::StreamWriter writer, QByteArray bytes)
{
    constexpr qsizetype Piece = 64 * 1024;
    for (qsizetype at = 0; at < bytes.size(); at += Piece) {
        if (!writer.write(QByteArrayView(bytes).sliced(at, std::min(Piece, bytes.size() - at))))
            throw ClientGone();
        co_await writer.drained();
    }
}

} // namespace

/// Keeps the hub awake while there is a stream.
class EventHub::Lease
{
public:
    explicit Lease(EventHub *hub) : m_hub(hub) { m_hub->begin(); }
    ~Lease() { m_hub->end(); }
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;

private:
    EventHub *m_hub;
};

EventHub::EventHub(engine::Engine *engine, Config config, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_config(config)
    , m_run(QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36))
{
    m_collecting.setSingleShot(true);
    m_collecting.setInterval(m_config.interval);
    connect(&m_collecting, &QTimer::timeout, this, &EventHub::collect);
    m_forgetting.setSingleShot(true);
    m_forgetting.setInterval(m_config.memory);
    connect(&m_forgetting, &QTimer::timeout, this, [this] {
        m_feed.reset();
        m_first = nextNumber() + 1; // what happens from here on is not seen: whoever comes back has a gap
        m_events.clear();
        m_bytes = 0;
    });
}

void EventHub::begin()
{
    ++m_streams;
    m_forgetting.stop();
    if (m_feed)
        return;
    m_feed = m_engine->subscribe();
    connect(
        m_feed.get(), &engine::SnapshotFeed::changesArrived, this,
        [this] {
            if (!m_collecting.isActive())
                m_collecting.start();
        },
        Qt::QueuedConnection);
    m_feed->take(); // every job there is: each stream gets these by itself
}

void EventHub::end()
{
    if (--m_streams == 0)
        m_forgetting.start();
}

void EventHub::collect()
{
    m_collecting.stop();
    const engine::SnapshotBatch batch = m_feed->take();
    if (batch.isEmpty())
        return;
    // An id that is gone may be in use again, so what is removed goes before what has changed.
    QByteArray removed = removedText(batch.forgotten);
    JobsText jobs;
    for (const engine::SharedSnapshot &job : batch.changed) {
        jobs.add(*job);
        if (jobs.size() >= m_config.eventBytes)
            append(eventText("change", jobs.take(std::exchange(removed, "\"removed\":[]"))));
    }
    if (jobs.size() > 0 || removed != "\"removed\":[]")
        append(eventText("change", jobs.take(removed)));
    m_arrived.set();
    m_arrived.clear();
}

void EventHub::append(QByteArray event)
{
    event.prepend(idLine(nextNumber()));
    m_bytes += event.size();
    m_events.push_back(std::move(event));
    while (m_bytes > m_config.keptBytes && m_events.size() > 1) {
        m_bytes -= m_events.front().size();
        m_events.pop_front();
        ++m_first;
    }
}

QByteArray EventHub::idLine(quint64 number) const
{
    return "id: " + m_run + '-' + QByteArray::number(number) + '\n';
}

std::optional<quint64> EventHub::numberAfter(const QByteArray &lastEventId) const
{
    const qsizetype dash = lastEventId.indexOf('-');
    bool isNumber = false;
    const quint64 number = lastEventId.mid(dash + 1).toULongLong(&isNumber);
    if (dash < 0 || !isNumber || lastEventId.left(dash) != m_run || number + 1 < m_first ||
        number >= nextNumber())
        return std::nullopt;
    return number + 1;
}

async::Task<> EventHub::stream(http::StreamWriter writer, QByteArray lastEventId)
{
    const Lease lease(this);
    const std::optional<quint64> known = numberAfter(lastEventId);
    try {
        if (known)
            co_await follow(writer, *known);
        for (bool isReset = !lastEventId.isEmpty();; isReset = true) {
            if (isReset)
                co_await send(writer, eventText("reset", "{}"));
            collect(); // these are in the snapshot, which comes first
            quint64 next = nextNumber();
            co_await sendSnapshot(writer, next);
            co_await follow(writer, next);
        }
    } catch (const ClientGone &) {
    }
}

/// From that event on, until it has fallen too far behind.
async::Task<> EventHub::follow(http::StreamWriter writer, quint64 next)
{
    for (;;) {
        co_await sendEvents(writer, next);
        if (next < m_first)
            co_return;
        try {
            co_await async::withTimeout(m_config.keepAlive, m_arrived.wait());
            continue;
        } catch (const async::TimeoutError &) {
        }
        co_await send(writer, ":\n\n");
    }
}

/// Until there are no more, or those that come next are not kept any more.
async::Task<> EventHub::sendEvents(http::StreamWriter writer, quint64 &next)
{
    while (next >= m_first && next < nextNumber()) {
        const QByteArray event = m_events[next - m_first];
        ++next;
        co_await send(writer, event);
    }
}

/// Each part is as young as the events sent before it, so nothing that the client sees goes back in time.
async::Task<> EventHub::sendSnapshot(http::StreamWriter writer, quint64 &next)
{
    constexpr int Step = 64;
    quint64 lastSerial = 0;
    for (bool isLast = false; !isLast;) {
        collect();
        co_await sendEvents(writer, next);
        if (next < m_first)
            co_return; // too slow: all over again
        if (next < nextNumber())
            continue;
        JobsText jobs;
        while (!isLast && jobs.size() < m_config.eventBytes) {
            const QList<JobSnapshot> some = m_engine->list(lastSerial, Step);
            for (const JobSnapshot &job : some)
                jobs.add(job);
            isLast = some.size() < Step;
            if (!some.isEmpty())
                lastSerial = some.last().serial;
        }
        QByteArray part = eventText("snapshot", jobs.take(isLast ? "\"more\":false" : "\"more\":true"));
        if (isLast) // from here on a client can come back to where it was
            part.prepend(idLine(next - 1));
        co_await send(writer, part);
        co_await async::yieldNow();
    }
}

} // namespace belayer::api
