// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/responseparser.h"

#include <QTest>

using namespace belayer::ctl;

class tst_ResponseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreReadWhereverTheyAreCut_data();
    void answersAreReadWhereverTheyAreCut();
    void streamIsTakenAsItComes();
    void endOfConnectionEndsOnlyWhatHasNoLength();
    void interimAnswersAreSkipped();
    void badAnswersAreRefused_data();
    void badAnswersAreRefused();
};

void tst_ResponseParser::answersAreReadWhereverTheyAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("sized") << QByteArray("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 5\r\n\r\nhello")
                           << QByteArray("hello");
    QTest::newRow("empty") << QByteArray("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 0\r\n\r\n")
                           << QByteArray();
    QTest::newRow("chunked") << QByteArray(
                                    "HTTP/1.1 200 OK\r\nx:y\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "5\r\nhello\r\nA;ext=1\r\n, \r\nworld\n\r\n0\r\nTrailer: t\r\n\r\n")
                             << QByteArray("hello, \r\nworld\n");
    QTest::newRow("no chunk") << QByteArray(
                                     "HTTP/1.1 200 OK\r\nX: y\r\ntransfer-encoding: CHUNKED\r\n\r\n0\r\n\r\n")
                              << QByteArray();
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n") << QByteArray();
}

void tst_ResponseParser::answersAreReadWhereverTheyAreCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        ResponseParser parser;
        parser.feed(QByteArrayView(bytes).first(cut));
        QCOMPARE(parser.isFinished(), cut == bytes.size());
        QByteArray taken = parser.takeBody();
        parser.feed(QByteArrayView(bytes).sliced(cut));
        taken += parser.takeBody();
        QCOMPARE(taken, body);
        QVERIFY(parser.isFinished());
        QCOMPARE(parser.header("x"), QByteArray("y"));
    }
}

void tst_ResponseParser::streamIsTakenAsItComes()
{
    ResponseParser parser;
    parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nab");
    QCOMPARE(parser.takeBody(), QByteArray("ab"));
    parser.feed("cd");
    QCOMPARE(parser.takeBody(), QByteArray("cd"));
    QVERIFY(!parser.isFinished());
}

void tst_ResponseParser::endOfConnectionEndsOnlyWhatHasNoLength()
{
    ResponseParser open;
    open.feed("HTTP/1.1 200 OK\r\n\r\nall of it");
    QVERIFY(!open.isFinished());
    open.feedEnd();
    QVERIFY(open.isFinished());
    QCOMPARE(open.takeBody(), QByteArray("all of it"));
    for (const char *cut : {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 20",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"}) {
        ResponseParser parser;
        parser.feed(cut);
        parser.feedEnd();
        QVERIFY2(!parser.isFinished(), cut);
    }
}

void tst_ResponseParser::interimAnswersAreSkipped()
{
    ResponseParser parser;
    parser.feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
    QCOMPARE(parser.status(), 404);
    QCOMPARE(parser.takeBody(), QByteArray("no"));
    QVERIFY(parser.isFinished());
}

void tst_ResponseParser::badAnswersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    QTest::newRow("no status") << QByteArray("HTTP/1.1 ok\r\n\r\n");
    QTest::newRow("no name") << QByteArray("HTTP/1.1 200 OK\r\n: x\r\n\r\n");
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n");
    QTest::newRow("length past 64 bits")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n");
    QTest::newRow("chunk size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\n");
    QTest::newRow("chunk end") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n");
    QTest::newRow("endless head") << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(100'000, 'x');
    QTest::newRow("endless size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") +
                                         QByteArray(100'000, '0');
}

void tst_ResponseParser::badAnswersAreRefused()
{
    QFETCH(QByteArray, bytes);
    ResponseParser parser;
    QVERIFY_THROWS_EXCEPTION(BadResponse, parser.feed(bytes));
}

QTEST_GUILESS_MAIN(tst_ResponseParser)
#include "tst_responseparser.moc"
