// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Bytes of a program's output into lines that are safe and pleasant to show.
#pragma once

#include "ui/output/textstyle.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace belayer::ui {

struct StyledRun
{
    qsizetype start = 0;
    qsizetype length = 0;
    TextStyle style;
    bool operator==(const StyledRun &) const = default;
};

/// Always plain text; what is invisible is shown (see plaintext.h).
struct StyledLine
{
    QString text;
    QList<StyledRun> runs; ///< one after the other; where there is none the style is the default
};

/// One line as a terminal ends up showing it: carriage return and backspace move back, erase-line erases,
/// styles colour. Every other sequence is shown, not obeyed. Bad UTF-8 becomes U+FFFD. `style`: how the line
/// begins.
StyledLine styledLine(QByteArrayView bytes, TextStyle style);

/// Where the lines of an output begin and end, found in one pass over its bytes. A line is cut into pieces of
/// about `maxLine` bytes, so that no input makes a line grow; one that is rewritten over and over (a progress
/// bar) begins at its last writing instead. The same bytes give the same lines, however they are portioned.
class LineSplitter
{
public:
    static constexpr qint64 maxLine = 4096;

    enum class Ending : quint8 { Newline, Cut, Open };
    struct Line
    {
        qint64 begin = 0; ///< offsets in the output
        qint64 end = 0;
        TextStyle style; ///< at `begin`
        Ending ending = Ending::Open;
    };

    LineSplitter(qint64 offset, TextStyle style) : m_at(offset), m_line{offset, offset, style}, m_style(style)
    {
    }

    /// Calls `ended(line)` for every line that ends in `bytes`; gives how many of them it took. The rest, the
    /// beginning of an escape sequence, is to come again with what follows.
    template<class F> qsizetype feed(QByteArrayView bytes, F ended)
    {
        const qint64 begin = m_at;
        while (step(bytes.sliced(qsizetype(m_at - begin)))) {
            if (m_line.ending == Ending::Open)
                continue;
            ended(std::as_const(m_line));
            m_line = {m_next, m_next, m_style};
        }
        return qsizetype(m_at - begin);
    }
    /// Where the line begins that has not ended yet.
    const Line &openLine() const noexcept { return m_line; }

private:
    bool step(QByteArrayView bytes);
    bool cutsBefore(char c);
    void end(Ending ending, qint64 next);

    qint64 m_at;
    Line m_line;
    qint64 m_next = 0;   ///< begin of the line after the one that has ended
    TextStyle m_style;   ///< at m_at
    qint64 m_return = 0; ///< after the last carriage return
    TextStyle m_returnStyle;
};

} // namespace belayer::ui
