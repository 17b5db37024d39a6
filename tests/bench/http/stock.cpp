// SPDX-License-Identifier: GPL-3.0-or-later
// The peer: Qt HTTP Server as its documentation shows it, with the same bodies: one at once, one from the
// thread pool, which writes its bytes itself: with a QJsonObject, as the documentation has it, that one costs about
// a tenth more. Prints its port.
#include <QCoreApplication>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QTcpServer>
#include <QtConcurrent>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QHttpServer server;
    server.route(QStringLiteral("/data"), [] {
        return QHttpServerResponse("application/json", QByteArrayLiteral(R"({"data": "expensive result"})"));
    });
    server.route(QStringLiteral("/compute/<arg>"), [](qint64 n) {
        return QtConcurrent::run([n] {
            return QHttpServerResponse("application/json", "{\"result\":" + QByteArray::number(n * n) + '}');
        });
    });
    auto *listener = new QTcpServer;
    if (!listener->listen(QHostAddress::LocalHost))
        return 1;
    server.bind(listener);
    std::printf("%d\n", int(listener->serverPort()));
    std::fflush(stdout);
    return application.exec();
}
