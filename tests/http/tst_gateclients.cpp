// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that are slow, leave, or do not read, over real sockets to a server in a process of its own.
#include "tests/http/gatebench.h"

#include <QTest>

#include <vector>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Answer;
using test::HttpClient;
using test::RawClient;
using test::statuses;

class tst_GateClients : public test::GateBench
{
    Q_OBJECT

private Q_SLOTS:
    void resetClientsLeaveNoWaiterBehind();
    void lateReplyToALeftClientDoesNothing();
    void slowHeadAndBodyAreCutAtTheDeadline_data();
    void slowHeadAndBodyAreCutAtTheDeadline();
    void idleConnectionIsClosedSilently();
    void halfClosedClientIsAnswered();
    void readersThatDoNotReadAreCut();
    void readerOfAByteAtATimeIsCut();
    void pipelinerThatDoesNotReadIsCut();
    void streamGoesAtThePaceOfItsReader();
    void streamIsFramedForEachVersion();
    void streamOfALeftClientEnds();
};

void tst_GateClients::resetClientsLeaveNoWaiterBehind()
{
    std::vector<RawClient> clients;
    for (int i = 0; i < 200; ++i) {
        clients.emplace_back(m_gate->port());
        QVERIFY(clients.back().send(head("GET", "/wait")));
    }
    QTRY_COMPARE(m_gate->count("waiting"), 200);
    for (RawClient &client : clients)
        client.reset();
    QTRY_COMPARE(m_gate->count("waiting"), 0);
}

void tst_GateClients::lateReplyToALeftClientDoesNothing()
{
    for (int i = 0; i < 50; ++i) {
        RawClient client(m_gate->port());
        client.send(head("GET", "/late/20"));
        i % 2 ? client.reset() : (void)0;
    }
    // The pool answers them in order; the last answer is to one who stays.
    QCOMPARE(HttpClient(m_gate->port()).ask("GET", "/late/1").body, "late");
}

void tst_GateClients::slowHeadAndBodyAreCutAtTheDeadline_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("head") << QByteArray();
    QTest::newRow("body") << head("POST", "/size", "Content-Length: 1000\r\n");
}

void tst_GateClients::slowHeadAndBodyAreCutAtTheDeadline()
{
    QFETCH(QByteArray, begin);
    RawClient client(m_gate->port());
    client.send(begin);
    const QByteArray slow =
        begin.isEmpty() ? head("GET", "/hello", "X: " + QByteArray(1000, 'x')) : QByteArray(1000, 'x');
    int sent = 0;
    QByteArray answer;
    for (; sent < slow.size() && answer.isEmpty(); ++sent) {
        client.send(slow.sliced(sent, 1));
        answer = client.receiveAll(50ms);
    }
    QCOMPARE(statuses(answer), QList<int>{408});
    QVERIFY(sent < 100);
}

void tst_GateClients::idleConnectionIsClosedSilently()
{
    RawClient fresh(m_gate->port());
    RawClient kept(m_gate->port());
    kept.send(head("GET", "/hello"));
    QVERIFY(kept.receiveUntil("hello").endsWith("hello"));
    QVERIFY(fresh.waitForEnd());
    QVERIFY(kept.waitForEnd());
}

void tst_GateClients::halfClosedClientIsAnswered()
{
    HttpClient client(m_gate->port());
    client.send("GET", "/hello");
    client.send("GET", "/later/50");
    client.endSending();
    QCOMPARE(client.receive().body, "hello");
    QCOMPARE(client.receive().body, "later 50");
    QVERIFY(client.isClosedByServer());
}

void tst_GateClients::readersThatDoNotReadAreCut()
{
    const qint64 before = m_gate->memory();
    std::vector<RawClient> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back(m_gate->port(), 4096);
        readers.back().send(head("GET", "/big"));
    }
    QTRY_VERIFY(m_gate->descriptors() >= m_descriptors + 4);
    QTRY_COMPARE(m_gate->descriptors(), m_descriptors);
    QVERIFY(hasGrownBelow(before, 2 * 1024 * 1024)); // half of one body
}

void tst_GateClients::readerOfAByteAtATimeIsCut()
{
    RawClient reader(m_gate->port(), 4096);
    reader.send(head("GET", "/big"));
    QTRY_COMPARE(m_gate->descriptors(), m_descriptors + 1);
    // One about every 50 ms, and the server lets go of it after 1 s; what the kernel has for it is still
    // there.
    QTRY_VERIFY(reader.receiveByte() && m_gate->descriptors() == m_descriptors);
}

void tst_GateClients::pipelinerThatDoesNotReadIsCut()
{
    const qint64 before = m_gate->memory();
    RawClient client(m_gate->port(), 4096);
    const QByteArray many = head("GET", "/hello").repeated(100);
    int sent = 0;
    while (sent < 100'000 && client.send(many))
        ++sent;
    QVERIFY(sent < 100'000);
    QVERIFY(hasGrownBelow(before, 8 * 1024 * 1024));
}

void tst_GateClients::streamGoesAtThePaceOfItsReader()
{
    const qint64 before = m_gate->memory();
    RawClient reader(m_gate->port(), 16 * 1024);
    reader.send(head("GET", "/flow"));
    QByteArray received = reader.receiveUntil("xxxx");
    QTRY_COMPARE(m_gate->count("held"), 1); // it waits for the reader, who rests
    QVERIFY(hasGrownBelow(before, 2 * 1024 * 1024));
    received += reader.receiveAll();
    QCOMPARE(received.count('x'),
             qsizetype(16 * 1024 * 1024) + received.first(received.indexOf("\r\n\r\n")).count('x'));
    QVERIFY(received.endsWith("\r\n0\r\n\r\n"));
}

void tst_GateClients::streamIsFramedForEachVersion()
{
    RawClient client(m_gate->port());
    client.send(head("GET", "/events"));
    const QByteArray answer = client.receiveUntil("hello\n\n");
    QVERIFY(answer.contains("\r\nTransfer-Encoding: chunked\r\n"));
    QVERIFY(answer.contains("\r\nContent-Type: text/event-stream\r\n"));
    QVERIFY(answer.contains("\r\n\r\nd\r\ndata: hello\n\n"));
    RawClient old(m_gate->port());
    old.send("GET /events HTTP/1.0\r\nHost: localhost:" + QByteArray::number(m_gate->port()) + "\r\n\r\n");
    const QByteArray plain = old.receiveUntil("hello\n\n");
    QVERIFY(!plain.contains("Transfer-Encoding"));
    QVERIFY(plain.endsWith("\r\n\r\ndata: hello\n\n"));
    const QByteArray headOnly = ask(head("HEAD", "/events"));
    QVERIFY(headOnly.endsWith("\r\n\r\n") && statuses(headOnly) == QList<int>{200});
}

void tst_GateClients::streamOfALeftClientEnds()
{
    {
        RawClient first(m_gate->port());
        RawClient second(m_gate->port());
        first.send(head("GET", "/events"));
        second.send(head("GET", "/events"));
        QTRY_COMPARE(m_gate->count("streams"), 2);
        second.reset();
        QTRY_COMPARE(m_gate->count("streams"), 1);
    }
    QTRY_COMPARE(m_gate->count("streams"), 0);
}

QTEST_GUILESS_MAIN(tst_GateClients)
#include "tst_gateclients.moc"
