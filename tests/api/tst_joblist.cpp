// SPDX-License-Identifier: GPL-3.0-or-later
// API v1: pages of jobs, and submits that are sent twice.
#include "tests/api/apiservice.h"

using namespace belayer;
using namespace Qt::StringLiterals;
using test::Answer;
using test::ApiService;

namespace {

QJsonObject object(const Answer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QStringList ids(const QJsonObject &page)
{
    QStringList list;
    for (const QJsonValue &job : page[u"jobs"].toArray())
        list.append(job[u"id"].toString());
    return list;
}

QByteArray compute(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"kind":"compute","id":")" + id + R"(","params":{"n":2})" + more + "}";
}

} // namespace

class TstJobList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesFollowEachOtherNewestFirst()
    {
        ApiService api;
        for (const char *id : {"a", "b", "c"})
            api.run(compute(id));
        const QJsonObject first = api.object("GET", "/jobs?limit=2");
        QCOMPARE(ids(first), (QStringList{u"c"_s, u"b"_s}));
        const QJsonObject last =
            api.object("GET", "/jobs?limit=2&cursor=" + first[u"next"].toString().toLatin1());
        QCOMPARE(ids(last), QStringList{u"a"_s});
        QVERIFY(last[u"next"].isNull());
        api.next();
        QCOMPARE(ids(api.object("GET", "/jobs")), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    }
    void eachFilterIsObeyed_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("state") << QByteArray("state=failed") << QStringList{u"fails"_s};
        QTest::newRow("kind") << QByteArray("kind=group") << QStringList{u"g"_s};
        QTest::newRow("label") << QByteArray("label=night%20ly") << QStringList{u"labelled"_s};
        QTest::newRow("group") << QByteArray("group=g") << QStringList{u"inside"_s};
        QTest::newRow("top level") << QByteArray("group=&kind=compute")
                                   << QStringList{u"fails"_s, u"labelled"_s};
        QTest::newRow("text") << QByteArray("q=beaut") << QStringList{u"labelled"_s};
        QTest::newRow("nothing meets both") << QByteArray("kind=group&state=failed") << QStringList();
    }
    void eachFilterIsObeyed()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, found);
        ApiService api;
        api.run(compute("labelled", R"(,"labels":["night ly"],"name":"a beautiful sum")"));
        api.run(R"({"kind":"group","id":"g","children":[)" + compute("inside") + "]}");
        api.run(R"({"kind":"compute","id":"fails","params":{"n":3037000500}})");
        QCOMPARE(ids(api.object("GET", "/jobs?" + query)), found);
    }
    void aBadQueryIsRefused_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("limit 0") << QByteArray("limit=0") << u"limit"_s;
        QTest::newRow("limit 1001") << QByteArray("limit=1001") << u"limit"_s;
        QTest::newRow("limit abc") << QByteArray("limit=abc") << u"limit"_s;
        QTest::newRow("state") << QByteArray("state=done") << u"state"_s;
        QTest::newRow("twice") << QByteArray("kind=a&kind=b") << u"kind"_s;
        QTest::newRow("cursor") << QByteArray("cursor=5") << u"cursor"_s;
        QTest::newRow("misspelt") << QByteArray("sate=failed") << QString();
    }
    void aBadQueryIsRefused()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, field);
        ApiService api;
        const Answer answer = api.ask("GET", "/jobs?" + query);
        QCOMPARE(answer.status, 422);
        QCOMPARE(object(answer)[u"field"].toString(), field);
    }
    void aRequestSentAgainMakesNoSecondJob()
    {
        ApiService api;
        const QByteArray spec = R"({"kind":"compute","params":{"n":3}})";
        const test::HttpClient::Headers key{{"Idempotency-Key", "5f-17"}};
        const Answer first = api.ask("POST", "/jobs", spec, key);
        const Answer again = api.ask("POST", "/jobs", spec, key);
        QCOMPARE(first.status, 201);
        QCOMPARE(again.status, 201);
        QVERIFY(!first.headers.contains("idempotency-replayed"));
        QCOMPARE(again.headers.value("idempotency-replayed"), "true");
        QCOMPARE(object(again)[u"id"], object(first)[u"id"]);
        api.next(); // the program was killed before the answer was sent, say
        QCOMPARE(object(api.ask("POST", "/jobs", spec, key))[u"id"], object(first)[u"id"]);
        QCOMPARE(ids(api.object("GET", "/jobs")).size(), 1);
        QCOMPARE(api.ask("POST", "/jobs", spec, {{"Idempotency-Key", "5f-18"}}).status, 201);
        QCOMPARE(ids(api.object("GET", "/jobs")).size(), 2);
    }
    void aRetrySentAgainMakesNoSecondJob()
    {
        ApiService api;
        api.run(compute("first"));
        const test::HttpClient::Headers key{{"Idempotency-Key", "5f-19"}};
        const QByteArray many = R"({"action":"retry","ids":["first","unknown"]})";
        const auto retried = [&](const Answer &answer) {
            return object(answer)[u"results"][0][u"job"][u"id"].toString();
        };
        const QString id = retried(api.ask("POST", "/jobs/actions", many, key));
        QVERIFY(id.startsWith(u"key-"_s));
        const Answer again = api.ask("POST", "/jobs/actions", many, key);
        QCOMPARE(retried(again), id);
        QCOMPARE(object(again)[u"results"][1][u"problem"][u"code"].toString(), u"not_found"_s);
        const Answer alone = api.ask("POST", "/jobs/first/retry", {}, key);
        QCOMPARE(object(alone)[u"id"].toString(), id);
        QCOMPARE(object(alone)[u"attempt"].toInt(), 2);
        api.next();
        QCOMPARE(object(api.ask("POST", "/jobs/first/retry", {}, key))[u"id"].toString(), id);
        QCOMPARE(ids(api.object("GET", "/jobs")).size(), 2);
        QVERIFY(object(api.ask("POST", "/jobs/first/retry"))[u"id"].toString() != id);
        QCOMPARE(api.ask("POST", "/jobs/first/retry", {}, {{"Idempotency-Key", ""}}).status, 422);
        QCOMPARE(api.ask("POST", "/jobs/first/pause", {}, key).status, 409);
    }
    void aKeyStandsForOneRequestOnly()
    {
        ApiService api;
        const test::HttpClient::Headers key{{"Idempotency-Key", "k"}};
        QCOMPARE(api.ask("POST", "/jobs", compute("mine"), key).status, 201);
        QCOMPARE(api.ask("POST", "/jobs", compute("mine"), key).status, 201);
        const Answer other = api.ask("POST", "/jobs", compute("mine", R"(,"name":"other")"), key);
        QCOMPARE(other.status, 409);
        QCOMPARE(object(other)[u"code"].toString(), u"idempotency_key_reused"_s);
        const Answer keyless = api.ask("POST", "/jobs", compute("mine"));
        QCOMPARE(keyless.status, 409);
        QCOMPARE(object(keyless)[u"code"].toString(), u"conflict"_s);
    }
    void aBadKeyIsRefused()
    {
        ApiService api;
        for (const QByteArray &key : {QByteArray(), QByteArray("a b"), QByteArray(256, 'x')})
            QCOMPARE(api.ask("POST", "/jobs", compute("c"), {{"Idempotency-Key", key}}).status, 422);
        QCOMPARE(api.ask("POST", "/jobs", compute("c"), {{"Idempotency-Key", "a"}, {"Idempotency-Key", "b"}})
                     .status,
                 422);
    }
};

QTEST_GUILESS_MAIN(TstJobList)
#include "tst_joblist.moc"
