// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A small HTTP server of files for tests of downloads, which can misbehave in all the usual ways.
#pragma once

#include <QHash>
#include <QList>
#include <QMap>
#include <QTcpServer>

#include <chrono>

class QTcpSocket;

namespace belayer::test {

enum class Ranges { Honoured, Ignored };

/// A file, and how the server treats who asks for it.
struct ServedFile
{
    QByteArray content;
    QByteArray etag = "\"one\"";
    QByteArray lastModified{};
    Ranges ranges = Ranges::Honoured;
    int status = 200;
    QByteArray location{};
    qint64 cutAfter = -1;   ///< so many bytes of an answer, then the connection is closed
    qint64 stallAfter = -1; ///< so many bytes of an answer, then silence
    qint64 announced = -1;  ///< Content-Length, if it is not the true one
    QByteArray contentRange{};
    std::chrono::milliseconds pause{0}; ///< between two blocks
};

/// Lives in the thread that made it, and needs its event loop. One request a connection.
class FileServer : public QTcpServer
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
    };

    FileServer();
    /// E.g. "http://127.0.0.1:1234/file".
    QString url(const QByteArray &path) const;

    QMap<QByteArray, ServedFile> files; ///< by path
    QList<Request> requests;
    qint64 sent = 0;     ///< bytes of all bodies, as given to the system
    int connections = 0; ///< open now

private:
    void answer(QTcpSocket *socket, const QByteArray &head);
    void pump(QTcpSocket *socket, const ServedFile &file, const QByteArray &body, qint64 offset);
};

} // namespace belayer::test
