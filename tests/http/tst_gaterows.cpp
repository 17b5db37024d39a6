// SPDX-License-Identifier: GPL-3.0-or-later
// What an enemy may send to the server, row by row, over real sockets to a process of its own. After each row
// it must be alive, answer at once, and have given back every descriptor and thread.
#include "tests/http/gateprocess.h"
#include "tests/http/httpclient.h"

#include <QTest>
#include <QThread>

#include <array>
#include <vector>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Answer;
using test::GateProcess;
using test::HttpClient;
using test::RawClient;
using test::statuses;

namespace {

#if defined(__has_feature) && __has_feature(address_sanitizer)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

/// What a row may leave to be done before /healthz is answered. Of the server's processor time, which no
/// neighbour of the test can stretch; by the clock it is measured in tst_gateload.
constexpr auto HealthTime = 100ms;

} // namespace

class tst_GateRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

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
    void resetClientsLeaveNoWaiterBehind();
    void lateReplyToALeftClientDoesNothing();
    void replyFromAnotherThreadIsSentOnce();
    void throwingHandlerLeavesTheConnectionUsable();
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
    void splitRequestIsNotDelayed();

private:
    QByteArray counts();
    QByteArray head(const QByteArray &method, const QByteArray &target, const QByteArray &headers = {}) const
    {
        return method + ' ' + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_gate->port()) +
               "\r\n" + headers + "\r\n";
    }
    /// What comes back for those bytes until the server closes.
    QByteArray ask(const QByteArray &bytes)
    {
        RawClient client(m_gate->port());
        client.send(bytes);
        return client.receiveAll();
    }
    int waiting() { return counts().split('=').value(2).split(' ').value(0).toInt(); }
    int streams() { return counts().split('=').value(3).toInt(); }
    int calls() { return counts().split('=').value(1).split(' ').value(0).toInt(); }

    bool hasGrownBelow(qint64 before, qint64 limit) const
    {
        const qint64 grown = m_gate->memory() - before;
        if (isSanitized) // its allocator keeps what is freed for a while, to see who still uses it
            return true;
        if (grown >= limit)
            qWarning("grown by %lld bytes", static_cast<long long>(grown));
        return grown < limit;
    }

    std::unique_ptr<GateProcess> m_gate;
    int m_descriptors = 0;
    int m_threads = 0;
};

void tst_GateRows::initTestCase()
{
    m_gate = std::make_unique<GateProcess>(QStringList{u"short"_s});
    QVERIFY(m_gate->port() != 0);
    std::array<HttpClient, 2> clients{HttpClient(m_gate->port()), HttpClient(m_gate->port())};
    for (HttpClient &client : clients)
        client.send("GET", "/late/100");
    for (HttpClient &client : clients)
        QCOMPARE(client.receive().body, "late"); // both threads of its pool are there now
    for (HttpClient &client : clients)
        QVERIFY(client.isClosedByServer());
    m_descriptors = m_gate->descriptors();
    m_threads = m_gate->threads();
}

void tst_GateRows::init()
{
    QVERIFY(m_gate->isRunning());
}

void tst_GateRows::cleanup()
{
    QVERIFY(m_gate->isRunning());
    const std::chrono::milliseconds before = m_gate->processorTime();
    QCOMPARE(test::get(m_gate->port(), "/healthz").body, "ok");
    QVERIFY(m_gate->processorTime() - before < HealthTime);
    QTRY_COMPARE(m_gate->descriptors(), m_descriptors);
    QCOMPARE(m_gate->threads(), m_threads);
    QCOMPARE(waiting(), 0);
    QCOMPARE(streams(), 0);
}

void tst_GateRows::cleanupTestCase()
{
    QCOMPARE(m_gate->stop(), 0);
}

QByteArray tst_GateRows::counts()
{
    return test::get(m_gate->port(), "/counts").body;
}

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
    const int before = calls();
    QCOMPARE(statuses(ask(head("POST", "/size", headers) + head("GET", "/hello"))), QList<int>{status});
    QCOMPARE(calls(), before);
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

void tst_GateRows::resetClientsLeaveNoWaiterBehind()
{
    std::vector<RawClient> clients;
    for (int i = 0; i < 200; ++i) {
        clients.emplace_back(m_gate->port());
        QVERIFY(clients.back().send(head("GET", "/wait")));
    }
    QTRY_COMPARE(waiting(), 200);
    for (RawClient &client : clients)
        client.reset();
    QTRY_COMPARE(waiting(), 0);
}

void tst_GateRows::lateReplyToALeftClientDoesNothing()
{
    for (int i = 0; i < 50; ++i) {
        RawClient client(m_gate->port());
        client.send(head("GET", "/late/20"));
        i % 2 ? client.reset() : (void)0;
    }
    // The pool answers them in order; the last answer is to one who stays.
    QCOMPARE(HttpClient(m_gate->port()).ask("GET", "/late/1").body, "late");
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

void tst_GateRows::slowHeadAndBodyAreCutAtTheDeadline_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("head") << QByteArray();
    QTest::newRow("body") << head("POST", "/size", "Content-Length: 1000\r\n");
}

void tst_GateRows::slowHeadAndBodyAreCutAtTheDeadline()
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

void tst_GateRows::idleConnectionIsClosedSilently()
{
    RawClient fresh(m_gate->port());
    RawClient kept(m_gate->port());
    kept.send(head("GET", "/hello"));
    QVERIFY(kept.receiveUntil("hello").endsWith("hello"));
    QVERIFY(fresh.waitForEnd());
    QVERIFY(kept.waitForEnd());
}

void tst_GateRows::halfClosedClientIsAnswered()
{
    HttpClient client(m_gate->port());
    client.send("GET", "/hello");
    client.send("GET", "/later/50");
    client.endSending();
    QCOMPARE(client.receive().body, "hello");
    QCOMPARE(client.receive().body, "later 50");
    QVERIFY(client.isClosedByServer());
}

void tst_GateRows::readersThatDoNotReadAreCut()
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

void tst_GateRows::readerOfAByteAtATimeIsCut()
{
    RawClient reader(m_gate->port(), 4096);
    reader.send(head("GET", "/big"));
    QTRY_COMPARE(m_gate->descriptors(), m_descriptors + 1);
    // One about every 50 ms, and the server lets go of it after 1 s; what the kernel has for it is still
    // there.
    QTRY_VERIFY(reader.receiveByte() && m_gate->descriptors() == m_descriptors);
}

void tst_GateRows::pipelinerThatDoesNotReadIsCut()
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

void tst_GateRows::streamGoesAtThePaceOfItsReader()
{
    const qint64 before = m_gate->memory();
    RawClient reader(m_gate->port(), 16 * 1024);
    reader.send(head("GET", "/flow"));
    QByteArray received = reader.receiveUntil("xxxx");
    QTest::qWait(300); // the reader rests: enough for all 16 MiB if nothing held them, too short for a stall
    QVERIFY(hasGrownBelow(before, 2 * 1024 * 1024));
    received += reader.receiveAll();
    QCOMPARE(received.count('x'),
             qsizetype(16 * 1024 * 1024) + received.first(received.indexOf("\r\n\r\n")).count('x'));
    QVERIFY(received.endsWith("\r\n0\r\n\r\n"));
}

void tst_GateRows::streamIsFramedForEachVersion()
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

void tst_GateRows::streamOfALeftClientEnds()
{
    {
        RawClient first(m_gate->port());
        RawClient second(m_gate->port());
        first.send(head("GET", "/events"));
        second.send(head("GET", "/events"));
        QTRY_COMPARE(streams(), 2);
        second.reset();
        QTRY_COMPARE(streams(), 1);
    }
    QTRY_COMPARE(streams(), 0);
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
