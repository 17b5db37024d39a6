// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/bridgesocket.h"

#include <QHostAddress>

#include <algorithm>
#include <cstring>

namespace belayer::http {

BridgeSocket::BridgeSocket(QObject *parent) : QTcpSocket(parent)
{
    setPeerAddress(QHostAddress(QHostAddress::LocalHost));
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
}

void BridgeSocket::feed(const QByteArray &request)
{
    m_request = request;
    m_begin = 0;
    Q_EMIT readyRead();
}

qint64 BridgeSocket::readData(char *data, qint64 maximum)
{
    const qint64 size = std::min<qint64>(maximum, m_request.size() - m_begin);
    std::memcpy(data, m_request.constData() + m_begin, std::size_t(size));
    m_begin += size;
    return size;
}

} // namespace belayer::http
