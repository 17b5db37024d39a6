// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An HTTP/1.1 answer from its bytes, as they come; no socket.
#pragma once

#include <QByteArray>
#include <QList>

#include <exception>
#include <optional>

namespace belayer::ctl {

/// The bytes are not an answer; what() says why.
class BadResponse : public std::exception
{
public:
    explicit BadResponse(const char *why) : m_why(why) {}
    const char *what() const noexcept override { return m_why; }

private:
    const char *m_why;
};

/// One answer, of any length: the body is taken out as it comes. After a throw it is of no use.
class ResponseParser
{
public:
    /// Throws BadResponse.
    void feed(QByteArrayView bytes);
    /// The connection ended; an answer that has not by then is broken.
    void feedEnd();

    bool hasHead() const noexcept { return m_part != Part::Head; }
    bool isFinished() const noexcept { return m_part == Part::End; }
    int status() const noexcept { return m_status; }
    /// By its name in lower case; empty if it is not there.
    QByteArray header(const QByteArray &name) const;
    /// What has come of the body since the last call.
    QByteArray takeBody() { return std::exchange(m_body, {}); }

private:
    enum class Part : quint8 { Head, Sized, UntilEnd, ChunkSize, Chunk, ChunkEnd, Trailers, End };

    bool step();
    std::optional<QByteArray> takeLine();
    void readHead(const QByteArray &head);
    void chooseBody();
    void readChunkSize(const QByteArray &line);
    bool takeBodyBytes(Part next);

    Part m_part = Part::Head;
    int m_status = 0;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArray m_in;
    QByteArray m_body;
    quint64 m_left = 0; ///< of the body or the chunk
};

} // namespace belayer::ctl
