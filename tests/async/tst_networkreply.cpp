// SPDX-License-Identifier: MIT
#include "tests/support/coroutinebench.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>

using namespace belayer::async;
using namespace belayer::bench;

class NetworkReplyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsForTheReply();
    void cancelAborts();
    void deadReplyThrows();
};

namespace {
// Answers each request, or never.
class Server : public QTcpServer
{
public:
    explicit Server(bool answers)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answers] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, answers] {
                ++requests;
                if (answers)
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
            });
        });
    }
    QNetworkRequest request() const
    {
        return QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(serverPort())));
    }
    int requests = 0;
};
} // namespace

void NetworkReplyTest::waitsForTheReply()
{
    Server server(true);
    QNetworkAccessManager network;
    auto fetch = [&]() -> Task<QByteArray> {
        const std::unique_ptr<QNetworkReply> reply(co_await finished(network.get(server.request())));
        co_return reply->readAll();
    };
    QCOMPARE(run(fetch()), "hi");
}

void NetworkReplyTest::cancelAborts()
{
    Server server(false);
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(server.request()));
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> { co_await finished(reply.get()); });
    QVERIFY(turnUntil([&] { return server.requests == 1; }));
    job.cancel();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isCancelled());
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void NetworkReplyTest::deadReplyThrows()
{
    Server server(false);
    QNetworkAccessManager network;
    std::unique_ptr<QNetworkReply> reply(network.get(server.request()));
    TaskScope scope;
    auto job = scope.spawn([&]() -> Task<> { co_await finished(reply.get()); });
    QVERIFY(turnUntil([&] { return server.requests == 1; }));
    reply.reset();
    QVERIFY(turnUntil([&] { return job.isFinished(); }));
    QVERIFY(job.isFailed() || job.isCancelled());
    QCOMPARE(outcomeOf(job), "signal sender destroyed");
}

QTEST_GUILESS_MAIN(NetworkReplyTest)
#include "tst_networkreply.moc"
