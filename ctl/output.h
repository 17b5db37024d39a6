// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Standard output: written whole or the program ends, and dressed only on a terminal.
#pragma once

#include "ctl/interruption.h"
#include "ctl/safetext.h"
#include "ctl/table.h"

#include <QByteArray>
#include <QString>

namespace belayer::ctl {

/// Thrown when whoever reads our output has left: the end, without a word.
class ReaderGone
{
};

/// Every call blocks until all is written; throws ReaderGone, or Failure where it cannot be (a full disk).
/// Needs SIGPIPE to be ignored.
class Output
{
public:
    Output();

    void line(const QString &text) { write(text.toUtf8() + '\n'); }
    void write(const QByteArray &bytes);
    /// A program's output: raw into a pipe or file, filtered on a terminal until programEnd().
    void program(const QByteArray &bytes);
    void programEnd();

    /// While a call waits for the reader and an interruption comes, it is acted on, and the wait goes on.
    void setInterruption(OnInterruption onInterruption) { m_onInterruption = std::move(onInterruption); }

    bool isTerminal() const noexcept { return m_isTerminal; }
    int width() const;       ///< 0: not a terminal
    Colours colours() const; ///< off where NO_COLOR is set

private:
    void awaitReader();

    bool m_isTerminal;
    OnInterruption m_onInterruption;
    OutputFilter m_filter;
};

/// A line on standard error that begins with the program's name; others' text in it is escaped.
void say(const QString &message);

} // namespace belayer::ctl
