// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httplistener.h"

#include "core/http/log.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace belayer::http {

Q_LOGGING_CATEGORY(log, "belayer.http", QtWarningMsg)

namespace {

constexpr int backlog = 1024;
constexpr int sendBuffer = 256 * 1024; // of the kernel, for each client; else it grows to megabytes
constexpr quint32 watched = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

/// A quarter of the descriptors, as jobs, files and the history need theirs.
qsizetype connectionLimit(const Limits &limits)
{
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return std::min<qsizetype>(limits.connections, 256);
    return std::min<qsizetype>(limits.connections,
                               qsizetype(std::min<rlim_t>(descriptors.rlim_cur / 4, 1 << 20)));
}

bool isWaitingForClient(HttpConnection::State state)
{
    return state != HttpConnection::State::Handling && state != HttpConnection::State::Streaming;
}

/// Nobody waits here: what the client has sent already is thrown away, so that the close does not reset.
void refuse(int descriptor)
{
    Response response =
        errorResponse(503, "too_many_connections", "Too many connections; try again in a second");
    response.headers.emplaceBack("Retry-After", "1");
    const QByteArray bytes = serialize(response, Connecting::Close, BodyPart::Send);
    ::send(descriptor, bytes.constData(), std::size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(descriptor, SHUT_WR);
    std::array<char, 4096> discarded;
    while (::recv(descriptor, discarded.data(), discarded.size(), MSG_DONTWAIT) > 0) {}
    ::close(descriptor);
}

} // namespace

HttpListener::HttpListener(const Limits &limits, HeadCheck headCheck, Handler handler)
    : m_limits(limits)
    , m_headCheck(std::move(headCheck))
    , m_handler(std::move(handler))
    , m_desk(std::make_shared<ReplyDesk>(this))
    , m_scratch(std::make_unique_for_overwrite<char[]>(scratchSize))
    , m_maxConnections(connectionLimit(limits))
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    setListenBacklogSize(backlog);
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &HttpListener::wake);
    connect(&m_tick, &QTimer::timeout, this, &HttpListener::tick);
    m_tick.setInterval(limits.tick);
    // Out of descriptors Qt stops accepting, which is right, and never begins again: the tick does.
    connect(this, &QTcpServer::acceptError, this, [this] {
        m_isPaused = true;
        m_tick.start();
    });
}

HttpListener::~HttpListener()
{
    m_desk->close();
    while (!m_connections.empty())
        m_connections.begin()->second->drop();
    m_gone.clear();
    m_notifier.reset();
    ::close(m_epoll);
}

void HttpListener::prepare()
{
    const int listening = int(socketDescriptor());
    const int on = 1;
    ::setsockopt(listening, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(listening, SOL_SOCKET, SO_SNDBUF, &sendBuffer, sizeof sendBuffer);
}

void HttpListener::retire()
{
    close();
    stop();
    m_isRetired = true;
    for (auto *list : {&m_waiting, &m_busy}) {
        for (auto next = list->begin(); next != list->end();) {
            HttpConnection *client = *next++; // it may leave the list
            client->retire();
        }
    }
    goWhenEmpty();
}

void HttpListener::goWhenEmpty()
{
    if (m_isRetired && m_connections.empty())
        deleteLater();
}

HttpConnection *HttpListener::connection(quint64 id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second.get();
}

void HttpListener::incomingConnection(qintptr descriptor)
{
    if (qsizetype(m_connections.size()) >= m_maxConnections && !makeRoom()) {
        refuse(int(descriptor));
        return;
    }
    const quint64 id = ++m_lastId;
    auto connection = std::make_unique<HttpConnection>(this, int(descriptor), id);
    connection->place = m_waiting.insert(m_waiting.end(), connection.get());
    m_connections.emplace(id, std::move(connection));
    epoll_event event{.events = watched, .data = {.u64 = id}};
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, int(descriptor), &event) != 0)
        m_connections.at(id)->drop();
    if (!m_tick.isActive())
        m_tick.start();
}

/// Whoever has kept us waiting longest goes; nobody whose request is being handled does.
bool HttpListener::makeRoom()
{
    if (m_waiting.empty())
        return false;
    m_waiting.front()->drop();
    return true;
}

void HttpListener::handle(Request request, quint64 connection, quint64 serial)
{
    m_handler(std::move(request), Reply(m_desk, connection, serial));
}

void HttpListener::moved(HttpConnection &connection, HttpConnection::State from, HttpConnection::State to)
{
    using State = HttpConnection::State;
    m_streams += int(to == State::Streaming) - int(from == State::Streaming);
    std::list<HttpConnection *> &left = isWaitingForClient(from) ? m_waiting : m_busy;
    if (to == State::Gone) {
        left.erase(connection.place);
        const auto found = m_connections.find(connection.id());
        m_gone.push_back(std::move(found->second));
        m_connections.erase(found);
        goWhenEmpty();
    } else if (isWaitingForClient(from) != isWaitingForClient(to)) {
        std::list<HttpConnection *> &entered = isWaitingForClient(to) ? m_waiting : m_busy;
        entered.splice(entered.end(), left, connection.place);
    }
}

void HttpListener::wakeAgain(const HttpConnection &connection, int descriptor)
{
    epoll_event event{.events = watched, .data = {.u64 = connection.id()}};
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void HttpListener::wake()
{
    m_gone.clear();
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        // By id, as an earlier one of these events may have ended it.
        if (HttpConnection *client = connection(events[std::size_t(i)].data.u64))
            client->wake(events[std::size_t(i)].events);
    }
}

void HttpListener::tick()
{
    m_gone.clear();
    if (std::exchange(m_isPaused, false) && isListening())
        resumeAccepting();
    const auto now = HttpConnection::Clock::now();
    for (auto *list : {&m_waiting, &m_busy}) {
        for (auto next = list->begin(); next != list->end();) {
            HttpConnection *client = *next++; // it may leave the list
            client->tick(now);
        }
    }
    if (m_connections.empty() && !m_isPaused)
        m_tick.stop();
}

} // namespace belayer::http
