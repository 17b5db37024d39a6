// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Others' text made safe for a terminal.
#pragma once

#include <QByteArray>
#include <QString>

namespace belayer::ctl {

/// For names and messages, one line: every control character, and those that turn the direction of the text
/// around, as \x1b or \u202e. For JSON: \u escapes that mean the same to whoever parses it.
QString escaped(QStringView text);
QByteArray escapedJson(const QByteArray &json);

/// A program's output on a terminal, as `less -R` shows it: lines, tabs, colours and what progress bars need
/// pass; whatever else could move, retitle or ask the terminal is shown as \x1b and the like. Keeps what a
/// piece of output ends in the middle of.
class OutputFilter
{
public:
    QByteArray filter(QByteArrayView bytes);
    /// What was kept, and the terminal's own colours again.
    QByteArray end();

private:
    /// Writes what stands at the start of `rest` and returns its length; 0: more is needed to tell.
    qsizetype take(QByteArrayView rest, QByteArray &out);
    qsizetype takeEscape(QByteArrayView rest, QByteArray &out);

    QByteArray m_kept;
    bool m_coloured = false;
};

} // namespace belayer::ctl
