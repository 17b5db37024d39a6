// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Rows of others' text in columns that fit a terminal.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace belayer::ctl {

struct Column
{
    enum class Fit : quint8 {
        Keeps,   ///< shortened only when nothing else is left to give
        Drops,   ///< left out where there is no room; the last such column first
        Shrinks, ///< takes what the others leave
    };
    QString title;
    Fit fit = Fit::Keeps;
};

struct Cell
{
    QString text;        ///< anyone's; shown escaped
    QString colour = {}; ///< the numbers of an SGR sequence; empty: none
};

enum class Colours : quint8 { Off, On };

/// As the terminal counts: two for wide characters, none for combining ones.
int displayWidth(QStringView text);
/// At most so wide, with an ellipsis in place of what was cut.
QString shortened(const QString &text, int width);

/// A line for the titles and one for each row, none wider than the width; 0: as wide as it wants.
QStringList layOut(const QList<Column> &columns, const QList<QList<Cell>> &rows, int width, Colours colours);

} // namespace belayer::ctl
