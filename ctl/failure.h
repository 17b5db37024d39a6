// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How belayerctl ends: its exit codes, and the failure that carries one to main().
#pragma once

#include <QString>

#include <exception>

namespace belayer::ctl {

/// Scripts rely on them; the manual lists them. `run`, `race`, `group` and `wait` add the job's own: its
/// program's exit code, or 128 and the signal that ended it.
enum class ExitCode : int {
    Success = 0,
    Failed = 1,       ///< the job failed without an exit code of its own; or output could not be written
    Usage = 2,        ///< wrong command line
    NotReachable = 3, ///< no Belayer runs on the data directory, or it does not answer
    Unauthorised = 4, ///< the token is missing, or is not the one Belayer knows
    NotFound = 5,     ///< no such job, or it has no output
    Refused = 6,      ///< Belayer does not do that: commands are off, the job is over, the queue is full
    Cancelled = 7,    ///< the job was cancelled
    TimedOut = 8,     ///< the job, or the wait for it, took longer than allowed
    NotExecutable = 126,
    NoSuchProgram = 127,
};

/// As a shell tells of a program that a signal has ended.
constexpr int signalCode(int number)
{
    return 128 + number;
}

/// Thrown anywhere, caught in main().
class Failure : public std::exception
{
public:
    Failure(ExitCode code, QString message) : m_message(std::move(message)), m_code(code) {}
    /// One line: what, value and remedy. May hold others' text, so it is escaped where it is printed.
    const QString &message() const noexcept { return m_message; }
    ExitCode code() const noexcept { return m_code; }
    const char *what() const noexcept override { return "belayerctl failed"; }

private:
    QString m_message;
    ExitCode m_code;
};

} // namespace belayer::ctl
