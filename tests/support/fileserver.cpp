// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fileserver.h"

#include <QTcpSocket>
#include <QTimer>

namespace belayer::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 BlockSize = 64 * 1024;

FileServer::Request parsed(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    FileServer::Request request{lines.takeFirst().split(' ').value(1), {}};
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return request;
}

/// Where the wanted range begins, as RFC 9110 has it: 0 without one, or when If-Range does not match.
qint64 offsetOf(const ServedFile &file, const FileServer::Request &request)
{
    const QByteArray range = request.headers.value("range");
    if (file.ranges == Ranges::Ignored || !range.startsWith("bytes="))
        return 0;
    const QByteArray condition = request.headers.value("if-range");
    if (!condition.isEmpty() && condition != file.etag && condition != file.lastModified)
        return 0;
    return range.mid(6).split('-').first().toLongLong();
}

} // namespace

FileServer::FileServer()
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = nextPendingConnection();
        ++connections;
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --connections;
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, head = QByteArray()]() mutable {
            head += socket->readAll();
            if (head.endsWith("\r\n\r\n"))
                answer(socket, std::exchange(head, {}));
        });
    });
}

QString FileServer::url(const QByteArray &path) const
{
    return u"http://127.0.0.1:%1"_s.arg(serverPort()) + QString::fromLatin1(path);
}

void FileServer::answer(QTcpSocket *socket, const QByteArray &head)
{
    const Request request = parsed(head);
    requests.append(request);
    ServedFile file = files.value(request.path);
    if (!files.contains(request.path))
        file.status = 404;
    const qint64 offset = file.status == 200 ? offsetOf(file, request) : 0;
    const auto size = static_cast<qint64>(file.content.size());
    const bool isBeyond = offset > 0 && offset >= size;
    const int status = isBeyond ? 416 : offset > 0 ? 206 : file.status;
    const QByteArray body = isBeyond ? QByteArray() : file.content.mid(offset);
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) +
                      " X\r\nConnection: close\r\nContent-Length: " +
                      QByteArray::number(file.announced >= 0 ? file.announced : body.size()) + "\r\n";
    if (!file.etag.isEmpty())
        text += "ETag: " + file.etag + "\r\n";
    if (!file.lastModified.isEmpty())
        text += "Last-Modified: " + file.lastModified + "\r\n";
    if (!file.location.isEmpty())
        text += "Location: " + file.location + "\r\n";
    if (status == 206)
        text +=
            "Content-Range: " +
            (file.contentRange.isEmpty() ? "bytes " + QByteArray::number(offset) + '-' +
                                               QByteArray::number(size - 1) + '/' + QByteArray::number(size)
                                         : file.contentRange) +
            "\r\n";
    socket->write(text + "\r\n");
    pump(socket, file, body, 0);
}

/// A block whenever the one before has left, so that `sent` tells what the client has taken.
void FileServer::pump(QTcpSocket *socket, const ServedFile &file, const QByteArray &body, qint64 offset)
{
    if (file.stallAfter >= 0 && offset >= file.stallAfter)
        return;
    const bool isCut = file.cutAfter >= 0 && offset >= file.cutAfter;
    if (isCut || offset == body.size()) {
        socket->disconnectFromHost();
        return;
    }
    qint64 size = std::min(BlockSize, body.size() - offset);
    for (const qint64 end : {file.stallAfter, file.cutAfter}) {
        if (end >= 0)
            size = std::min(size, end - offset);
    }
    socket->write(body.constData() + offset, size);
    const auto next = [this, socket, file, body, offset, size] {
        QTimer::singleShot(file.pause, socket, [=, this] { pump(socket, file, body, offset + size); });
    };
    auto *once = new QObject(socket);
    connect(socket, &QTcpSocket::bytesWritten, once, [this, socket, once, next, size] {
        if (socket->bytesToWrite() > 0 || !once->parent())
            return;
        once->setParent(nullptr); // answers once only
        once->deleteLater();
        sent += size;
        next();
    });
}

} // namespace belayer::test
