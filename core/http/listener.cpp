// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/listener.h"

#include <algorithm>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace belayer::http {

namespace {

/// Half of the descriptors, as jobs need theirs: running out of them makes the listening socket spin.
qsizetype connectionLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 256;
    return qsizetype(std::clamp<rlim_t>(limit.rlim_cur / 2, 16, 2048));
}

void refuse(int descriptor)
{
    const QByteArray bytes =
        serialize(errorReply(503, "too_many_connections", "Too many connections; try again in a second"),
                  Connecting::Close, BodyPart::Send);
    ::send(descriptor, bytes.constData(), std::size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(descriptor);
}

} // namespace

Listener::Listener(QObject *parent) : QTcpServer(parent), m_maxConnections(connectionLimit())
{
    setListenBacklogSize(1024);
    setMaxPendingConnections(1024);
}

Connection *Listener::connectionFrom(const QHostAddress &address, quint16 port) const
{
    return m_connections->value({address, port});
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (m_connections->size() >= m_maxConnections) {
        refuse(int(descriptor));
        return;
    }
    auto *connection = new Connection(descriptor, m_connections, this);
    Q_EMIT connectionMade(connection);
    addPendingConnection(connection);
}

} // namespace belayer::http
