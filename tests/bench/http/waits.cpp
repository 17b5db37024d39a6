// SPDX-License-Identifier: GPL-3.0-or-later
// What waiting costs, for each server given as NAME:PORT:PID: a thousand clients that wait for one task
// (memory of the server for each, time from the first answer to the last, answers that came too early), and a
// POST in two segments against the same in one, at a client with Nagle's algorithm on. Ratios are to the last
// server.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

constexpr int clientCount = 1000;
constexpr double taskSeconds = 3;
constexpr int rounds = 3;

double seconds(Clock::duration time)
{
    return duration<double>(time).count();
}

struct Server
{
    std::string name;
    int port = 0;
    std::string pid;

    /// Without the pages of program and libraries that are read in when something is done for the first time.
    long ownBytes() const
    {
        long pages = 0;
        long resident = 0;
        long shared = 0;
        if (std::FILE *file = std::fopen(("/proc/" + pid + "/statm").c_str(), "r")) {
            if (std::fscanf(file, "%ld %ld %ld", &pages, &resident, &shared) != 3)
                resident = shared = 0;
            std::fclose(file);
        }
        return (resident - shared) * ::sysconf(_SC_PAGESIZE);
    }
};

class Client
{
public:
    explicit Client(const Server &server) : m_host("Host: 127.0.0.1:" + std::to_string(server.port) + "\r\n")
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(std::uint16_t(server.port));
        descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect to " + server.name);
    }
    Client(Client &&other) noexcept : descriptor(std::exchange(other.descriptor, -1)), m_host(other.m_host) {}
    ~Client() { ::close(descriptor); }

    std::string get(const std::string &target) const
    {
        return "GET " + target + " HTTP/1.1\r\n" + m_host + "\r\n";
    }
    std::string postHead(const std::string &target, std::size_t size) const
    {
        return "POST " + target + " HTTP/1.1\r\n" + m_host +
               "Content-Type: application/json\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
    }
    void send(const std::string &bytes) const
    {
        if (::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) != ssize_t(bytes.size()))
            throw std::runtime_error("cannot send");
    }
    /// Of answers that come in one piece, as small ones do.
    std::string receive() const
    {
        std::array<char, 4096> bytes;
        const ssize_t size = ::recv(descriptor, bytes.data(), bytes.size(), 0);
        if (size <= 0)
            throw std::runtime_error("the server closed the connection");
        return {bytes.data(), std::size_t(size)};
    }

    int descriptor = -1;

private:
    std::string m_host;
};

struct Waits
{
    double bytesEach = 0;
    double spread = 0; ///< seconds
    int early = 0;
};

/// Until each has its answer.
void await(std::vector<Client> &clients, Clock::time_point due, Waits &waits)
{
    const int epoll = ::epoll_create1(0);
    for (const Client &client : clients) {
        epoll_event event{.events = EPOLLIN | EPOLLONESHOT, .data = {.ptr = const_cast<Client *>(&client)}};
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, client.descriptor, &event);
    }
    Clock::time_point first;
    Clock::time_point last;
    std::array<epoll_event, 256> events;
    for (int answered = 0; answered < clientCount;) {
        const int count = ::epoll_wait(epoll, events.data(), int(events.size()), -1);
        last = Clock::now();
        if (answered == 0)
            first = last;
        for (int i = 0; i < count; ++i, ++answered) {
            const std::string answer = static_cast<Client *>(events[std::size_t(i)].data.ptr)->receive();
            waits.early += last < due || answer.find("completed") == std::string::npos;
        }
    }
    ::close(epoll);
    waits.spread = seconds(last - first);
}

Waits waitTogether(const Server &server, int round)
{
    Waits waits;
    const std::string id = "bench-" + std::to_string(::getpid()) + '-' + std::to_string(round);
    const Client starter(server);
    const std::string task = R"({"task_id":")" + id + R"(","duration":)" + std::to_string(taskSeconds) + '}';
    const auto begin = Clock::now();
    starter.send(starter.postHead("/tasks", task.size()) + task);
    if (starter.receive().find("started") == std::string::npos)
        throw std::runtime_error(server.name + " starts no task");
    const long before = server.ownBytes();
    std::vector<Client> clients;
    for (int i = 0; i < clientCount; ++i) {
        clients.emplace_back(server);
        clients.back().send(clients.back().get("/tasks/" + id));
    }
    // The last to have come in: the server has read all requests before its next answer.
    starter.send(starter.postHead("/tasks", 2) + "{}");
    starter.receive();
    waits.bytesEach = double(server.ownBytes() - before) / clientCount;
    if (seconds(Clock::now() - begin) > taskSeconds)
        throw std::runtime_error("this machine is too slow to connect a thousand clients in time");
    await(clients, begin + std::chrono::duration_cast<Clock::duration>(duration<double>(taskSeconds)), waits);
    return waits;
}

/// Seconds, of the median.
double postTime(const Server &server, bool isSplit)
{
    const Client client(server);
    const std::string body(200, ' ');
    const std::string head = client.postHead("/tasks", body.size());
    std::vector<double> times;
    for (int i = 0; i < 201; ++i) {
        const auto begin = Clock::now();
        if (isSplit) {
            client.send(head);
            client.send(body);
        } else {
            client.send(head + body);
        }
        client.receive();
        times.push_back(seconds(Clock::now() - begin));
    }
    std::nth_element(times.begin(), times.begin() + 100, times.end());
    return times[100];
}

Server serverOf(const std::string &argument)
{
    const std::size_t first = argument.find(':');
    const std::size_t second = argument.find(':', first + 1);
    if (second == std::string::npos)
        throw std::runtime_error("give each server as NAME:PORT:PID");
    return {argument.substr(0, first), std::stoi(argument.substr(first + 1)), argument.substr(second + 1)};
}

struct Row
{
    Server server;
    Waits waits;
    double whole = 0;
    double split = 0;
};

Row measure(const Server &server)
{
    Row row{server, waitTogether(server, 0), postTime(server, false), postTime(server, true)};
    for (int round = 1; round < rounds; ++round) { // the first one's memory, the best one's spread
        const Waits again = waitTogether(server, round);
        row.waits.spread = std::min(row.waits.spread, again.spread);
        row.waits.early += again.early;
    }
    return row;
}

} // namespace

int main(int argc, char **argv)
try {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    std::vector<Row> rows;
    for (int i = 1; i < argc; ++i)
        rows.push_back(measure(serverOf(argv[i])));
    std::printf("%-10s %14s %10s %10s %6s %14s %14s %12s\n", "waits", "bytes/client", "spread ms", "of floor",
                "early", "POST us", "in two us", "split/whole");
    for (const Row &row : rows)
        std::printf("%-10s %14.0f %10.1f %10.2f %6d %14.0f %14.0f %12.2f\n", row.server.name.c_str(),
                    row.waits.bytesEach, row.waits.spread * 1e3, row.waits.spread / rows.back().waits.spread,
                    row.waits.early, row.whole * 1e6, row.split * 1e6, row.split / row.whole);
} catch (const std::exception &error) {
    std::fprintf(stderr, "bench_http_waits: %s\n", error.what());
    return 1;
}
