// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Why the program cannot start, in words for the terminal.
#pragma once

#include <QString>

#include <exception>

namespace belayer::app {

/// The program's exit codes; scripts rely on them.
enum class ExitCode : int {
    Success = 0,
    BadStart = 2,     ///< wrong command line, taken port, unusable data directory, no display
    AlreadyInUse = 3, ///< another Belayer has the data directory
};

/// Thrown while starting, caught in main().
class StartError : public std::exception
{
public:
    explicit StartError(QString message, ExitCode code = ExitCode::BadStart)
        : m_message(std::move(message)), m_code(code)
    {
    }
    /// What, value and remedy.
    const QString &message() const noexcept { return m_message; }
    ExitCode code() const noexcept { return m_code; }
    const char *what() const noexcept override { return "cannot start"; }

private:
    QString m_message;
    ExitCode m_code;
};

} // namespace belayer::app
