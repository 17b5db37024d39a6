// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Texts of cells, laid out once however often they are painted.
#pragma once

#include <QFont>
#include <QHash>
#include <QStaticText>

namespace belayer::ui {

/// Times, states and kinds are the same in many rows, and rows are painted again with each change of theirs.
/// Texts are plain and of one line. Bounded: dropped as a whole when full, which scrolling brings about. What
/// is returned is valid until the next call. Main thread.
class CellTexts
{
public:
    const QStaticText &whole(const QString &text, const QFont &font);
    /// As much of it as there is room for, with an ellipsis.
    const QStaticText &elided(const QString &text, const QFont &font, int width);

private:
    struct Line
    {
        QStaticText whole;
        QStaticText elided;
        int elidedWidth = -1;
    };
    Line &line(const QString &text, const QFont &font);

    QHash<QString, Line> m_lines;
    QFont m_font; ///< of all of them
};

} // namespace belayer::ui
