// SPDX-License-Identifier: GPL-3.0-or-later
// API v1 for jobs over real sockets: who may, what is taken, what comes back.
#include "core/api/apiserver.h"
#include "core/engine/enginethread.h"
#include "tests/http/httpclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace belayer;
using namespace Qt::StringLiterals;
using engine::Engine;
using test::Answer;

class tst_JobRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withoutTheTokenNothingIsAnswered_data();
    void withoutTheTokenNothingIsAnswered();
    void anEmptyTokenLetsNobodyIn();
    void aJobIsMadeWatchedAndFound();
    void waitingEndsAtTheTimeout();
    void cancelIsIdempotentUntilTheEnd();
    void verbsActOnOneJob();
    void verbsActOnManyJobs();
    void badActionsNameTheField_data();
    void badActionsNameTheField();
    void retriesAndWaitsAreSeen();
    void theReceiptSaysWhoLost();
    void aFinishedJobIsForgotten();
    void groupsNestTheirChildren();
    void wholeNumbersPastDoubleAreTexts();
    void badSpecsNameTheField_data();
    void badSpecsNameTheField();
    void commandsAreRefusedAlsoWhenNested();
    void aCommandsOutputIsReadByOffset();
    void whatIsUnknownIs404();

private:
    void serve(const QByteArray &token, api::CommandJobs commandJobs);
    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    static QJsonObject object(const Answer &answer) { return QJsonDocument::fromJson(answer.body).object(); }

    QTemporaryDir m_dir;
    std::unique_ptr<engine::EngineThread> m_thread;
    std::unique_ptr<api::ApiServer> m_server;
    quint16 m_port = 0;
};

namespace {

const QByteArray token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

} // namespace

void tst_JobRoutes::serve(const QByteArray &secret, api::CommandJobs commandJobs)
{
    cleanup();
    m_thread = std::make_unique<engine::EngineThread>(Engine::Config{.outputDir = m_dir.path()});
    m_thread->run([&](Engine &engine) {
        m_server = std::make_unique<api::ApiServer>(&engine, api::Access(secret, commandJobs));
        QVERIFY(!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
        m_port = quint16(QUrl(m_server->url()).port());
    });
}

void tst_JobRoutes::init()
{
    serve(token, api::CommandJobs::Refused);
}

void tst_JobRoutes::cleanup()
{
    if (m_thread)
        m_thread->run([this](Engine &) { m_server.reset(); });
    m_thread.reset();
}

Answer tst_JobRoutes::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    test::HttpClient client(m_port);
    test::HttpClient::Headers headers{{"Authorization", "Bearer " + token}};
    if (!body.isEmpty())
        headers.emplaceBack("Content-Type", "application/json");
    return client.ask(method, "/api/v1/jobs" + path, body, headers);
}

void tst_JobRoutes::withoutTheTokenNothingIsAnswered_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << QByteArray("Bearer ");
    QTest::newRow("another scheme") << QByteArray("Basic " + token);
    QTest::newRow("wrong") << QByteArray("Bearer " + token.chopped(1) + 'x');
    QTest::newRow("a beginning") << QByteArray("Bearer " + token.chopped(1));
    QTest::newRow("too long") << QByteArray("Bearer " + token + 'x');
}

void tst_JobRoutes::withoutTheTokenNothingIsAnswered()
{
    QFETCH(QByteArray, authorization);
    test::HttpClient client(m_port);
    test::HttpClient::Headers headers{{"Content-Type", "application/json"}};
    if (!authorization.isEmpty())
        headers.emplaceBack("Authorization", authorization);
    const Answer answer =
        client.ask("POST", "/api/v1/jobs", R"({"kind":"sleep","params":{"duration_ms":1}})", headers);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.headers.value("www-authenticate"), "Bearer realm=\"belayer\"");
    QCOMPARE(answer.headers.value("content-type"), "application/problem+json");
    QCOMPARE(object(answer).value(u"code").toString(), u"unauthorized"_s);
    m_thread->run([](Engine &engine) { QVERIFY(engine.list().isEmpty()); });
}

void tst_JobRoutes::anEmptyTokenLetsNobodyIn()
{
    serve({}, api::CommandJobs::Allowed);
    test::HttpClient client(m_port);
    QCOMPARE(client.ask("GET", "/api/v1/jobs/a", {}, {{"Authorization", "Bearer "}}).status, 401);
}

void tst_JobRoutes::aJobIsMadeWatchedAndFound()
{
    const Answer made = ask("POST", "", R"({"kind":"compute","id":"sum","labels":["x"],"params":{"n":12}})");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.headers.value("location"), "/api/v1/jobs/sum");
    QCOMPARE(object(made).value(u"labels").toArray().at(0).toString(), u"x"_s);

    const Answer done = ask("GET", "/sum?wait_ms=60000");
    QCOMPARE(done.status, 200);
    QCOMPARE(object(done).value(u"state").toString(), u"succeeded"_s);
    QCOMPARE(object(done).value(u"result").toInt(), 144);
    QVERIFY(!object(done).contains(u"timed_out"));
    QVERIFY(object(done).value(u"finished").toString().endsWith(u'Z'));
    QCOMPARE(ask("POST", "", R"({"kind":"compute","id":"sum","params":{"n":1}})").status, 409);
}

void tst_JobRoutes::waitingEndsAtTheTimeout()
{
    ask("POST", "", R"({"kind":"sleep","id":"long","params":{"duration_ms":3600000}})");
    const Answer answer = ask("GET", "/long?wait_ms=1");
    QCOMPARE(answer.status, 200);
    QVERIFY(object(answer).value(u"timed_out").toBool());
    QCOMPARE(ask("GET", "/long?wait_ms=300001").status, 422);
}

void tst_JobRoutes::cancelIsIdempotentUntilTheEnd()
{
    ask("POST", "", R"({"kind":"sleep","id":"long","params":{"duration_ms":3600000}})");
    QCOMPARE(ask("POST", "/long/cancel").status, 200);
    QCOMPARE(object(ask("GET", "/long?wait_ms=60000")).value(u"state").toString(), u"cancelled"_s);
    QCOMPARE(ask("POST", "/long/cancel").status, 409);
}

void tst_JobRoutes::verbsActOnOneJob()
{
    ask("POST", "", R"({"kind":"sleep","id":"long","params":{"duration_ms":3600000}})");
    QTRY_COMPARE(object(ask("GET", "/long")).value(u"state").toString(), u"running"_s);
    QCOMPARE(object(ask("POST", "/long/pause")).value(u"state").toString(), u"paused"_s);
    QVERIFY(object(ask("GET", "/long")).value(u"can").toArray().contains(u"resume"_s));
    QCOMPARE(ask("POST", "/long/pause").status, 409);
    QCOMPARE(object(ask("POST", "/long/resume")).value(u"state").toString(), u"running"_s);
    QCOMPARE(ask("POST", "/long/retry").status, 409);
    QCOMPARE(ask("DELETE", "/long").status, 409);

    ask("POST", "", R"({"kind":"sleep","id":"later","delay_ms":3600000,"params":{"duration_ms":3600000}})");
    QCOMPARE(object(ask("GET", "/later")).value(u"waiting").toObject().value(u"code").toString(), u"delay"_s);
    QCOMPARE(ask("POST", "/later/start").status, 200);
    QTRY_COMPARE(object(ask("GET", "/later")).value(u"state").toString(), u"running"_s);
    QCOMPARE(ask("POST", "/nobody/pause").status, 404);
}

void tst_JobRoutes::verbsActOnManyJobs()
{
    ask("POST", "", R"({"kind":"sleep","id":"a","params":{"duration_ms":3600000}})");
    ask("POST", "", R"({"kind":"sleep","id":"b","params":{"duration_ms":3600000}})");
    const Answer answer = ask("POST", "/actions", R"({"action":"cancel","ids":["a","nobody","b"]})");
    QCOMPARE(answer.status, 200);
    const QJsonArray results = object(answer).value(u"results").toArray();
    QCOMPARE(results.size(), 3);
    QCOMPARE(results[0][u"job"][u"id"].toString(), u"a"_s);
    QCOMPARE(results[1][u"id"].toString(), u"nobody"_s);
    QCOMPARE(results[1][u"problem"][u"status"].toInt(), 404);
    QCOMPARE(results[2][u"job"][u"id"].toString(), u"b"_s);
    QCOMPARE(object(ask("GET", "/b?wait_ms=60000")).value(u"state").toString(), u"cancelled"_s);
}

void tst_JobRoutes::badActionsNameTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::newRow("no object") << QByteArray("[]") << QString();
    QTest::newRow("no action") << QByteArray(R"({"ids":["a"]})") << u"action"_s;
    QTest::newRow("unknown action") << QByteArray(R"({"action":"kill","ids":["a"]})") << u"action"_s;
    QTest::newRow("no ids") << QByteArray(R"({"action":"cancel"})") << u"ids"_s;
    QTest::newRow("empty ids") << QByteArray(R"({"action":"cancel","ids":[]})") << u"ids"_s;
    QTest::newRow("ids of numbers") << QByteArray(R"({"action":"cancel","ids":[1]})") << u"ids"_s;
    QTest::newRow("unknown field") << QByteArray(R"({"action":"cancel","ids":["a"],"x":1})") << QString();
}

void tst_JobRoutes::badActionsNameTheField()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const Answer answer = ask("POST", "/actions", body);
    QCOMPARE(answer.status, 422);
    QCOMPARE(object(answer).value(u"field").toString(), field);
}

void tst_JobRoutes::retriesAndWaitsAreSeen()
{
    const Answer made =
        ask("POST", "", R"({"kind":"checksum","id":"missing","params":{"paths":["/nonexistent/file"]},
        "retries":{"count":2,"backoff_ms":1,"factor":1.5,"max_backoff_ms":2,"jitter":0}})");
    QCOMPARE(made.status, 201);
    const QJsonObject failed = object(ask("GET", "/missing?wait_ms=60000"));
    QCOMPARE(failed.value(u"state").toString(), u"failed"_s);
    QCOMPARE(failed.value(u"attempt").toInt(), 3);
    QCOMPARE(failed.value(u"failed_attempts").toArray().size(), 2);

    ask("POST", "", R"({"kind":"sleep","id":"first","params":{"duration_ms":3600000}})");
    const Answer second =
        ask("POST", "", R"({"kind":"sleep","id":"second","priority":7,"params":{"duration_ms":1},
        "after":[{"id":"first","when":"finished"}]})");
    QCOMPARE(object(second).value(u"waiting").toObject().value(u"code").toString(), u"after"_s);
    QCOMPARE(object(second).value(u"priority").toInt(), 7);
    ask("POST", "/first/cancel");
    QCOMPARE(object(ask("GET", "/second?wait_ms=60000")).value(u"state").toString(), u"succeeded"_s);
}

void tst_JobRoutes::theReceiptSaysWhoLost()
{
    ask("POST", "", R"({"kind":"race","id":"race","children":[
        {"kind":"sleep","id":"hare","params":{"duration_ms":1}},
        {"kind":"sleep","id":"tortoise","params":{"duration_ms":3600000}}]})");
    const QJsonObject race = object(ask("GET", "/race?wait_ms=60000"));
    QCOMPARE(race.value(u"state").toString(), u"succeeded"_s);
    const QJsonArray finishes = race.value(u"receipt").toObject().value(u"finishes").toArray();
    QCOMPARE(finishes.size(), 2);
    QCOMPARE(finishes[0][u"id"].toString(), u"hare"_s);
    QCOMPARE(finishes[1][u"state"].toString(), u"cancelled"_s);
    const QJsonObject loser = object(ask("GET", "/tortoise"));
    QCOMPARE(loser.value(u"receipt").toObject().value(u"reason").toString(), u"lost_race"_s);
}

void tst_JobRoutes::aFinishedJobIsForgotten()
{
    ask("POST", "", R"({"kind":"sleep","id":"short","params":{"duration_ms":0}})");
    QCOMPARE(object(ask("GET", "/short?wait_ms=60000")).value(u"state").toString(), u"succeeded"_s);
    QCOMPARE(ask("DELETE", "/short").status, 204);
    QCOMPARE(ask("GET", "/short").status, 404);
    QCOMPARE(ask("DELETE", "/short").status, 404);
}

void tst_JobRoutes::groupsNestTheirChildren()
{
    const Answer made =
        ask("POST", "", R"({"kind":"group","id":"g","policy":"settle","max_parallel":1,"children":[
        {"kind":"compute","id":"g1","params":{"n":1}},{"kind":"compute","id":"g2","params":{"n":2}}]})");
    QCOMPARE(made.status, 201);
    QCOMPARE(object(made).value(u"children").toArray(), QJsonArray({u"g1"_s, u"g2"_s}));
    QCOMPARE(object(ask("GET", "/g?wait_ms=60000")).value(u"state").toString(), u"succeeded"_s);
    QCOMPARE(object(ask("GET", "/g2")).value(u"parent").toString(), u"g"_s);
}

void tst_JobRoutes::wholeNumbersPastDoubleAreTexts()
{
    ask("POST", "", R"({"kind":"compute","id":"big","params":{"n":3037000499}})");
    QCOMPARE(object(ask("GET", "/big?wait_ms=60000")).value(u"result").toString(), u"9223372030926249001"_s);
}

void tst_JobRoutes::badSpecsNameTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *body, int status, const QString &field) {
        QTest::newRow(name) << QByteArray(body) << status << field;
    };
    row("not JSON", "{", 400, {});
    row("a list", "[]", 422, {});
    row("no kind", "{}", 422, u"kind"_s);
    row("unknown kind", R"({"kind":"nope"})", 422, u"kind"_s);
    row("unknown field", R"({"kind":"sleep","nope":1})", 422, {});
    row("twice", R"({"kind":"sleep","kind":"sleep"})", 422, {});
    row("bad id", R"({"kind":"sleep","id":"a b","params":{"duration_ms":1}})", 422, u"id"_s);
    row("text for a number", R"({"kind":"sleep","params":{"duration_ms":"1"}})", 422,
        u"params.duration_ms"_s);
    row("fraction", R"({"kind":"sleep","params":{"duration_ms":1.5}})", 422, u"params.duration_ms"_s);
    row("out of range", R"({"kind":"sleep","params":{"duration_ms":-1}})", 422, u"params.duration_ms"_s);
    row("child", R"({"kind":"group","children":[{"kind":"sleep","params":{}}]})", 422,
        u"children[0].params.duration_ms"_s);
    row("child's shape", R"({"kind":"group","children":[{"kind":"sleep","params":[]}]})", 422,
        u"children[0].params"_s);
    row("policy", R"({"kind":"group","policy":"never","children":[]})", 422, u"policy"_s);
    const auto sleepWith = [](const char *field) {
        return QByteArray(R"({"kind":"sleep","params":{"duration_ms":1},)") + field + "}";
    };
    const auto sleepRow = [&](const char *name, const char *body, const QString &field) {
        QTest::newRow(name) << sleepWith(body) << 422 << field;
    };
    sleepRow("timeout", R"("timeout_ms":-1)", u"timeout_ms"_s);
    sleepRow("delay", R"("delay_ms":"soon")", u"delay_ms"_s);
    sleepRow("priority", R"("priority":101)", u"priority"_s);
    sleepRow("retries", R"("retries":3)", u"retries"_s);
    sleepRow("retries' count", R"("retries":{"count":101})", u"retries.count"_s);
    sleepRow("retries' jitter", R"("retries":{"jitter":2})", u"retries.jitter"_s);
    sleepRow("retries' field", R"("retries":{"often":2})", u"retries"_s);
    sleepRow("after", R"("after":["a"])", u"after[0]"_s);
    sleepRow("after nobody", R"("after":[{"id":"nobody"}])", u"after[0].id"_s);
    sleepRow("after when", R"("after":[{"id":"a","when":"later"}])", u"after[0].when"_s);
}

void tst_JobRoutes::badSpecsNameTheField()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = ask("POST", "", body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("content-type"), "application/problem+json");
    QCOMPARE(object(answer).value(u"field").toString(), field);
    QVERIFY(!object(answer).value(u"detail").toString().isEmpty());
    m_thread->run([](Engine &engine) { QVERIFY(engine.list().isEmpty()); });
}

void tst_JobRoutes::commandsAreRefusedAlsoWhenNested()
{
    const QByteArray command = R"({"kind":"command","params":{"program":"true"}})";
    for (const QByteArray &body :
         {command, R"({"kind":"race","children":[)" + command + "," + command + "]}"}) {
        const Answer answer = ask("POST", "", body);
        QCOMPARE(answer.status, 403);
        QCOMPARE(object(answer).value(u"code").toString(), u"command_jobs_disabled"_s);
    }
}

void tst_JobRoutes::aCommandsOutputIsReadByOffset()
{
    serve(token, api::CommandJobs::Allowed);
    ask("POST", "", R"({"kind":"command","id":"c","params":{"shell":"echo hello; exit 3"}})");
    const Answer done = ask("GET", "/c?wait_ms=60000");
    QCOMPARE(object(done).value(u"state").toString(), u"failed"_s);
    QCOMPARE(object(done).value(u"exit_code").toInt(), 3);
    QCOMPARE(ask("GET", "/c/log").body, "hello\n");
    QCOMPARE(ask("GET", "/c/log?offset=4").body, "o\n");
    QCOMPARE(ask("GET", "/c/log?offset=6").body, "");
    QCOMPARE(ask("GET", "/c/log?offset=-1").status, 422);
}

void tst_JobRoutes::whatIsUnknownIs404()
{
    QCOMPARE(ask("GET", "/none").status, 404);
    QCOMPARE(ask("POST", "/none/cancel").status, 404);
    QCOMPARE(ask("GET", "/none/log").status, 404);
    ask("POST", "", R"({"kind":"compute","id":"n","params":{"n":1}})");
    QCOMPARE(object(ask("GET", "/n/log")).value(u"code").toString(), u"no_log"_s);
}

QTEST_GUILESS_MAIN(tst_JobRoutes)
#include "tst_jobroutes.moc"
