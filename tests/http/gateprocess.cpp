// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/gateprocess.h"

#include "tests/http/httpclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <array>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace belayer::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

} // namespace

GateProcess::GateProcess(const QStringList &arguments, int descriptorLimit)
{
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        qFatal("no pipe");
    m_errors = ::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    const QByteArray limit =
        descriptorLimit > 0 ? "ulimit -n " + QByteArray::number(descriptorLimit) + "; " : QByteArray();
    const QByteArray line = limit + "exec " BELAYER_GATESERVER " " + arguments.join(u' ').toLatin1();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, m_errors, 2);
    std::array<char *, 4> argv{const_cast<char *>("sh"), const_cast<char *>("-c"),
                               const_cast<char *>(line.constData()), nullptr};
    if (::posix_spawn(&m_pid, "/bin/sh", &actions, nullptr, argv.data(), environ) != 0)
        qFatal("no process");
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(input[0]);
    ::close(output[1]);
    m_input = input[1];
    std::array<char, 16> text{};
    const ssize_t size = ::read(output[0], text.data(), text.size() - 1);
    ::close(output[0]);
    m_port = QByteArray(text.data(), std::max<ssize_t>(size, 0)).trimmed().toUShort();
}

GateProcess::~GateProcess()
{
    stop();
    ::close(m_errors);
}

bool GateProcess::isRunning() const
{
    siginfo_t info{};
    return m_pid > 0 && ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
}

int GateProcess::stop()
{
    if (m_pid < 0)
        return -1;
    ::close(std::exchange(m_input, -1));
    QElapsedTimer timer;
    timer.start();
    const int handle = int(::syscall(SYS_pidfd_open, m_pid, 0));
    pollfd end{handle, POLLIN, 0};
    if (::poll(&end, 1, 10'000) != 1)
        ::kill(m_pid, SIGKILL);
    ::close(handle);
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_stopTime = std::chrono::milliseconds(timer.elapsed());
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int GateProcess::count(const QByteArray &name) const
{
    const QByteArray counts = ' ' + get(m_port, "/counts").body + ' ';
    const qsizetype begin = counts.indexOf(' ' + name + '=') + name.size() + 2;
    return counts.sliced(begin, counts.indexOf(' ', begin) - begin).toInt();
}

QByteArray GateProcess::procFile(const char *name) const
{
    QFile file(u"/proc/%1/%2"_s.arg(m_pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 GateProcess::memory() const
{
    return procFile("statm").split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

std::chrono::milliseconds GateProcess::processorTime() const
{
    const QByteArray stat = procFile("stat");
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.value(11).toLongLong() + fields.value(12).toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK));
}

int GateProcess::descriptors() const
{
    return int(QDir(u"/proc/%1/fd"_s.arg(m_pid))
                   .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                   .size());
}

int GateProcess::threads() const
{
    return int(QDir(u"/proc/%1/task"_s.arg(m_pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

QByteArray GateProcess::errors() const
{
    std::array<char, 65536> text{};
    const ssize_t size = ::pread(m_errors, text.data(), text.size(), 0);
    return QByteArray(text.data(), std::max<ssize_t>(size, 0));
}

RawClient::RawClient(quint16 port, int receiveBuffer)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (receiveBuffer > 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const timeval patience{patienceMs / 1000, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        ::close(std::exchange(m_socket, -1));
}

RawClient::~RawClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t size = ::send(m_socket, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
        if (size <= 0)
            return false;
        bytes = bytes.sliced(size);
    }
    return true;
}

QByteArray RawClient::receiveAll(std::chrono::milliseconds patience)
{
    QByteArray received;
    std::array<char, 65536> piece;
    pollfd wanted{m_socket, POLLIN, 0};
    while (::poll(&wanted, 1, int(patience.count())) == 1) {
        const ssize_t size = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (size <= 0)
            break;
        received.append(piece.data(), size);
    }
    return received;
}

QByteArray RawClient::receiveUntil(QByteArrayView text)
{
    QByteArray received;
    std::array<char, 65536> piece;
    pollfd wanted{m_socket, POLLIN, 0};
    while (!received.contains(text) && ::poll(&wanted, 1, patienceMs) == 1) {
        const ssize_t size = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (size <= 0)
            break;
        received.append(piece.data(), size);
    }
    return received;
}

bool RawClient::receiveByte()
{
    char byte = 0;
    return ::recv(m_socket, &byte, 1, 0) == 1;
}

bool RawClient::waitForEnd()
{
    pollfd wanted{m_socket, POLLIN, 0};
    return ::poll(&wanted, 1, patienceMs) == 1 && !receiveByte();
}

void RawClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(m_socket, -1));
}

QList<int> statuses(const QByteArray &answers)
{
    QList<int> found;
    const QByteArray begin = "HTTP/1.1 ";
    for (qsizetype at = answers.indexOf(begin); at >= 0; at = answers.indexOf(begin, at + begin.size()))
        found.append(answers.sliced(at + begin.size(), 3).toInt());
    return found;
}

} // namespace belayer::test
