// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A program as a test drives it from outside.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <csignal>

namespace belayer::test {

inline constexpr int patienceMs = 30'000;

/// Any program with its output; killed if the test gives up on it.
class Program
{
public:
    Program(const QString &path, const QStringList &arguments, const QProcessEnvironment &environment)
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(path, arguments, QIODevice::ReadOnly);
    }
    ~Program()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    /// Waits for a line of stdout; empty if the program ends without one.
    QString line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(patienceMs))
                return {};
        }
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    /// Waits for the end; -1 for one that crashed or did not end.
    int exitCode()
    {
        const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patienceMs);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QString output() { return QString::fromUtf8(m_process.readAllStandardOutput()); }
    /// Waits for the end, whatever it is.
    QString outputAtEnd()
    {
        exitCode();
        return output();
    }
    QString errors() { return QString::fromUtf8(m_process.readAllStandardError()); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    void signal(int number) const { ::kill(pid_t(m_process.processId()), number); }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace belayer::test
