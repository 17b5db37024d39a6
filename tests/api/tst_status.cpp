// SPDX-License-Identifier: GPL-3.0-or-later
// API v1: kinds with their schemas, and the engine from inside.
#include "tests/api/apiservice.h"

using namespace belayer;
using namespace Qt::StringLiterals;
using test::ApiService;

namespace {

const QByteArray sleeper = R"({"kind":"sleep","id":"sleeper","params":{"duration_ms":3600000}})";

} // namespace

class TstStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasASchemaThatTellsItsLimits()
    {
        ApiService api;
        QHash<QString, QJsonObject> kinds;
        for (const QJsonValue &kind : api.object("GET", "/kinds")[u"kinds"].toArray())
            kinds.insert(kind[u"name"].toString(), kind.toObject());
        for (const char *name :
             {"sleep", "compute", "command", "checksum", "download", "pipeline", "group", "race"})
            QVERIFY2(kinds.contains(QString::fromLatin1(name)), name);
        const QJsonValue duration = kinds[u"sleep"_s][u"params"][u"properties"][u"duration_ms"];
        QCOMPARE(duration[u"type"].toString(), u"integer"_s);
        QCOMPARE(duration[u"maximum"].toInteger(), 86'400'000);
        QVERIFY(kinds[u"race"_s][u"takes_children"].toBool());
    }
    void theTreeShowsWhatAJobWaitsFor()
    {
        ApiService api;
        api.ask("POST", "/jobs", sleeper);
        const auto waits = [&] {
            for (const QJsonValue &task : api.object("GET", "/tasks-tree")[u"tasks"].toArray()) {
                if (task[u"job"] == u"sleeper"_s)
                    return task[u"state"].toString();
            }
            return QString();
        };
        QTRY_COMPARE(waits(), u"waiting"_s);
        for (const QJsonValue &task : api.object("GET", "/tasks-tree")[u"tasks"].toArray()) {
            QVERIFY(task[u"since_ms"].toInt(-1) >= 0);
            QVERIFY(task[u"id"].toInt() > 0);
        }
    }
    void figuresCountWhatIsThere()
    {
        ApiService api;
        api.run(R"({"kind":"compute","params":{"n":1}})");
        api.ask("POST", "/jobs", sleeper);
        const auto stats = [&] { return api.object("GET", "/stats"); };
        QTRY_COMPARE(stats()[u"jobs"][u"running_by_kind"][u"sleep"].toInt(), 1);
        QCOMPARE(stats()[u"jobs"][u"submitted"].toInt(), 2);
        QCOMPARE(stats()[u"jobs"][u"by_state"][u"succeeded"].toInt(), 1);
        QCOMPARE(stats()[u"history"][u"mode"].toString(), u"durable"_s);
        QVERIFY(stats()[u"process"][u"resident_kb"].toInt() > 1000);
    }
    void prometheusReadsTheSame()
    {
        ApiService api;
        api.ask("POST", "/jobs", sleeper);
        const auto ask = [&](const test::HttpClient::Headers &headers) {
            return test::HttpClient(api.port()).ask("GET", "/metrics", {}, headers);
        };
        const test::HttpClient::Headers token{{"Authorization", "Bearer " + ApiService::token}};
        QTRY_VERIFY(ask(token).body.contains("\nbelayer_jobs_running{kind=\"sleep\"} 1\n"));
        const test::Answer answer = ask(token);
        QCOMPARE(answer.headers.value("content-type"), "text/plain; version=0.0.4; charset=utf-8");
        QVERIFY(answer.body.contains(
            "# TYPE belayer_jobs_submitted_total counter\nbelayer_jobs_submitted_total 1\n"));
        QVERIFY(answer.body.endsWith('\n'));
        QSet<QByteArray> families;
        for (const QByteArray &line : answer.body.split('\n')) {
            if (!line.startsWith("# TYPE "))
                continue;
            QVERIFY2(!families.contains(line), line.constData()); // a family may stand once
            families.insert(line);
        }
        QCOMPARE(ask({}).status, 401);
    }
};

QTEST_GUILESS_MAIN(TstStatus)
#include "tst_status.moc"
