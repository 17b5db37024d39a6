// SPDX-License-Identifier: GPL-3.0-or-later
// The server without any job, as a process of its own: its memory, descriptors and processor time can be seen
// from outside. `gateserver [short] [NAME=NUMBER...]`: short deadlines; single limits. Prints its port; ends
// when its input does.
#include "core/http/httpserver.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>
#include <QThreadPool>

#include <cstdio>
#include <stdexcept>
#include <vector>

#include <malloc.h>

using namespace belayer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using http::Method;
using http::Reply;
using http::Request;
using http::Response;
using http::StreamWriter;

namespace {

Response text(const QByteArray &body)
{
    Response response;
    response.contentType = "text/plain";
    response.body = body;
    return response;
}

class Counter
{
public:
    explicit Counter(int &count) : m_count(count) { ++m_count; }
    Counter(const Counter &) = delete;
    Counter &operator=(const Counter &) = delete;
    ~Counter() { --m_count; }

private:
    int &m_count;
};

/// What the handlers share; in the main thread.
struct World
{
    int calls = 0; ///< of handlers that a smuggled request would reach
    int waiting = 0;
    int streams = 0;
    int held = 0; ///< writers that wait for their readers
    std::vector<StreamWriter> readers;
    async::AsyncEvent never;
};

void addPlain(http::HttpServer &server, World &world)
{
    server.route(Method::Get, u"/data"_s, [](Request) -> async::Task<Response> {
        Response response;
        response.body = R"({"data": "expensive result"})";
        co_return response;
    });
    server.route(Method::Get, u"/healthz"_s, [](Request, const Reply &reply) { reply.send(text("ok")); });
    server.route(Method::Get, u"/hello"_s, [&world](Request) -> async::Task<Response> {
        ++world.calls;
        co_return text("hello");
    });
    server.route(Method::Post, u"/size"_s, [&world](Request request) -> async::Task<Response> {
        ++world.calls;
        co_return text(QByteArray::number(request.body.size()));
    });
    server.route(Method::Get, u"/items/<arg>"_s, [](Request request) -> async::Task<Response> {
        Response response = text("no such item");
        response.status = request.argument == u"here" ? 200 : 404;
        co_return response;
    });
    server.route(Method::Get, u"/big"_s,
                 [](Request) -> async::Task<Response> { co_return text(QByteArray(4 * 1024 * 1024, 'x')); });
    server.route(Method::Get, u"/throw"_s, [](Request) -> async::Task<Response> {
        throw std::runtime_error("secret of the handler");
        co_return text({});
    });
    server.route(Method::Get, u"/throw-now"_s,
                 [](Request, const Reply &) { throw std::runtime_error("secret"); });
}

void addWaits(http::HttpServer &server, World &world)
{
    server.route(Method::Get, u"/wait"_s, [&world](Request) -> async::Task<Response> {
        const Counter waiting(world.waiting);
        co_await world.never.wait();
        co_return text("waited");
    });
    server.route(Method::Get, u"/later/<arg>"_s, [](Request request) -> async::Task<Response> {
        co_await async::sleepFor(std::chrono::milliseconds(request.argument.toInt()));
        co_return text("later " + request.argument.toLatin1());
    });
    // From another thread, and twice.
    server.route(Method::Get, u"/elsewhere"_s, [](Request, const Reply &reply) {
        QThreadPool::globalInstance()->start([reply] {
            reply.send(text("from elsewhere"));
            reply.send(text("a second time"));
        });
    });
    // From another thread, after the client may have left.
    server.route(Method::Get, u"/late/<arg>"_s, [](Request request, const Reply &reply) {
        QThreadPool::globalInstance()->start([reply, time = request.argument.toUInt()] {
            QThread::msleep(time);
            reply.send(text("late"));
        });
    });
}

void addStreams(http::HttpServer &server, World &world)
{
    server.route(Method::Get, u"/events"_s, [&world](Request) -> async::Task<Response> {
        Response response;
        response.contentType = "text/event-stream";
        response.stream = [&world](StreamWriter writer) -> async::Task<> {
            const Counter stream(world.streams);
            world.readers.push_back(writer);
            writer.write("data: hello\n\n");
            co_await world.never.wait();
        };
        co_return response;
    });
    server.route(Method::Post, u"/publish"_s, [&world](Request request, const Reply &reply) {
        std::erase_if(world.readers, [](const StreamWriter &reader) { return reader.isGone(); });
        for (const StreamWriter &reader : world.readers)
            reader.write("data: " + request.body + "\n\n");
        reply.send(text({}));
    });
    // Sixteen megabytes, as fast as the client takes them.
    server.route(Method::Get, u"/flow"_s, [&world](Request) -> async::Task<Response> {
        Response response;
        response.stream = [&world](StreamWriter writer) -> async::Task<> {
            const QByteArray piece(64 * 1024, 'x');
            for (int i = 0; i < 256 && writer.write(piece); ++i) {
                const Counter held(world.held);
                co_await writer.drained();
            }
        };
        co_return response;
    });
    server.route(Method::Get, u"/counts"_s, [&world](Request, const Reply &reply) {
        reply.send(text(
            "calls=" + QByteArray::number(world.calls) + " waiting=" + QByteArray::number(world.waiting) +
            " streams=" + QByteArray::number(world.streams) + " held=" + QByteArray::number(world.held)));
    });
}

http::Limits limitsFrom(const QStringList &arguments)
{
    http::Limits limits;
    if (arguments.contains(u"short"_s)) {
        limits.headTime = limits.bodyTime = limits.idleTime = limits.writeStall = 1s;
        limits.discardTime = 500ms;
    }
    for (const QString &argument : arguments) {
        if (argument.startsWith(u"connections="))
            limits.connections = argument.section(u'=', 1).toInt();
    }
    return limits;
}

} // namespace

int main(int argc, char **argv)
{
    // Large blocks go back to the system as they are freed: else glibc, once it has seen a body of 4 MiB
    // freed, keeps up to twice that for the next, and what is resident says nothing of what the server holds.
    ::mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    QCoreApplication application(argc, argv);
    // Two threads that stay, so that threads and descriptors can be counted.
    QThreadPool::globalInstance()->setMaxThreadCount(2);
    QThreadPool::globalInstance()->setExpiryTimeout(-1);
    World world;
    http::HttpServer server(limitsFrom(application.arguments()));
    addPlain(server, world);
    addWaits(server, world);
    addStreams(server, world);
    if (server.listen(QHostAddress(QHostAddress::LocalHost), 0)) {
        std::fprintf(stderr, "cannot listen\n");
        return 1;
    }
    std::printf("%d\n", int(server.port()));
    std::fflush(stdout);
    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        input.setEnabled(false);
        async::runBlocking(server.stop());
        application.quit();
    });
    return application.exec();
}
