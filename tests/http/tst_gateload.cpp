// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that take many clients or much time; what they cost is measured on the server's process. Label
// slow.
#include "tests/http/gateprocess.h"
#include "tests/http/httpclient.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <vector>

#include <sys/resource.h>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::GateProcess;
using test::HttpClient;
using test::RawClient;
using test::statuses;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

QByteArray request(const GateProcess &gate, const QByteArray &method, const QByteArray &target,
                   const QByteArray &rest = "\r\n")
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(gate.port()) +
           "\r\n" + rest;
}

std::chrono::milliseconds timeOf(const GateProcess &gate, const QByteArray &target)
{
    QElapsedTimer timer;
    timer.start();
    if (test::get(gate.port(), target).status != 200)
        qWarning("no answer");
    return std::chrono::milliseconds(timer.elapsed());
}

/// As after each row.
bool answersAtOnce(const GateProcess &gate)
{
    return timeOf(gate, "/healthz") < 100ms;
}

} // namespace

class tst_GateLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fifteenHundredClientsVanish();
    void thousandWaitersAreCheap();
    void slowConnectionsDelayNobody();
    void idleConnectionsCostNothing();
    void oldestWhoWaitsMakesRoom();
    void streamsReachAllAndAreBounded();
    void stalledReaderIsDropped();
    void outOfDescriptorsRecovers();
    void stopsWithWaitsAndStreamsOpen();
};

void tst_GateLoad::initTestCase()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < 16'384)
        QSKIP("needs 16,384 descriptors: ulimit -Hn");
}

void tst_GateLoad::fifteenHundredClientsVanish()
{
    GateProcess gate;
    const int descriptors = gate.descriptors();
    for (int round = 0; round < 2; ++round) {
        std::vector<RawClient> clients;
        for (int i = 0; i < 1500; ++i) {
            clients.emplace_back(gate.port());
            QVERIFY(clients.back().send(request(gate, "GET", "/wait")));
        }
        QTRY_COMPARE(gate.count("waiting"), 1500);
        for (int i = 0; i < 1500; i += 2)
            clients[std::size_t(i)].reset();
        clients.clear();
        QTRY_COMPARE(gate.count("waiting"), 0);
        QTRY_COMPARE(gate.descriptors(), descriptors);
    }
    QVERIFY(answersAtOnce(gate));
    QCOMPARE(gate.stop(), 0);
}

void tst_GateLoad::thousandWaitersAreCheap()
{
    GateProcess gate;
    (void)timeOf(gate, "/hello");
    const qint64 before = gate.memory();
    std::vector<RawClient> clients;
    for (int i = 0; i < 1000; ++i) {
        clients.emplace_back(gate.port());
        QVERIFY(clients.back().send(request(gate, "GET", "/wait")));
    }
    QTRY_COMPARE(gate.count("waiting"), 1000);
    const qint64 each = (gate.memory() - before) / 1000;
    qInfo("%lld bytes a waiting client", each);
    QVERIFY(each <= 4096);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::slowConnectionsDelayNobody()
{
    GateProcess gate;
    (void)timeOf(gate, "/hello");
    const qint64 before = gate.memory();
    std::vector<RawClient> slow;
    for (int i = 0; i < 2000; ++i) {
        slow.emplace_back(gate.port());
        QVERIFY(slow.back().send("GET /hello HT"));
    }
    std::vector<std::chrono::milliseconds> times;
    for (int round = 0; round < 20; ++round) {
        for (RawClient &client : slow)
            (void)client.send("x");
        times.push_back(timeOf(gate, "/hello"));
    }
    const qint64 grown = gate.memory() - before;
    std::ranges::sort(times); // the median, as this machine may have other things to do
    qInfo("a good client waits %lld ms, at most %lld; memory grew by %lld KiB", qint64(times[10].count()),
          qint64(times.back().count()), grown / 1024);
    QVERIFY(times[10] < 50ms);
    QVERIFY(grown < 30 * mebibyte);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::idleConnectionsCostNothing()
{
    GateProcess gate;
    std::vector<RawClient> idle;
    for (int i = 0; i < 10'000; ++i)
        idle.emplace_back(gate.port());
    (void)timeOf(gate, "/hello");
    const std::chrono::milliseconds before = gate.processorTime();
    QThread::sleep(5);
    const std::chrono::milliseconds used = gate.processorTime() - before;
    qInfo("%lld ms of processor time in 5 s with 10,000 clients that say nothing", qint64(used.count()));
    QVERIFY(used < 500ms);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::oldestWhoWaitsMakesRoom()
{
    GateProcess gate({u"connections=10"_s});
    std::vector<RawClient> busy;
    const auto addBusy = [&] { // a stream says when it is being answered
        busy.emplace_back(gate.port());
        QVERIFY(busy.back().send(request(gate, "GET", "/events")));
        QVERIFY(busy.back().receiveUntil("hello").contains("hello"));
    };
    for (int i = 0; i < 5; ++i)
        addBusy();
    std::vector<RawClient> idle;
    for (int i = 0; i < 6; ++i)
        idle.emplace_back(gate.port());
    QVERIFY(idle.front().waitForEnd()); // it said nothing for longest
    for (int i = 0; i < 5; ++i) {
        addBusy();
        QVERIFY(idle[std::size_t(i + 1)].waitForEnd());
    }
    RawClient tooMany(gate.port());
    const QByteArray answer = tooMany.receiveAll();
    QCOMPARE(statuses(answer), QList<int>{503});
    QVERIFY(answer.contains("\r\nRetry-After: 1\r\n"));
    busy.pop_back();
    QTRY_COMPARE(test::get(gate.port(), "/hello").status, 200);
    QTRY_COMPARE(gate.count("streams"), 9);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::streamsReachAllAndAreBounded()
{
    GateProcess gate;
    std::vector<RawClient> readers;
    for (int i = 0; i < 64; ++i) {
        readers.emplace_back(gate.port());
        readers.back().send(request(gate, "GET", "/events"));
        QVERIFY(readers.back().receiveUntil("hello\n\n").endsWith("hello\n\n\r\n"));
    }
    RawClient refused(gate.port());
    refused.send(request(gate, "GET", "/events", "Connection: close\r\n\r\n"));
    QCOMPARE(statuses(refused.receiveAll()), QList<int>{503});
    for (int round = 0; round < 10; ++round) {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(test::post(gate.port(), "/publish", "news").status, 200);
        for (RawClient &reader : readers)
            QVERIFY(reader.receiveUntil("news\n\n").contains("data: news\n\n"));
        QVERIFY2(timer.elapsed() < 50, QByteArray::number(timer.elapsed()).constData());
    }
    readers.erase(readers.begin(), readers.begin() + 32);
    QTRY_COMPARE(gate.count("streams"), 32);
    readers.clear();
    QTRY_COMPARE(gate.count("streams"), 0);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::stalledReaderIsDropped()
{
    GateProcess gate;
    RawClient stalled(gate.port(), 4096);
    RawClient good(gate.port());
    for (RawClient *client : {&stalled, &good}) {
        client->send(request(gate, "GET", "/events"));
        QVERIFY(client->receiveUntil("hello\n\n").contains("hello"));
    }
    const qint64 before = gate.memory();
    const QByteArray news(60'000, 'n');
    for (int i = 0; i < 100 && gate.count("streams") == 2; ++i) {
        QCOMPARE(test::post(gate.port(), "/publish", news + QByteArray::number(i)).status, 200);
        QVERIFY(good.receiveUntil(QByteArray::number(i) + "\n\n").contains(news));
    }
    QCOMPARE(gate.count("streams"), 1);
    QVERIFY(gate.memory() - before < 4 * mebibyte);
    QVERIFY(answersAtOnce(gate));
}

void tst_GateLoad::outOfDescriptorsRecovers()
{
    for (const int limit : {64, 20}) { // a bound of ours, and then the kernel's first
        GateProcess gate({}, limit);
        QVERIFY(gate.port() != 0);
        const int descriptors = gate.descriptors();
        {
            std::vector<RawClient> clients;
            for (int i = 0; i < 100; ++i) {
                clients.emplace_back(gate.port());
                clients.back().send(request(gate, "GET", "/wait"));
            }
            const std::chrono::milliseconds before = gate.processorTime();
            QThread::sleep(2);
            QVERIFY2(gate.processorTime() - before < 200ms,
                     QByteArray::number(qint64((gate.processorTime() - before).count())).constData());
            QVERIFY(gate.descriptors() <= limit);
        }
        QTRY_COMPARE(test::get(gate.port(), "/hello").status, 200);
        QTRY_COMPARE(gate.count("waiting"), 0);
        QTRY_COMPARE(gate.descriptors(), descriptors);
        QVERIFY(answersAtOnce(gate));
        QCOMPARE(gate.stop(), 0);
    }
}

void tst_GateLoad::stopsWithWaitsAndStreamsOpen()
{
    GateProcess gate;
    std::vector<RawClient> clients;
    for (int i = 0; i < 200; ++i) {
        clients.emplace_back(gate.port());
        clients.back().send(request(gate, "GET", i < 60 ? "/events" : "/wait"));
    }
    QTRY_COMPARE(gate.count("streams"), 60);
    QTRY_COMPARE(gate.count("waiting"), 140);
    QCOMPARE(gate.stop(), 0);
    QVERIFY2(gate.stopTime() < 1s, QByteArray::number(qint64(gate.stopTime().count())).constData());
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const QByteArray answer = clients[i].receiveAll();
        QCOMPARE(statuses(answer), QList<int>{i < 60 ? 200 : 503});
        QVERIFY(i >= 60 || answer.endsWith("\r\n0\r\n\r\n")); // a whole stream, not a cut one
    }
}

QTEST_GUILESS_MAIN(tst_GateLoad)
#include "tst_gateload.moc"
