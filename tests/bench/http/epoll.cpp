// SPDX-License-Identifier: GPL-3.0-or-later
// The floor: bare epoll in one thread, without any bound or care, that knows what bench_http_waits asks. POST
// /tasks sets a timer, GET /tasks/... waits for it. Prints its port.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace {

int epoll = -1;
int timer = -1;
std::vector<int> waiting;
std::unordered_map<int, std::string> unread; // of connections with a request that is not whole

void watch(int descriptor)
{
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void reply(int descriptor, const char *status, const std::string &body)
{
    const std::string bytes =
        "HTTP/1.1 " + std::string(status) +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
        body;
    (void)::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void handle(int descriptor, const std::string &request)
{
    if (request.starts_with("GET /tasks/")) {
        waiting.push_back(descriptor);
        return;
    }
    const std::size_t duration = request.find("\"duration\":");
    if (!request.starts_with("POST /tasks ") || duration == std::string::npos)
        return reply(descriptor, "422 Unprocessable Entity", R"({"error":"no task"})");
    const double seconds = std::strtod(request.c_str() + duration + 11, nullptr);
    itimerspec time{};
    time.it_value.tv_sec = time_t(seconds);
    time.it_value.tv_nsec = long((seconds - double(time.it_value.tv_sec)) * 1e9);
    ::timerfd_settime(timer, 0, &time, nullptr);
    reply(descriptor, "200 OK", R"({"status":"started"})");
}

bool isWhole(const std::string &request)
{
    const std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos)
        return false;
    const std::size_t length = request.find("Content-Length: ");
    const std::size_t body = length < end ? std::strtoul(request.c_str() + length + 16, nullptr, 10) : 0;
    return request.size() >= end + 4 + body;
}

void read(int descriptor)
{
    std::array<char, 4096> bytes;
    const ssize_t size = ::recv(descriptor, bytes.data(), bytes.size(), 0);
    if (size <= 0) {
        unread.erase(descriptor);
        ::close(descriptor);
        return;
    }
    std::string request = unread[descriptor].append(bytes.data(), std::size_t(size));
    if (!isWhole(request)) {
        unread[descriptor] = std::move(request);
        return;
    }
    unread.erase(descriptor);
    handle(descriptor, request);
}

void endWaits()
{
    std::array<char, 8> count;
    (void)!::read(timer, count.data(), count.size());
    for (const int descriptor : waiting)
        reply(descriptor, "200 OK", R"({"status":"completed"})");
    waiting.clear();
}

} // namespace

int main()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    epoll = ::epoll_create1(0);
    timer = ::timerfd_create(CLOCK_MONOTONIC, 0);
    const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::listen(listening, 4096) != 0)
        return 1;
    ::getsockname(listening, reinterpret_cast<sockaddr *>(&address), &size);
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    watch(listening);
    watch(timer);
    for (std::array<epoll_event, 256> events;;) {
        const int count = ::epoll_wait(epoll, events.data(), int(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int descriptor = events[std::size_t(i)].data.fd;
            if (descriptor == listening)
                watch(::accept(listening, nullptr, nullptr));
            else if (descriptor == timer)
                endWaits();
            else
                read(descriptor);
        }
    }
}
