// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/httpclient.h"

#include <QHostAddress>

#include <sys/socket.h>

namespace belayer::test {

namespace {

constexpr int patienceMs = 30'000;

Answer parseHead(QByteArrayView head)
{
    Answer answer;
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return answer;
}

} // namespace

HttpClient::HttpClient(quint16 port) : m_port(port), m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket->waitForConnected(patienceMs);
}

void HttpClient::send(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                      const Headers &headers)
{
    QByteArray bytes =
        method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    sendRaw(bytes + "\r\n" + body);
}

void HttpClient::sendRaw(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

bool HttpClient::waitForMore()
{
    if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patienceMs))
        return false;
    m_received += m_socket->readAll();
    return true;
}

Answer HttpClient::receive(const QByteArray &method)
{
    while (!m_received.contains("\r\n\r\n")) {
        if (!waitForMore())
            return {};
    }
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    Answer answer = parseHead(QByteArrayView(m_received).first(end));
    m_received.remove(0, end + 4);
    const qsizetype length = method == "HEAD" ? 0 : answer.headers.value("content-length").toLongLong();
    while (m_received.size() < length) {
        if (!waitForMore())
            return {};
    }
    answer.body = m_received.first(length);
    m_received.remove(0, length);
    return answer;
}

Answer HttpClient::ask(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                       const Headers &headers)
{
    send(method, target, body, headers);
    return receive(method);
}

bool HttpClient::isClosedByServer()
{
    while (m_socket->state() == QAbstractSocket::ConnectedState) {
        if (m_socket->bytesAvailable() > 0 || !m_received.isEmpty())
            return false;
        m_socket->waitForReadyRead(patienceMs);
    }
    return m_socket->bytesAvailable() == 0 && m_received.isEmpty();
}

bool HttpClient::hasAnswer()
{
    m_socket->waitForReadyRead(0);
    return m_socket->bytesAvailable() > 0 || !m_received.isEmpty();
}

void HttpClient::endSending()
{
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
}

void HttpClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
}

Answer get(quint16 port, const QByteArray &target)
{
    return HttpClient(port).ask("GET", target);
}

Answer post(quint16 port, const QByteArray &target, const QByteArray &json)
{
    return HttpClient(port).ask("POST", target, json, {{"Content-Type", "application/json"}});
}

} // namespace belayer::test
