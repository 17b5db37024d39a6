// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instance.h"

#include "app/starterror.h"

#include <QFile>
#include <QLocalSocket>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace belayer::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 2000;
constexpr qint64 longestRequest = 4096;

} // namespace

std::optional<InstanceLock> InstanceLock::take(const DataDir &dir)
{
    const int fd = ::open(QFile::encodeName(dir.lockFile()).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return InstanceLock(fd);
    const int error = errno;
    if (fd >= 0)
        ::close(fd);
    if (fd >= 0 && error == EWOULDBLOCK)
        return {};
    throw StartError(u"lock file %1 cannot be used (%2); choose another --data-dir"_s.arg(
        dir.lockFile(), QString::fromLocal8Bit(std::strerror(error))));
}

InstanceLock::~InstanceLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

InstanceServer::InstanceServer(const DataDir &dir, QObject *parent) : QObject(parent)
{
    QLocalServer::removeServer(
        dir.socketFile()); // left by one that was killed: the lock says that nobody uses it
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server.listen(dir.socketFile()))
        qWarning("a second belayer will not be able to bring this window forward: %s",
                 qPrintable(m_server.errorString()));
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { take(socket); });
        }
    });
}

void InstanceServer::take(QLocalSocket *socket)
{
    if (!socket->canReadLine() && socket->bytesAvailable() < longestRequest)
        return;
    const QByteArray token = socket->readLine(longestRequest).trimmed();
    socket->disconnect(this);
    socket->write("forward\n");
    socket->disconnectFromServer();
    Q_EMIT activated(token);
}

Answer bringForward(const DataDir &dir, const QByteArray &activationToken)
{
    QLocalSocket socket;
    socket.connectToServer(dir.socketFile());
    if (!socket.waitForConnected(patienceMs))
        return Answer::None;
    socket.write(activationToken + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patienceMs))
            return Answer::None;
    }
    return Answer::CameForward;
}

} // namespace belayer::app
