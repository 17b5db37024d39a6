// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A running gateserver and what the kernel says of it.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <utility>

namespace belayer::test {

class GateProcess
{
public:
    /// Up when this returns. A limit of descriptors other than 0 is given to it.
    explicit GateProcess(const QStringList &arguments = {}, int descriptorLimit = 0);
    ~GateProcess();
    GateProcess(const GateProcess &) = delete;
    GateProcess &operator=(const GateProcess &) = delete;

    quint16 port() const noexcept { return m_port; }
    bool isRunning() const;
    /// Asks it to end; its exit code, or -1 if it does not within ten seconds or crashes.
    int stop();
    std::chrono::milliseconds stopTime() const noexcept { return m_stopTime; }

    qint64 memory() const; ///< resident, bytes
    std::chrono::milliseconds processorTime() const;
    int descriptors() const;
    int threads() const;
    QByteArray errors() const; ///< what it wrote to stderr so far
    /// NAME=... of its /counts, which it is asked for.
    int count(const QByteArray &name) const;

private:
    QByteArray procFile(const char *name) const;

    int m_pid = -1;
    int m_input = -1;
    int m_errors = -1; ///< a file that has no name any more
    quint16 m_port = 0;
    std::chrono::milliseconds m_stopTime{0};
};

/// A blocking socket with exactly the bytes one gives it and nothing of its own in between.
class RawClient
{
public:
    /// With a receive buffer of that size if it is not 0.
    explicit RawClient(quint16 port, int receiveBuffer = 0);
    ~RawClient();
    RawClient(RawClient &&other) noexcept : m_socket(std::exchange(other.m_socket, -1)) {}
    RawClient &operator=(RawClient &&other) noexcept
    {
        std::swap(m_socket, other.m_socket);
        return *this;
    }

    bool isConnected() const noexcept { return m_socket >= 0; }
    /// False: the other side took no more of it.
    bool send(QByteArrayView bytes);
    /// Everything until the end, an error, or that much silence.
    QByteArray receiveAll(std::chrono::milliseconds patience = std::chrono::seconds(20));
    /// Until the text has come, the end, or 20 s have passed.
    QByteArray receiveUntil(QByteArrayView text);
    /// Takes one; false at the end.
    bool receiveByte();
    /// The end has come, nothing else did.
    bool waitForEnd();
    void reset();

private:
    int m_socket = -1;
};

/// The statuses of all answers in there, in order.
QList<int> statuses(const QByteArray &answers);

} // namespace belayer::test
