// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Tells of most lines that a text is not in them, from their bytes: to make a line's text takes far
/// longer.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <string>

namespace belayer::ui {

/// One thread: it keeps its scratch memory.
class LineFilter
{
public:
    LineFilter() = default;
    LineFilter(const QString &text, Qt::CaseSensitivity caseSensitivity);

    /// False: the text of styledLine() of these bytes does not hold it. True where that cannot be told.
    bool mayHold(QByteArrayView line);

private:
    bool writePlain(QByteArrayView line);

    std::string m_text; ///< as in m_line; empty: only the line itself can tell
    Qt::CaseSensitivity m_case = Qt::CaseSensitive;
    std::string m_line;
};

} // namespace belayer::ui
