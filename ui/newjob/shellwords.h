// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A line as people type it at a shell into a program and its arguments, without any shell.
#pragma once

#include <QStringList>

#include <optional>

namespace belayer::ui {

struct ShellWords
{
    QStringList words;              ///< program first; empty if the line is
    std::optional<QString> problem; ///< for people; the words are of no use then
    /// What only a shell would understand ("|", ">", "*", "$HOME", ...) and stands outside of quotes; empty:
    /// nothing.
    QString shellSyntax;
};

enum class LineReader : quint8 {
    Words, ///< a program and its arguments
    Shell, ///< what |, ;, & and ( divide are commands of their own
};

/// The word that the line ends in, closed or not; empty after a space.
struct ShellTail
{
    qsizetype start = 0;   ///< where it begins in the line, quotes included
    QString text;          ///< as a program would get it
    bool isProgram = true; ///< the first of its command
    bool isQuoted = false; ///< some of it
};
ShellTail shellTail(const QString &line, LineReader reader);

/// Quotes and backslashes as POSIX sh reads them: '…' is literal, "…" keeps spaces, \ protects the next
/// character.
ShellWords parseShellWords(const QString &line);

} // namespace belayer::ui
