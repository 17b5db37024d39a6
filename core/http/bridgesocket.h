// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A socket without a descriptor: what Qt HTTP Server gets instead of the network's.
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace belayer::http {

/// Always connected; never sees a byte of the network, so that nothing a client does can take it away under
/// Qt HTTP Server. What that writes is thrown away: replies go by Reply.
class BridgeSocket : public QTcpSocket
{
    Q_OBJECT

public:
    explicit BridgeSocket(QObject *parent);

    /// Gives one whole, valid request; it has been routed when this returns.
    void feed(const QByteArray &request);

    qint64 bytesAvailable() const override
    {
        return QTcpSocket::bytesAvailable() + m_request.size() - m_begin;
    }
    qint64 bytesToWrite() const override { return 0; }
    void disconnectFromHost() override {}
    void close() override {}

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    QByteArray m_request;
    qsizetype m_begin = 0; ///< of what has not been read
};

} // namespace belayer::http
