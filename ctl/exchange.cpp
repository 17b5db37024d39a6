// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/exchange.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace belayer::ctl {

namespace {

[[noreturn]] void throwLost(ConnectionLost::How how)
{
    throw ConnectionLost(how, std::strerror(errno));
}

QByteArray serialized(const Endpoint &endpoint, const Request &request)
{
    QByteArray bytes = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: " + endpoint.authority() +
                       "\r\nConnection: close\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += name + ": " + value + "\r\n";
    if (!request.body.isEmpty())
        bytes += "Content-Type: application/json\r\n";
    if (request.method != "GET")
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return bytes + "\r\n" + request.body;
}

} // namespace

Exchange::Exchange(const Endpoint &endpoint, const Request &request)
{
    try {
        connectTo(endpoint);
        send(serialized(endpoint, request));
    } catch (...) {
        ::close(m_fd);
        throw;
    }
}

Exchange::~Exchange()
{
    ::close(m_fd);
}

void Exchange::connectTo(const Endpoint &endpoint)
{
    sockaddr_storage address{};
    socklen_t size = 0;
    auto *four = reinterpret_cast<sockaddr_in *>(&address);
    auto *six = reinterpret_cast<sockaddr_in6 *>(&address);
    if (::inet_pton(AF_INET, endpoint.host.constData(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(endpoint.port);
        size = sizeof *four;
    } else {
        ::inet_pton(AF_INET6, endpoint.host.constData(), &six->sin6_addr);
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(endpoint.port);
        size = sizeof *six;
    }
    m_fd = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_fd < 0 || ::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), size) != 0)
        throwLost(ConnectionLost::How::Refused);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void Exchange::send(const QByteArray &bytes)
{
    QByteArrayView rest(bytes);
    while (!rest.isEmpty()) {
        const ssize_t sent = ::send(m_fd, rest.data(), size_t(rest.size()), MSG_NOSIGNAL);
        if (sent >= 0)
            rest = rest.sliced(sent);
        else if (errno == EPIPE || errno == ECONNRESET)
            return; // refused before all was read: the answer says why
        else if (errno != EINTR)
            throwLost(ConnectionLost::How::Broken);
    }
}

Exchange::News Exchange::next(std::chrono::milliseconds silence, const Interruption *interruption)
{
    std::array<pollfd, 2> waiting{
        {{m_fd, POLLIN, 0}, {interruption ? interruption->descriptor() : -1, POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), waiting.size(), int(silence.count()));
    if (ready < 0 && errno != EINTR)
        throwLost(ConnectionLost::How::Broken);
    if (ready == 0)
        throw ConnectionLost(ConnectionLost::How::Silent, "no answer in time");
    if (waiting[1].revents != 0)
        return News::Interrupted;
    if (ready > 0)
        receive();
    return m_answer.isFinished() ? News::Finished : News::Arrived;
}

void Exchange::receive()
{
    std::array<char, 64 * 1024> bytes;
    const ssize_t size = ::recv(m_fd, bytes.data(), bytes.size(), 0);
    if (size > 0)
        m_answer.feed(QByteArrayView(bytes.data(), size));
    else if (size < 0 && errno != EINTR)
        throwLost(ConnectionLost::How::Broken);
    if (size != 0)
        return;
    m_answer.feedEnd();
    if (!m_answer.isFinished())
        throw ConnectionLost(ConnectionLost::How::Broken,
                             "the connection was closed before the answer ended");
}

} // namespace belayer::ctl
