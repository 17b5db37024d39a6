// SPDX-License-Identifier: GPL-3.0-or-later
// The server without any job: routes of the test's own, over real sockets.
#include "core/http/httpserver.h"
#include "tests/http/httpclient.h"
#include "tests/http/serverthread.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace belayer;
using namespace Qt::StringLiterals;
using test::Answer;
using test::HttpClient;

namespace {

/// What the handlers below saw.
struct Counters
{
    std::atomic<int> waiting = 0; ///< inside /wait at this moment
    std::atomic<int> calls = 0;
};

class WaitGuard
{
public:
    explicit WaitGuard(std::atomic<int> &count) : m_count(count) { ++m_count; }
    WaitGuard(const WaitGuard &) = delete;
    WaitGuard &operator=(const WaitGuard &) = delete;
    ~WaitGuard() { --m_count; }

private:
    std::atomic<int> &m_count;
};

http::Response text(const QByteArray &body)
{
    http::Response response;
    response.body = body;
    response.contentType = "text/plain";
    return response;
}

} // namespace

class tst_HttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersWithTheBodyOfTheHandler();
    void headHasTheLengthButNoBody();
    void unknownPathIs404();
    void wrongMethodIs405WithAllow();
    void optionsIs204WithAllow();
    void unknownMethodIs501();
    void patternsAreLiteral();
    void argumentIsDecodedAndWhole();
    void whatIsKnownOfAPathHoldsForItsLike();
    void throwingHandlerIs500WithoutItsText();
    void replyErrorIsTheReply();
    void headersCannotBeSplit();
    void connectionIsKeptAndClosedOnRequest();
    void pipelinedRequestsAreAnsweredInOrder();
    void unboundedPipelineIsCut();
    void foreignHostsAndOrigins_data();
    void foreignHostsAndOrigins();
    void linksMayLeadToAPageInAWholeTabOnly();
    void bodyBeyondOneMebibyteIs413();
    void endlessBodyIs413();
    void malformedRequestLeavesServerAlive();
    void vanishedClientsEndTheirWaits_data();
    void vanishedClientsEndTheirWaits();
    void takenPortIsSaid();
    void takenPortLeavesTheServerWhereItIs();
    void movingTakesNobodysAnswer();
    void leavingEndsWhatNobodyWaitsFor();
    void stopAnswersThoseWhoWait();
    void destructionWithWaitsOpenIsClean();

private:
    void addRoutes();
    Answer ask(const QByteArray &method, const QByteArray &target)
    {
        return HttpClient(m_port).ask(method, target);
    }

    Counters m_counters;
    std::unique_ptr<test::ServerThread> m_thread;
    std::unique_ptr<http::HttpServer> m_server;
    std::unique_ptr<async::AsyncEvent> m_event;
    quint16 m_port = 0;
};

void tst_HttpServer::init()
{
    m_counters.calls = 0;
    m_thread = std::make_unique<test::ServerThread>();
    m_thread->run([this] {
        m_event = std::make_unique<async::AsyncEvent>();
        m_server = std::make_unique<http::HttpServer>();
        addRoutes();
        QVERIFY(!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
        m_port = m_server->port();
    });
    QVERIFY(m_port != 0);
}

void tst_HttpServer::cleanup()
{
    m_thread->run([this] {
        m_server.reset();
        m_event.reset();
    });
    m_thread.reset();
    QCOMPARE(m_counters.waiting, 0);
}

void tst_HttpServer::addRoutes()
{
    const auto get = [this](const QString &pattern, auto handler) {
        m_server->route(http::Method::Get, pattern, handler);
    };
    get(u"/hello"_s, [this](http::Request) -> async::Task<http::Response> {
        ++m_counters.calls;
        co_return text("hello");
    });
    m_server->route(http::Method::Post, u"/hello"_s,
                    [](http::Request request) -> async::Task<http::Response> {
                        co_return text(QByteArray::number(request.body.size()));
                    });
    get(u"/echo/<arg>"_s, [](http::Request request) -> async::Task<http::Response> {
        co_return text(request.argument.toUtf8());
    });
    get(u"/things/special"_s,
        [](http::Request) -> async::Task<http::Response> { co_return text("special"); });
    get(u"/things/<arg>/end"_s, [](http::Request request) -> async::Task<http::Response> {
        co_return text("end of " + request.argument.toUtf8());
    });
    get(u"/things/<arg>"_s, [](http::Request request) -> async::Task<http::Response> {
        co_return text("thing " + request.argument.toUtf8());
    });
    get(u"/page"_s, [](http::Request) -> async::Task<http::Response> { co_return text("page"); });
    m_server->allowVisits(u"/page"_s);
    get(u"/dot.txt"_s, [](http::Request) -> async::Task<http::Response> { co_return text("dot"); });
    get(u"/throw"_s, [](http::Request) -> async::Task<http::Response> {
        throw std::runtime_error("secret of the handler");
        co_return text({});
    });
    get(u"/teapot"_s, [](http::Request) -> async::Task<http::Response> {
        http::Response response = text("short and stout");
        response.status = 418;
        throw http::ResponseError(std::move(response));
        co_return text({});
    });
    get(u"/split"_s, [](http::Request) -> async::Task<http::Response> {
        http::Response response = text("whole");
        response.headers.emplaceBack("X-Bad", "a\r\nX-Injected: yes");
        co_return response;
    });
    get(u"/wait"_s, [this](http::Request) -> async::Task<http::Response> {
        const WaitGuard guard(m_counters.waiting);
        co_await m_event->wait();
        co_return text("waited");
    });
    get(u"/stream"_s, [this](http::Request) -> async::Task<http::Response> {
        http::Response response;
        response.stream = [this](http::StreamWriter writer) -> async::Task<> {
            const WaitGuard guard(m_counters.waiting);
            writer.write("first");
            co_await m_event->wait();
        };
        co_return response;
    });
}

void tst_HttpServer::answersWithTheBodyOfTheHandler()
{
    const Answer answer = ask("GET", "/hello?x=1");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "hello");
    QCOMPARE(answer.headers.value("content-type"), "text/plain");
    QCOMPARE(answer.headers.value("x-content-type-options"), "nosniff");
}

void tst_HttpServer::headHasTheLengthButNoBody()
{
    HttpClient client(m_port);
    const Answer answer = client.ask("HEAD", "/hello", {}, {{"Connection", "close"}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-length"), "5");
    QVERIFY(client.isClosedByServer());
}

void tst_HttpServer::unknownPathIs404()
{
    for (const char *path :
         {"/", "/hell", "/hello/", "/hello/there", "/echo/", "/echo", "/hello%0a", "//hello"}) {
        const Answer answer = ask("GET", path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.body, R"({"error":"Not found"})");
    }
}

void tst_HttpServer::wrongMethodIs405WithAllow()
{
    for (const char *method : {"DELETE", "PUT", "PATCH"}) {
        const Answer answer = ask(method, "/hello");
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.headers.value("allow"), "GET, HEAD, POST, OPTIONS");
    }
    QCOMPARE(ask("POST", "/echo/a").status, 405);
}

void tst_HttpServer::optionsIs204WithAllow()
{
    const Answer answer = ask("OPTIONS", "/hello");
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.headers.value("allow"), "GET, HEAD, POST, OPTIONS");
    QVERIFY(!answer.headers.contains("content-length"));
}

void tst_HttpServer::unknownMethodIs501()
{
    QCOMPARE(ask("BREW", "/hello").status, 501);
}

void tst_HttpServer::patternsAreLiteral()
{
    QCOMPARE(ask("GET", "/dot.txt").status, 200);
    QCOMPARE(ask("GET", "/dotxtxt").status, 404);
}

void tst_HttpServer::argumentIsDecodedAndWhole()
{
    QCOMPARE(ask("GET", "/echo/a%20b").body, "a b");
    QCOMPARE(ask("GET", "/echo/%e2%82%ac").body, "\xe2\x82\xac");
    QCOMPARE(ask("GET", "/echo/a%2fb").status, 404);
    QCOMPARE(ask("GET", "/echo/%00").status, 404);
    QCOMPARE(ask("GET", "/echo/4294967298").body, "4294967298");
}

/// The router asks Qt HTTP Server once for all paths of a shape: the answers must not depend on who came
/// before.
void tst_HttpServer::whatIsKnownOfAPathHoldsForItsLike()
{
    const std::vector<std::pair<QByteArray, QByteArray>> rows = {{"/things/a", "thing a"},
                                                                 {"/things/special", "special"},
                                                                 {"/things/end", "thing end"},
                                                                 {"/things/hello", "thing hello"},
                                                                 {"/things/a/end", "end of a"},
                                                                 {"/things/special/end", "end of special"},
                                                                 {"/things/-._~", "thing -._~"},
                                                                 {"/things/a:b@c", "thing a:b@c"},
                                                                 {"/things/*", "thing *"},
                                                                 {"/things/%25", "thing %"},
                                                                 {"/things/%C3%BC", "thing \xc3\xbc"}};
    for (int round = 0; round < 2; ++round) {
        for (const auto &[path, body] : rows)
            QCOMPARE(ask("GET", path).body, body);
        for (const char *path : {"/things", "/things/", "/things/a/", "/things/a/b", "/thing/a",
                                 "/things//end", "/things/special/special", "/things/a/end/end"})
            QVERIFY2(ask("GET", path).status == 404, path);
    }
    const QList<Answer> cold{ask("GET", "/things/."), ask("GET", "/things/.."),
                             ask("GET", "/things/../hello")};
    cleanup();
    init(); // another server, in which nobody has asked before
    const QList<Answer> fresh{ask("GET", "/things/."), ask("GET", "/things/.."),
                              ask("GET", "/things/../hello")};
    for (qsizetype i = 0; i < cold.size(); ++i)
        QCOMPARE(cold.at(i).body, fresh.at(i).body);
}

void tst_HttpServer::throwingHandlerIs500WithoutItsText()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"a handler failed: GET /throw"_s));
    HttpClient client(m_port);
    const Answer answer = client.ask("GET", "/throw");
    QCOMPARE(answer.status, 500);
    QVERIFY(!answer.body.contains("secret"));
    QCOMPARE(client.ask("GET", "/hello").status, 200);
}

void tst_HttpServer::replyErrorIsTheReply()
{
    const Answer answer = ask("GET", "/teapot");
    QCOMPARE(answer.status, 418);
    QCOMPARE(answer.body, "short and stout");
}

void tst_HttpServer::headersCannotBeSplit()
{
    const Answer answer = ask("GET", "/split");
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.headers.contains("x-injected"));
    QCOMPARE(answer.body, "whole");
}

void tst_HttpServer::connectionIsKeptAndClosedOnRequest()
{
    HttpClient client(m_port);
    QCOMPARE(client.ask("GET", "/hello").status, 200);
    const Answer last = client.ask("GET", "/hello", {}, {{"Connection", "close"}});
    QCOMPARE(last.status, 200);
    QCOMPARE(last.headers.value("connection"), "close");
    QVERIFY(client.isClosedByServer());
}

void tst_HttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    HttpClient client(m_port);
    client.send("GET", "/wait");
    client.send("GET", "/hello");
    QTRY_COMPARE(m_counters.waiting, 1);
    QVERIFY(!client.hasAnswer());
    m_event->set();
    QCOMPARE(client.receive().body, "waited");
    QCOMPARE(client.receive().body, "hello");
}

void tst_HttpServer::unboundedPipelineIsCut()
{
    HttpClient client(m_port);
    const QByteArray request =
        "GET /wait HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n\r\n";
    client.sendRaw(request.repeated(40'000));
    QVERIFY(client.isClosedByServer());
    QTRY_COMPARE(m_counters.waiting, 0);
    QCOMPARE(ask("GET", "/hello").status, 200);
}

void tst_HttpServer::foreignHostsAndOrigins_data()
{
    QTest::addColumn<QByteArray>("head"); // PORT stands for the port
    QTest::addColumn<int>("status");
    QTest::newRow("no Host") << QByteArray() << 400;
    QTest::newRow("two Hosts") << QByteArray("Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT\r\n") << 400;
    QTest::newRow("foreign") << QByteArray("Host: evil.example\r\n") << 421;
    QTest::newRow("foreign with user") << QByteArray("Host: 127.0.0.1:PORT@evil.example\r\n") << 421;
    QTest::newRow("other address") << QByteArray("Host: 0.0.0.0:PORT\r\n") << 421;
    QTest::newRow("other port") << QByteArray("Host: 127.0.0.1:1\r\n") << 421;
    QTest::newRow("no port") << QByteArray("Host: 127.0.0.1\r\n") << 421;
    QTest::newRow("name") << QByteArray("Host: LOCALHOST:PORT\r\n") << 200;
    QTest::newRow("IPv6") << QByteArray("Host: [::1]:PORT\r\n") << 200;
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
    QTest::newRow("own origin") << host + "Origin: http://127.0.0.1:PORT\r\n" << 200;
    QTest::newRow("foreign origin") << host + "Origin: http://evil.example\r\n" << 403;
    QTest::newRow("null origin") << host + "Origin: null\r\n" << 403;
    QTest::newRow("longer origin") << host + "Origin: http://127.0.0.1.evil.example:PORT\r\n" << 403;
    QTest::newRow("origin of other port") << host + "Origin: http://127.0.0.1:1\r\n" << 403;
    QTest::newRow("cross-site") << host + "Sec-Fetch-Site: cross-site\r\n" << 403;
    QTest::newRow("same-site") << host + "Sec-Fetch-Site: same-site\r\n" << 403;
    QTest::newRow("typed by hand") << host + "Sec-Fetch-Site: none\r\n" << 200;
}

void tst_HttpServer::foreignHostsAndOrigins()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    head.replace("PORT", QByteArray::number(m_port));
    HttpClient client(m_port);
    client.sendRaw("GET /hello HTTP/1.1\r\n" + head + "\r\n");
    const Answer answer = client.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(m_counters.calls, status == 200 ? 1 : 0);
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
    if (status != 200)
        QVERIFY(client.isClosedByServer());
}

void tst_HttpServer::linksMayLeadToAPageInAWholeTabOnly()
{
    const auto status = [this](const QByteArray &line, const QByteArray &headers) {
        HttpClient client(m_port);
        client.sendRaw(line + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) +
                       "\r\nSec-Fetch-Site: cross-site\r\n" + headers + "\r\n");
        return client.receive().status;
    };
    const QByteArray navigate = "Sec-Fetch-Mode: navigate\r\n";
    const QByteArray tab = navigate + "Sec-Fetch-Dest: document\r\n";
    QCOMPARE(status("GET /page", tab), 200);
    QCOMPARE(status("GET /page?x=1", tab), 200);
    QCOMPARE(status("GET /hello", tab), 403);
    QCOMPARE(status("POST /page", tab + "Content-Length: 0\r\n"), 403);
    QCOMPARE(status("GET /page", {}), 403);
    QCOMPARE(status("GET /page", navigate), 403);
    QCOMPARE(status("GET /page", navigate + "Sec-Fetch-Dest: iframe\r\n"), 403);
    QCOMPARE(status("GET /page", "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: document\r\n"), 403);
    QCOMPARE(status("GET /page", tab + "Sec-Fetch-Dest: iframe\r\n"), 403);
    QCOMPARE(status("GET /page", tab + "Origin: http://evil.example\r\n"), 403);
    QCOMPARE(m_counters.calls, 0);
}

void tst_HttpServer::bodyBeyondOneMebibyteIs413()
{
    const qsizetype limit = 1024 * 1024;
    QCOMPARE(HttpClient(m_port).ask("POST", "/hello", QByteArray(limit, 'x')).body,
             QByteArray::number(limit));
    QCOMPARE(HttpClient(m_port).ask("POST", "/hello", QByteArray(limit + 1, 'x')).status, 413);
}

void tst_HttpServer::endlessBodyIs413()
{
    HttpClient client(m_port);
    client.sendRaw("POST /hello HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) +
                   "\r\nContent-Length: 1073741824\r\n\r\n");
    client.sendRaw(QByteArray(3 * 1024 * 1024, 'x'));
    QCOMPARE(client.receive().status, 413);
    QCOMPARE(ask("GET", "/hello").status, 200);
}

void tst_HttpServer::malformedRequestLeavesServerAlive()
{
    for (const char *bytes :
         {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS\r\n\r\n", "garbage\r\n\r\n", "GET\r\n\r\n",
          "GET /hello HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n", "GET /hello HTTP/1.1\r\nbad line\r\n\r\n"}) {
        HttpClient client(m_port);
        client.sendRaw(bytes);
        client.reset();
        QCOMPARE(ask("GET", "/hello").status, 200);
    }
}

void tst_HttpServer::vanishedClientsEndTheirWaits_data()
{
    QTest::addColumn<bool>("withReset");
    QTest::newRow("close") << false;
    QTest::newRow("reset") << true;
}

void tst_HttpServer::vanishedClientsEndTheirWaits()
{
    QFETCH(bool, withReset);
    constexpr int count = 300;
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<HttpClient>(m_port));
        clients.back()->send("GET", "/wait");
    }
    QTRY_COMPARE(m_counters.waiting, count);
    for (const auto &client : clients) {
        if (withReset)
            client->reset();
    }
    clients.clear();
    QTRY_COMPARE(m_counters.waiting, 0);
    m_event->set();
    QCOMPARE(ask("GET", "/wait").body, "waited");
}

void tst_HttpServer::takenPortIsSaid()
{
    m_thread->run([this] {
        http::HttpServer second;
        QCOMPARE(second.listen(QHostAddress(QHostAddress::LocalHost), m_port),
                 http::HttpServer::ListenError::PortTaken);
    });
}

void tst_HttpServer::takenPortLeavesTheServerWhereItIs()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    m_thread->run([&] {
        QCOMPARE(m_server->listen(QHostAddress(QHostAddress::LocalHost), other.serverPort()),
                 http::HttpServer::ListenError::PortTaken);
        QCOMPARE(m_server->port(), m_port);
    });
    QCOMPARE(ask("GET", "/hello").status, 200);
}

void tst_HttpServer::movingTakesNobodysAnswer()
{
    HttpClient waiting(m_port);
    waiting.send("GET", "/wait");
    HttpClient streaming(m_port);
    streaming.send("GET", "/stream");
    QTcpSocket &stream = streaming.socket();
    HttpClient idle(m_port);
    QCOMPARE(idle.ask("GET", "/echo/a").body, "a");
    HttpClient half(m_port);
    QCOMPARE(half.ask("GET", "/echo/half").body, "half");
    const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    half.sendRaw("POST /hello HTTP/1.1\r\n" + host + "Content-Length: 4\r\n\r\nab");
    QTRY_COMPARE(m_counters.waiting, 2);
    m_thread->run([this] {
        const quint16 before = m_port;
        QVERIFY(!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
        m_port = m_server->port();
        QVERIFY(m_port != before);
    });
    QVERIFY(idle.isClosedByServer());
    QTRY_COMPARE(m_counters.waiting, 1);
    while (stream.state() == QAbstractSocket::ConnectedState)
        stream.waitForReadyRead();
    QVERIFY(stream.readAll().endsWith("\r\n\r\n5\r\nfirst\r\n0\r\n\r\n")); // it is whole
    half.sendRaw("cd");
    QCOMPARE(half.receive().body, "4");
    QVERIFY(half.isClosedByServer());
    QCOMPARE(ask("GET", "/echo/b").body, "b");
    m_event->set();
    QCOMPARE(waiting.receive().body, "waited");
    QVERIFY(waiting.isClosedByServer());
    QCOMPARE(ask("GET", "/echo/c").body, "c"); // also when the old place is gone
}

void tst_HttpServer::leavingEndsWhatNobodyWaitsFor()
{
    HttpClient waiting(m_port);
    waiting.send("GET", "/wait");
    QTRY_COMPARE(m_counters.waiting, 1);
    m_thread->run([this] {
        m_server->leave();
        QCOMPARE(m_server->port(), 0);
    });
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    QVERIFY(!late.waitForConnected(5000));
    m_event->set();
    QCOMPARE(waiting.receive().body, "waited");
    QVERIFY(waiting.isClosedByServer());
    m_thread->run([this] {
        QVERIFY(!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
        m_port = m_server->port();
    });
    QCOMPARE(ask("GET", "/hello").status, 200);
}

void tst_HttpServer::stopAnswersThoseWhoWait()
{
    HttpClient client(m_port);
    HttpClient idle(m_port);
    QCOMPARE(idle.ask("GET", "/hello").status, 200);
    client.send("GET", "/wait");
    QTRY_COMPARE(m_counters.waiting, 1);
    m_thread->run([this] { async::runBlocking(m_server->stop()); });
    QCOMPARE(client.receive().status, 503);
    QVERIFY(client.isClosedByServer());
    QCOMPARE(idle.ask("GET", "/hello").status, 503);
    QVERIFY(idle.isClosedByServer());
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    QVERIFY(!late.waitForConnected(5000));
}

void tst_HttpServer::destructionWithWaitsOpenIsClean()
{
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<HttpClient>(m_port));
        clients.back()->send("GET", "/wait");
    }
    QTRY_COMPARE(m_counters.waiting, 50);
    m_thread->run([this] { m_server.reset(); });
    QCOMPARE(m_counters.waiting, 0);
    for (const auto &client : clients)
        QVERIFY(client->isClosedByServer());
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_httpserver.moc"
