// SPDX-License-Identifier: GPL-3.0-or-later
// API v1: the stream of changes, and clients that come back to it.
#include "core/api/eventhub.h"
#include "tests/api/apiservice.h"

using namespace belayer;
using namespace Qt::StringLiterals;
using test::ApiService;
using test::StreamClient;

namespace {

struct Event
{
    QByteArray id;
    QByteArray name;
    QJsonObject data;

    QStringList jobs() const
    {
        QStringList list;
        for (const QJsonValue &job : data[u"jobs"].toArray())
            list.append(job[u"id"].toString() + u'=' + job[u"state"].toString());
        return list;
    }
};

Event next(StreamClient &stream)
{
    Event event;
    const QByteArray text = stream.readTo("\n\n");
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("id: "))
            event.id = line.mid(4);
        if (line.startsWith("event: "))
            event.name = line.mid(7);
        if (line.startsWith("data: "))
            event.data = QJsonDocument::fromJson(line.mid(6)).object();
    }
    return event;
}

/// The first event that tells of that.
Event nextWith(StreamClient &stream, const QString &job)
{
    for (;;) {
        Event event = next(stream);
        if (event.name.isEmpty() || event.jobs().contains(job))
            return event;
    }
}

QByteArray sleeper(const QByteArray &id)
{
    return R"({"kind":"sleep","id":")" + id + R"(","params":{"duration_ms":3600000}})";
}

engine::JobSpec oneAtATime(int sleepers, qint64 milliseconds)
{
    engine::JobSpec sleep;
    sleep.kind = u"sleep"_s;
    sleep.params = {{u"duration_ms"_s, milliseconds}};
    engine::JobSpec group;
    group.kind = u"group"_s;
    group.maxParallel = 1;
    group.children.fill(sleep, sleepers);
    return group;
}

} // namespace

class TstEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSnapshotComesFirstThenChanges()
    {
        ApiService api;
        api.run(R"({"kind":"compute","id":"before","params":{"n":1}})");
        StreamClient stream(api, "/events");
        QVERIFY(stream.readTo("\r\n\r\n").contains("Content-Type: text/event-stream"));
        const Event snapshot = next(stream);
        QCOMPARE(snapshot.name, "snapshot");
        QVERIFY(!snapshot.id.isEmpty());
        QCOMPARE(snapshot.jobs(), QStringList{u"before=succeeded"_s});
        QCOMPARE(snapshot.data[u"more"], QJsonValue(false));
        api.ask("POST", "/jobs", sleeper("new"));
        const Event running = nextWith(stream, u"new=running"_s);
        QCOMPARE(running.name, "change");
        api.ask("POST", "/jobs/new/cancel");
        QCOMPARE(nextWith(stream, u"new=cancelled"_s).name, "change");
        api.ask("DELETE", "/jobs/new");
        QCOMPARE(next(stream).data[u"removed"].toArray(), QJsonArray{u"new"_s});
    }
    void theSnapshotComesFirstAlsoAmongChanges()
    {
        ApiService api;
        api.thread().run([](engine::Engine &engine) { QVERIFY(engine.submit(oneAtATime(900, 1))); });
        for (int i = 0; i < 10; ++i) {
            StreamClient stream(api, "/events");
            stream.readTo("\r\n\r\n");
            QCOMPARE(next(stream).name, "snapshot");
        }
    }
    void whoComesBackMissesNothingAndSeesNothingTwice()
    {
        ApiService api;
        StreamClient first(api, "/events");
        const QByteArray id = next(first).id;
        api.ask("POST", "/jobs", sleeper("a"));
        const QByteArray seen = nextWith(first, u"a=running"_s).id;
        first.leave();
        api.ask("POST", "/jobs", sleeper("b"));
        StreamClient second(api, "/events", "Last-Event-ID: " + seen + "\r\n");
        second.readTo("\r\n\r\n");
        const Event missed = next(second);
        QCOMPARE(missed.name, "change");
        QVERIFY(missed.jobs().first().startsWith(u"b="_s));
        StreamClient whole(api, "/events", "Last-Event-ID: " + id + "\r\n");
        whole.readTo("\r\n\r\n");
        QVERIFY(next(whole).jobs().first().startsWith(u"a="_s));
    }
    void whatCannotBeReplayedIsResetAndTold()
    {
        ApiService api;
        api.ask("POST", "/jobs", sleeper("a"));
        QByteArray id;
        {
            StreamClient stream(api, "/events");
            stream.readTo("\r\n\r\n");
            id = next(stream).id;
        }
        api.next();
        for (const QByteArray &lost : {id, QByteArray("nonsense"), QByteArray("1-99999999999999999999")}) {
            StreamClient stream(api, "/events", "Last-Event-ID: " + lost + "\r\n");
            stream.readTo("\r\n\r\n");
            QCOMPARE(next(stream).name, "reset");
            QCOMPARE(next(stream).name, "snapshot");
        }
    }
    void tenThousandJobsComeInParts()
    {
        ApiService api;
        constexpr int Groups = 10;
        constexpr int Children = 999;
        api.thread().run([](engine::Engine &engine) {
            for (int i = 0; i < Groups; ++i)
                QVERIFY(engine.submit(oneAtATime(Children, 3'600'000)));
        });
        StreamClient stream(api, "/events");
        stream.readTo("\r\n\r\n");
        QSet<QString> ids;
        int parts = 0;
        for (bool isLast = false; !isLast;) {
            const Event event = next(stream);
            QVERIFY(!event.name.isEmpty());
            for (const QJsonValue &job : event.data[u"jobs"].toArray())
                ids.insert(job[u"id"].toString());
            if (event.name != "snapshot")
                continue;
            ++parts;
            isLast = !event.data[u"more"].toBool();
            QCOMPARE(event.id.isEmpty(), !isLast); // half a snapshot is nothing to come back to
        }
        QCOMPARE(ids.size(), Groups * (Children + 1));
        QVERIFY(parts > 10);
    }
    void sixtyFourStreamsHearOfAChangeAndTheNextIsRefused()
    {
        ApiService api;
        std::vector<std::unique_ptr<StreamClient>> streams;
        for (int i = 0; i < 64; ++i) {
            streams.push_back(std::make_unique<StreamClient>(api, "/events"));
            streams.back()->readTo("\r\n\r\n");
            QCOMPARE(next(*streams.back()).name, "snapshot");
        }
        QVERIFY(StreamClient(api, "/events").readToEnd().contains(" 503 "));
        api.ask("POST", "/jobs", sleeper("all"));
        for (const auto &stream : streams)
            QCOMPARE(nextWith(*stream, u"all=running"_s).name, "change");
        streams.pop_back();
        QTRY_VERIFY(StreamClient(api, "/events").readTo("\r\n\r\n").contains(" 200 "));
    }
    void withoutTheTokenNothingIsStreamed()
    {
        ApiService api;
        QCOMPARE(test::get(api.port(), "/api/v1/events").status, 401);
    }
};

QTEST_GUILESS_MAIN(TstEvents)
#include "tst_events.moc"
