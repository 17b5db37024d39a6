// SPDX-License-Identifier: GPL-3.0-or-later
// The parser alone: no sockets, every request also cut at every byte.
#include "core/http/httpparser.h"

#include <QTest>

#include <optional>

using namespace belayer;
using http::HttpParser;
using http::Limits;
using http::Method;
using http::Request;

namespace {

const QByteArray host = "Host: h\r\n";

/// What became of the bytes: requests in order, and at the end perhaps a failure.
struct Outcome
{
    QList<Request> requests;
    int failure = 0; ///< its status
    HttpParser::State state = HttpParser::State::Head;

    bool operator==(const Outcome &other) const
    {
        if (requests.size() != other.requests.size() || failure != other.failure || state != other.state)
            return false;
        for (qsizetype i = 0; i < requests.size(); ++i) {
            const Request &a = requests.at(i);
            const Request &b = other.requests.at(i);
            if (a.method != b.method || a.path != b.path || a.query != b.query || a.headers != b.headers ||
                a.body != b.body)
                return false;
        }
        return true;
    }
};

void feed(HttpParser &parser, QByteArrayView bytes, Outcome &outcome)
{
    while (!bytes.isEmpty() && parser.state() != HttpParser::State::Failed) {
        const qsizetype used = parser.feed(bytes);
        QVERIFY(used > 0 || parser.state() != HttpParser::State::Head);
        bytes = bytes.sliced(used);
        if (parser.state() == HttpParser::State::Complete)
            outcome.requests.append(parser.take());
    }
}

/// In two pieces, cut there.
Outcome parsed(const QByteArray &bytes, qsizetype cut = 0, const Limits &limits = {})
{
    Outcome outcome;
    HttpParser parser(limits);
    feed(parser, QByteArrayView(bytes).first(cut), outcome);
    feed(parser, QByteArrayView(bytes).sliced(cut), outcome);
    outcome.state = parser.state();
    if (outcome.state == HttpParser::State::Failed)
        outcome.failure = parser.failure().status;
    return outcome;
}

Outcome parsedByByte(const QByteArray &bytes)
{
    Outcome outcome;
    const Limits limits;
    HttpParser parser(limits);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        feed(parser, QByteArrayView(bytes).sliced(i, 1), outcome);
    outcome.state = parser.state();
    if (outcome.state == HttpParser::State::Failed)
        outcome.failure = parser.failure().status;
    return outcome;
}

} // namespace

class tst_HttpParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestIsTakenApart();
    void bodyIsTaken_data();
    void bodyIsTaken();
    void pipelinedRequestsAreSeparate();
    void malformedIsRefused_data();
    void malformedIsRefused();
    void cutsChangeNothing_data();
    void cutsChangeNothing();
    void connectionIsKeptAsAsked_data();
    void connectionIsKeptAsAsked();
    void limitsAreExact();
    void refusesBeforeTheEnd();
    void continueIsWantedBeforeTheBody();
    void canonicalPaths_data();
    void canonicalPaths();
};

void tst_HttpParser::requestIsTakenApart()
{
    const Outcome outcome =
        parsed("GET /a/b%20c?x=1&y=%41 HTTP/1.1\r\nHOST:  h:1 \r\nX-Two: a\r\nX-Two:b\t\r\nX-Empty:\r\n\r\n");
    QCOMPARE(outcome.requests.size(), 1);
    const Request &request = outcome.requests.first();
    QCOMPARE(request.method, Method::Get);
    QCOMPARE(request.path, "/a/b%20c");
    QCOMPARE(request.query, "x=1&y=%41");
    QCOMPARE(request.queryValues(u"y"), QStringList(QStringLiteral("A")));
    QCOMPARE(request.headerValues("host"), QList<QByteArray>{"h:1"});
    QCOMPARE(request.headerValues("x-two"), (QList<QByteArray>{"a", "b"}));
    QCOMPARE(request.headerValues("x-empty"), QList<QByteArray>{""});
    QCOMPARE(parsed("\r\nGET http://h/p?q HTTP/1.1\r\n" + host + "\r\n").requests.value(0).path, "/p");
    QCOMPARE(parsed("OPTIONS * HTTP/1.1\r\n" + host + "\r\n").requests.value(0).path, "*");
    QCOMPARE(parsed("BREW / HTTP/1.1\r\n" + host + "\r\n").requests.value(0).method, Method::Other);
    QCOMPARE(parsed("get / HTTP/1.1\r\n" + host + "\r\n").requests.value(0).method, Method::Other);
}

void tst_HttpParser::bodyIsTaken_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("sized") << QByteArray("Content-Length: 5\r\n\r\nhello") << QByteArray("hello");
    QTest::newRow("leading zeros") << QByteArray("Content-Length: 0005\r\n\r\nhello") << QByteArray("hello");
    QTest::newRow("of no length") << QByteArray("Content-Length: 0\r\n\r\n") << QByteArray();
    const QByteArray chunked = "Transfer-Encoding: Chunked\r\n\r\n";
    QTest::newRow("chunked") << chunked + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n" << QByteArray("hello");
    QTest::newRow("hexadecimal") << chunked + "0b\r\nhello there\r\n0\r\n\r\n" << QByteArray("hello there");
    QTest::newRow("extension") << chunked + "1;a=b\r\nx\r\n0;c\r\n\r\n" << QByteArray("x");
    QTest::newRow("trailers") << chunked + "1\r\nx\r\n0\r\nA: b\r\nHost: other\r\n\r\n" << QByteArray("x");
    QTest::newRow("line ends inside") << chunked + "4\r\n\r\n\r\n\r\n0\r\n\r\n" << QByteArray("\r\n\r\n");
}

void tst_HttpParser::bodyIsTaken()
{
    QFETCH(QByteArray, rest);
    QFETCH(QByteArray, body);
    const Outcome outcome = parsed("POST / HTTP/1.1\r\n" + host + rest);
    QCOMPARE(outcome.requests.size(), 1);
    QCOMPARE(outcome.requests.first().body, body);
    QCOMPARE(outcome.requests.first().headerValues("host").size(), 1);
    QCOMPARE(outcome.state, HttpParser::State::Head);
}

void tst_HttpParser::pipelinedRequestsAreSeparate()
{
    const QByteArray one = "POST /1 HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc";
    const QByteArray two = "GET /2 HTTP/1.1\r\n" + host + "\r\n";
    const Outcome outcome = parsed(one + two + one);
    QCOMPARE(outcome.requests.size(), 3);
    QCOMPARE(outcome.requests.at(1).path, "/2");
    QVERIFY(outcome.requests.at(1).body.isEmpty());
    QCOMPARE(outcome.requests.at(2).body, "abc");
}

void tst_HttpParser::malformedIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray get = "GET / HTTP/1.1\r\n";
    const auto line = [](const char *name, const QByteArray &requestLine, int status) {
        QTest::newRow(name) << requestLine + "\r\n" + host + "\r\n" << status;
    };
    const auto head = [&get](const char *name, const QByteArray &headers, int status) {
        QTest::newRow(name) << get + headers + "\r\n" << status;
    };
    line("no target", "GET", 400);
    line("no version", "GET /", 400);
    line("two spaces", "GET  / HTTP/1.1", 400);
    line("space in target", "GET /a b HTTP/1.1", 400);
    line("space before", " GET / HTTP/1.1", 400);
    line("tab", "GET\t/\tHTTP/1.1", 400);
    line("method no token", "G(T / HTTP/1.1", 400);
    line("control character in target", "GET /\x01 HTTP/1.1", 400);
    line("NUL in target", QByteArray("GET /\0 HTTP/1.1", 15), 400);
    line("high byte in target", "GET /\xff HTTP/1.1", 400);
    line("fragment", "GET /a#b HTTP/1.1", 400);
    line("relative target", "GET a HTTP/1.1", 400);
    line("star", "GET * HTTP/1.1", 400);
    line("https target", "GET https://h/ HTTP/1.1", 400);
    line("other authority", "GET http://evil/ HTTP/1.1", 400);
    line("empty authority", "GET http:/// HTTP/1.1", 400);
    line("user in authority", "GET http://h@evil/ HTTP/1.1", 400);
    line("HTTP/2.0", "PRI * HTTP/2.0", 505);
    line("HTTP/9.9", "GET / HTTP/9.9", 400);
    line("HTTP/0.9", "GET / HTTP/0.9", 400);
    line("lower-case version", "GET / http/1.1", 400);
    line("longer version", "GET / HTTP/1.11", 400);
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02", 4) << 400;
    QTest::newRow("two empty lines") << "\r\n\r\n" + get + host + "\r\n" << 400;
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: h\n\n") << 400;
    QTest::newRow("bare LF later") << get + "Host: h\nX: y\r\n\r\n" << 400;
    QTest::newRow("bare CR") << get + "Host: h\rX: y\r\n\r\n" << 400;
    head("no Host", "", 400);
    head("empty Host", "Host:\r\n", 400);
    head("two Hosts", host + host, 400);
    head("no colon", host + "bad line\r\n", 400);
    head("space before colon", host + "X : y\r\n", 400);
    head("empty name", host + ": y\r\n", 400);
    head("folding", host + "X: y\r\n z\r\n", 400);
    head("folding first", " " + host, 400);
    head("NUL in value", host + QByteArray("X: a\0b\r\n", 8), 400);
    head("DEL in value", host + "X: a\x7f\r\n", 400);
    head("two Authorizations", host + "Authorization: a\r\nauthorization: a\r\n", 400);
    head("two Origins", host + "Origin: a\r\nOrigin: a\r\n", 400);
    for (const char *length : {"-1", "+5", "5abc", "0x5", "5, 5", "", " ", "5 5", "18446744073709551615",
                               "99999999999999999999999999", "\xd9\xa5"})
        head(length, host + "Content-Length: " + length + "\r\n", 400);
    head("two lengths", host + "Content-Length: 5\r\nContent-Length: 5\r\n", 400);
    head("length and chunked", host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400);
    head("chunked and length", host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400);
    head("chunked twice", host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400);
    head("gzip", host + "Transfer-Encoding: gzip\r\n", 501);
    head("gzip, chunked", host + "Transfer-Encoding: gzip, chunked\r\n", 501);
    head("chunked, chunked", host + "Transfer-Encoding: chunked, chunked\r\n", 501);
    head("xchunked", host + "Transfer-Encoding: xchunked\r\n", 501);
    QTest::newRow("chunked in 1.0") << "GET / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n"
                                    << 400;
    head("too big", host + "Content-Length: 1048577\r\n", 413);
    head("far too big", host + "Content-Length: 999999999999999999\r\n", 413);
    head("other expectation", host + "Expect: miracles\r\n", 417);
    const QByteArray chunked = get + host + "Transfer-Encoding: chunked\r\n\r\n";
    for (const char *size : {"", "x", "-1", "+1", " 1", "1 ", "0x1", "1\x01", ";a", "1;a\x01"})
        QTest::newRow(QByteArray("chunk size ") + size) << chunked + size + "\r\n" << 400;
    QTest::newRow("chunk ends late") << chunked + "1\r\nxy\r\n" << 400;
    QTest::newRow("chunk size ends with LF") << chunked + "1\nx\r\n" << 400;
    QTest::newRow("chunk too big") << chunked + "100001\r\n" << 413;
    QTest::newRow("chunk size over 64 bits") << chunked + "fffffffffffffffff\r\n" << 413;
    QTest::newRow("endless chunk size") << chunked + QByteArray(300, '0') << 400;
    QTest::newRow("bad trailer") << chunked + "0\r\nno colon\r\n" << 400;
    QTest::newRow("endless trailers") << chunked + "0\r\n" + QByteArray("A: b\r\n").repeated(700) << 431;
}

void tst_HttpParser::malformedIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const Outcome outcome = parsed(bytes + "GET /smuggled HTTP/1.1\r\n" + host + "\r\n");
    QCOMPARE(outcome.requests.size(), 0);
    QCOMPARE(outcome.failure, status);
    QCOMPARE(parsedByByte(bytes).failure, status);
}

void tst_HttpParser::cutsChangeNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << "GET /a?b HTTP/1.1\r\n" + host + "X: y\r\n\r\n";
    QTest::newRow("empty line first") << "\r\nGET / HTTP/1.1\r\n" + host + "\r\n";
    QTest::newRow("sized") << "POST / HTTP/1.1\r\n" + host +
                                  "Content-Length: 4\r\n\r\n\r\n\r\nGET / HTTP/1.0\r\n" + host + "\r\n";
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\n" + host +
                                    "Transfer-Encoding: chunked\r\n\r\n4;a\r\nabcd\r\n0\r\nT: r\r\n\r\n";
    QTest::newRow("bad header") << "GET / HTTP/1.1\r\nX y\r\n" + host + "\r\n";
    QTest::newRow("bare LF") << "GET / HTTP/1.1\r\n" + host + "X: y\n\r\n";
    QTest::newRow("both lengths") << "GET / HTTP/1.1\r\n" + host +
                                         "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0";
}

void tst_HttpParser::cutsChangeNothing()
{
    QFETCH(QByteArray, bytes);
    const Outcome whole = parsed(bytes);
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        QVERIFY2(parsed(bytes, cut) == whole, QByteArray::number(cut).constData());
    QVERIFY(parsedByByte(bytes) == whole);
}

void tst_HttpParser::connectionIsKeptAsAsked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("kept");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nConnection: x, Close\r\n") << false;
    QTest::newRow("1.1 closed") << QByteArray("GET / HTTP/1.1\r\nConnection: closed\r\n") << true;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n") << false;
    QTest::newRow("1.0 kept") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n") << true;
    QTest::newRow("both") << QByteArray("GET / HTTP/1.1\r\nConnection: keep-alive\r\nConnection: close\r\n")
                          << false;
}

void tst_HttpParser::connectionIsKeptAsAsked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, kept);
    const Limits limits;
    HttpParser parser(limits);
    parser.feed(bytes + host + "\r\n");
    QCOMPARE(parser.state(), HttpParser::State::Complete);
    QCOMPARE(parser.isKeptAlive(), kept);
}

void tst_HttpParser::limitsAreExact()
{
    const auto target = [](qsizetype size) {
        return parsed("GET /" + QByteArray(size - 1, 'a') + " HTTP/1.1\r\n" + host + "\r\n").failure;
    };
    QCOMPARE(target(8192), 0);
    QCOMPARE(target(8193), 414);
    QCOMPARE(target(1'000'000), 414);
    const auto headers = [](int count) {
        return parsed("GET / HTTP/1.1\r\n" + host + QByteArray("X: y\r\n").repeated(count - 1) + "\r\n")
            .failure;
    };
    QCOMPARE(headers(64), 0);
    QCOMPARE(headers(65), 431);
    const auto head = [](qsizetype size) {
        const QByteArray begin = "GET / HTTP/1.1\r\n" + host + "X: ";
        return parsed(begin + QByteArray(size - begin.size() - 4, 'y') + "\r\n\r\n").failure;
    };
    QCOMPARE(head(16 * 1024), 0);
    QCOMPARE(head(16 * 1024 + 3), 431);
    const auto body = [](const QByteArray &fields, const QByteArray &bytes) {
        return parsed("POST / HTTP/1.1\r\n" + host + fields + "\r\n" + bytes).failure;
    };
    const QByteArray most(1024 * 1024, 'x');
    QCOMPARE(body("Content-Length: 1048576\r\n", most), 0);
    QCOMPARE(body("Transfer-Encoding: chunked\r\n", "100000\r\n" + most + "\r\n0\r\n\r\n"), 0);
    QCOMPARE(body("Transfer-Encoding: chunked\r\n", "100000\r\n" + most + "\r\n1\r\n"), 413);
}

/// What can never become right is refused when that is seen, not at the head's end or the deadline.
void tst_HttpParser::refusesBeforeTheEnd()
{
    QCOMPARE(parsed("\x16\x03").failure, 400);
    QCOMPARE(parsed("garbage\r\n").failure, 400);
    QCOMPARE(parsed("GET / HTTP/1.1\n").failure, 400);
    QCOMPARE(parsed("GET / HTTP/1.1\r\nX : y\r\n").failure, 400);
    QCOMPARE(parsed("GET /" + QByteArray(9000, 'a')).failure, 414);
    QCOMPARE(parsed("GET / HTTP/1.1\r\nX: " + QByteArray(17'000, 'a')).failure, 431);
}

void tst_HttpParser::continueIsWantedBeforeTheBody()
{
    const Limits limits;
    const QByteArray expecting = "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\n";
    HttpParser parser(limits);
    const QByteArray head = "POST / HTTP/1.1\r\n" + host + expecting;
    QCOMPARE(parser.feed(head + "x"), head.size());
    QCOMPARE(parser.state(), HttpParser::State::Body);
    QVERIFY(parser.isContinueWanted());
    HttpParser old(limits);
    old.feed("POST / HTTP/1.0\r\n" + host + expecting);
    QVERIFY(!old.isContinueWanted());
}

void tst_HttpParser::canonicalPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("canonical"); // null: there is none
    const QByteArray none;
    QTest::newRow("plain") << QByteArray("/a/b-c~d") << QByteArray("/a/b-c~d");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/");
    QTest::newRow("end") << QByteArray("/a/") << QByteArray("/a/");
    QTest::newRow("needless escape") << QByteArray("/%61%2e%2E") << QByteArray("/a..");
    QTest::newRow("lower-case escape") << QByteArray("/%e2%82%ac") << QByteArray("/%E2%82%AC");
    QTest::newRow("must be escaped") << QByteArray("/a|\"") << QByteArray("/a%7C%22");
    QTest::newRow("space") << QByteArray("/a%20b") << QByteArray("/a%20b");
    QTest::newRow("percent") << QByteArray("/%2541") << QByteArray("/%2541");
    QTest::newRow("slash inside") << QByteArray("/a%2fb") << none;
    QTest::newRow("NUL") << QByteArray("/%00") << none;
    QTest::newRow("line end") << QByteArray("/a%0a") << none;
    QTest::newRow("DEL") << QByteArray("/%7f") << none;
    QTest::newRow("no UTF-8") << QByteArray("/%ff") << none;
    QTest::newRow("overlong UTF-8") << QByteArray("/%c0%af") << none;
    QTest::newRow("surrogate") << QByteArray("/%ed%a0%80") << none;
    QTest::newRow("cut escape") << QByteArray("/a%4") << none;
    QTest::newRow("bad escape") << QByteArray("/%zz") << none;
    QTest::newRow("empty segment") << QByteArray("//a") << none;
    QTest::newRow("empty segment before an escape") << QByteArray("/a//%20") << none;
}

void tst_HttpParser::canonicalPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, canonical);
    QCOMPARE(http::canonicalPath(path).value_or(QByteArray()), canonical);
}

QTEST_GUILESS_MAIN(tst_HttpParser)
#include "tst_httpparser.moc"
