// SPDX-License-Identifier: GPL-3.0-or-later
// What an enemy may send to the server, row by row, over real sockets to a process of its own.
#include "tests/http/gatebench.h"

#include <QTest>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Answer;
using test::HttpClient;
using test::RawClient;
using test::statuses;

class tst_GateRows : public test::GateBench
{
    Q_OBJECT

private Q_SLOTS:
    void headHasNoBodyAndCloseMeansEnd();
    void noHttpIsRefusedAndClosed_data();
    void noHttpIsRefusedAndClosed();
    void nothingIsSmuggled_data();
    void nothingIsSmuggled();
    void tooLargeIsRefusedBeforeItIsSent();
    void endlessChunksAreRefusedWithoutGrowth();
    void expectationsAreMet();
    void longTargetsAndHeadsAreRefused();
    void strangeIdsAreNotFoundAndNotEchoed_data();
    void strangeIdsAreNotFoundAndNotEchoed();
    void pipelineIsAnsweredInOrder();
    void replyFromAnotherThreadIsSentOnce();
    void throwingHandlerLeavesTheConnectionUsable();
    void splitRequestIsNotDelayed();
};

void tst_GateRows::headHasNoBodyAndCloseMeansEnd()
{
    const QByteArray answer = ask(head("HEAD", "/hello", "Connection: close\r\n"));
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.contains("\r\nContent-Length: 5\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
    QVERIFY(ask(head("GET", "/hello", "Connection: close\r\n")).endsWith("\r\n\r\nhello"));
    const QByteArray old =
        "GET /hello HTTP/1.0\r\nHost: localhost:" + QByteArray::number(m_gate->port()) + "\r\n";
    QVERIFY(ask(old + "\r\n").endsWith("\r\n\r\nhello"));
    RawClient kept(m_gate->port());
    kept.send(old + "Connection: keep-alive\r\n\r\n");
    QVERIFY(kept.receiveUntil("hello").contains("\r\nConnection: keep-alive\r\n"));
    kept.send(old + "\r\n");
    QVERIFY(kept.receiveAll().endsWith("hello"));
}

void tst_GateRows::noHttpIsRefusedAndClosed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("HTTP/2.0") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("HTTP/9.9") << QByteArray("GET / HTTP/9.9\r\n\r\n") << 400;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) << 400;
    QTest::newRow("garbage") << QByteArray("garbage\r\n\r\n") << 400;
    QTest::newRow("zeros") << QByteArray(100, '\0') << 400;
    QTest::newRow("bytes") << QByteArray(100, '\xff') << 400;
    QTest::newRow("bare LF") << QByteArray("GET /hello HTTP/1.1\nHost: localhost\n\n") << 400;
}

void tst_GateRows::noHttpIsRefusedAndClosed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QCOMPARE(statuses(ask(bytes)), QList<int>{status});
}

void tst_GateRows::nothingIsSmuggled_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("bad line") << QByteArray("bad line\r\nContent-Length: 60\r\n") << 400;
    QTest::newRow("space before colon") << QByteArray("Content-Length : 60\r\n") << 400;
    QTest::newRow("folding") << QByteArray("X: y\r\n z\r\n") << 400;
    QTest::newRow("NUL") << QByteArray("X: a\0b\r\n", 8) << 400;
    QTest::newRow("two Authorizations") << QByteArray("Authorization: a\r\nAuthorization: b\r\n") << 400;
    QTest::newRow("second Host") << QByteArray("Host: localhost\r\n") << 400;
    for (const char *length : {"-1", "+5", "5abc", "0x5", "5, 5", "", "18446744073709551615"})
        QTest::newRow(QByteArray("length ") + length) << QByteArray("Content-Length: ") + length + "\r\n"
                                                      << 400;
    QTest::newRow("length twice") << QByteArray("Content-Length: 5\r\nContent-Length: 5\r\n") << 400;
    QTest::newRow("length and chunked")
        << QByteArray("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") << 400;
    QTest::newRow("gzip") << QByteArray("Transfer-Encoding: gzip\r\n") << 501;
    QTest::newRow("chunked, identity") << QByteArray("Transfer-Encoding: chunked, identity\r\n") << 501;
}

void tst_GateRows::nothingIsSmuggled()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    const int before = m_gate->count("calls");
    QCOMPARE(statuses(ask(head("POST", "/size", headers) + head("GET", "/hello"))), QList<int>{status});
    QCOMPARE(m_gate->count("calls"), before);
}

void tst_GateRows::tooLargeIsRefusedBeforeItIsSent()
{
    QCOMPARE(statuses(ask(head("POST", "/size", "Content-Length: 1048577\r\n"))), QList<int>{413});
    // One who sends it all the same sees the answer too, and not a reset.
    QCOMPARE(statuses(ask(head("POST", "/size", "Content-Length: 3000000\r\n") + QByteArray(3'000'000, 'x'))),
             QList<int>{413});
    Answer most = HttpClient(m_gate->port()).ask("POST", "/size", QByteArray(1'048'576, 'x'));
    QCOMPARE(most.body, "1048576");
}

void tst_GateRows::endlessChunksAreRefusedWithoutGrowth()
{
    const qint64 before = m_gate->memory();
    RawClient client(m_gate->port());
    client.send(head("POST", "/size", "Transfer-Encoding: chunked\r\n"));
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    qint64 sent = 0;
    while (sent < 1024 * 1024 * 1024 && client.send(chunk))
        sent += 0x10000;
    QCOMPARE(statuses(client.receiveAll()).value(0, 413),
             413); // who sends that much may find a reset instead
    QVERIFY(sent < 64 * 1024 * 1024);
    QVERIFY(hasGrownBelow(before, 8 * 1024 * 1024));
}

void tst_GateRows::expectationsAreMet()
{
    RawClient client(m_gate->port());
    client.send(head("POST", "/size", "Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n"));
    QCOMPARE(client.receiveUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    QCOMPARE(statuses(client.receiveAll()), QList<int>{200});
    QCOMPARE(statuses(ask(head("POST", "/size", "Expect: 100-continue\r\nContent-Length: 9999999\r\n"))),
             QList<int>{413});
    QCOMPARE(statuses(ask(head("POST", "/size", "Expect: miracles\r\nContent-Length: 3\r\n"))),
             QList<int>{417});
}

void tst_GateRows::longTargetsAndHeadsAreRefused()
{
    QCOMPARE(statuses(ask(head("GET", '/' + QByteArray(8192, 'a')))), QList<int>{414});
    QCOMPARE(statuses(ask(head("GET", "/hello", "X: " + QByteArray(16'384, 'a') + "\r\n"))), QList<int>{431});
    QCOMPARE(statuses(ask(head("GET", "/hello", QByteArray("X: y\r\n").repeated(64)))), QList<int>{431});
}

void tst_GateRows::strangeIdsAreNotFoundAndNotEchoed_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("dots") << QByteArray("%2e%2e");
    QTest::newRow("plain dots") << QByteArray("..");
    QTest::newRow("slash") << QByteArray("a%2fb");
    QTest::newRow("NUL") << QByteArray("here%00");
    QTest::newRow("no UTF-8") << QByteArray("%ff");
    QTest::newRow("right-to-left override") << QByteArray("%E2%80%AEhere");
    QTest::newRow("line end") << QByteArray("here%0d%0aX-Injected:%20yes");
    QTest::newRow("one megabyte") << QByteArray(1024 * 1024, 'z');
}

void tst_GateRows::strangeIdsAreNotFoundAndNotEchoed()
{
    QFETCH(QByteArray, id);
    const QByteArray answer = ask(head("GET", "/items/" + id, "Connection: close\r\n"));
    const int status = statuses(answer).value(0);
    QVERIFY2(status == 404 || (id.size() > 8192 && status == 414), answer.constData());
    QVERIFY(!answer.contains(id.first(std::min<qsizetype>(id.size(), 20))));
    QVERIFY(!answer.contains(QByteArray::fromPercentEncoding(id)));
    QVERIFY(!answer.contains("X-Injected"));
    QCOMPARE(test::get(m_gate->port(), "/items/%68ere").status, 200);
}

void tst_GateRows::pipelineIsAnsweredInOrder()
{
    const QByteArray slowFirst = ask(head("GET", "/later/200") + head("GET", "/later/1") +
                                     head("GET", "/hello", "Connection: close\r\n"));
    const qsizetype first = slowFirst.indexOf("later 200");
    const qsizetype second =
        slowFirst.indexOf("later 1\r", first) < 0 ? slowFirst.lastIndexOf("later 1") : -1;
    QVERIFY(first > 0 && second > first && slowFirst.endsWith("hello"));
    const QByteArray hundred =
        ask(head("GET", "/hello").repeated(99) + head("GET", "/hello", "Connection: close\r\n"));
    QCOMPARE(statuses(hundred), QList<int>(100, 200));
}

void tst_GateRows::replyFromAnotherThreadIsSentOnce()
{
    HttpClient client(m_gate->port());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.ask("GET", "/elsewhere").body, "from elsewhere");
    QVERIFY(!client.hasAnswer());
}

void tst_GateRows::throwingHandlerLeavesTheConnectionUsable()
{
    HttpClient client(m_gate->port());
    for (const char *path : {"/throw", "/throw-now"}) {
        const Answer answer = client.ask("GET", path);
        QCOMPARE(answer.status, 500);
        QVERIFY(!answer.body.contains("secret"));
        QCOMPARE(client.ask("GET", "/hello").body, "hello");
    }
    QVERIFY(!m_gate->errors().contains("secret"));
}

/// A hundred times, as one delayed acknowledgement of 40 ms each would be four seconds: the deadline of the
/// head.
void tst_GateRows::splitRequestIsNotDelayed()
{
    RawClient client(m_gate->port());
    const QByteArray request = head("POST", "/size", "Content-Length: 3\r\n");
    for (int i = 0; i < 100; ++i) {
        client.send(request);
        client.send("abc");
        QVERIFY(client.receiveUntil("\r\n\r\n3").endsWith("3"));
    }
}

QTEST_GUILESS_MAIN(tst_GateRows)
#include "tst_gaterows.moc"
