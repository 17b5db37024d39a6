// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The changes of all jobs as numbered server-sent events, written once for however many streams.
#pragma once

#include "core/engine/engine.h"
#include "core/http/reply.h"

#include <belayer/async.h>

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace belayer::api {

/// Engine thread; the engine outlives it, and it every stream. Costs nothing until the first stream, and
/// again a while after the last.
///
/// A stream begins with every job in memory (`snapshot`, in parts), goes on with changes (`change`), and
/// either goes on where its client left off or says `reset` and begins anew. A client that reads slowly holds
/// no memory but its own buffer: if it falls too far behind, it is reset.
class EventHub : public QObject
{
    Q_OBJECT

public:
    struct Config
    {
        std::chrono::milliseconds interval{20};      ///< changes of one job within it are one
        std::chrono::milliseconds keepAlive{15'000}; ///< a comment, when there was nothing else to send
        std::chrono::milliseconds memory{60'000}; ///< events are kept so long after the last stream has gone
        qsizetype keptBytes = 8 * 1024 * 1024;    ///< of events, for streams that are behind or come back
        qsizetype eventBytes = 64 * 1024;         ///< jobs are put into one event up to about this
    };

    explicit EventHub(engine::Engine *engine, QObject *parent = nullptr) : EventHub(engine, Config{}, parent)
    {
    }
    EventHub(engine::Engine *engine, Config config, QObject *parent = nullptr);

    /// The body of one stream, until its client leaves. `lastEventId`: the header of a client that comes
    /// back.
    async::Task<> stream(http::StreamWriter writer, QByteArray lastEventId);

private:
    class Lease;
    void begin();
    void end();
    void collect();
    void append(QByteArray event);
    quint64 nextNumber() const noexcept { return m_first + m_events.size(); }
    QByteArray idLine(quint64 number) const;
    std::optional<quint64> numberAfter(const QByteArray &lastEventId) const;
    async::Task<> follow(http::StreamWriter writer, quint64 next);
    async::Task<> sendEvents(http::StreamWriter writer, quint64 &next);
    async::Task<> sendSnapshot(http::StreamWriter writer, quint64 &next);

    engine::Engine *m_engine;
    const Config m_config;
    /// Tells the numbers of this run of the program from those of another.
    const QByteArray m_run;
    std::shared_ptr<engine::SnapshotFeed> m_feed;
    std::deque<QByteArray> m_events;
    qsizetype m_bytes = 0; ///< of m_events
    quint64 m_first = 1;   ///< number of the first of them
    int m_streams = 0;
    async::AsyncEvent m_arrived; ///< pulsed when there is a new event
    QTimer m_collecting;
    QTimer m_forgetting;
};

} // namespace belayer::api
