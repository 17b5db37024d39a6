// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One Belayer a data directory: the lock, and the call by which a second one brings the first one
/// forward.
#pragma once

#include "app/datadir.h"

#include <QByteArray>
#include <QLocalServer>
#include <QObject>

#include <optional>

class QLocalSocket;

namespace belayer::app {

/// Held while the program runs; the system lets go of it however the program ends, kill -9 included.
class InstanceLock
{
public:
    /// Nothing if another Belayer holds it. Throws StartError if the file cannot be made.
    static std::optional<InstanceLock> take(const DataDir &dir);
    InstanceLock(InstanceLock &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    InstanceLock &operator=(InstanceLock &&) = delete;
    ~InstanceLock();

private:
    explicit InstanceLock(int fd) : m_fd(fd) {}
    int m_fd;
};

/// The first one's ear, in the main thread. Only for the holder of the lock, and only if it has a window.
class InstanceServer : public QObject
{
    Q_OBJECT

public:
    explicit InstanceServer(const DataDir &dir, QObject *parent = nullptr);

Q_SIGNALS:
    /// A second one was started: bring the window forward. The token is what it was launched with, or empty.
    void activated(const QByteArray &activationToken);

private:
    void take(QLocalSocket *socket);

    QLocalServer m_server;
};

enum class Answer : quint8 { CameForward, None };
/// Asks the holder of the lock to bring its window forward, with the token by which the user's launcher lets
/// it; a headless one gives no answer. Blocks at most two seconds. The request is one line, the token; the
/// answer is one, too.
Answer bringForward(const DataDir &dir, const QByteArray &activationToken);

} // namespace belayer::app
