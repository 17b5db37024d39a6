// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/table.h"

#include "ctl/safetext.h"

#include <algorithm>
#include <clocale>
#include <cwchar>
#include <numeric>

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 2;
constexpr int leastShrunk = 8; ///< narrower, a column that shrinks tells nothing and others are dropped

int widthOf(char32_t c)
{
    // The widths are the C library's, and of the C locale it knows ASCII only.
    static const bool knowsUnicode = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
    const int width = knowsUnicode ? ::wcwidth(wchar_t(c)) : 1;
    return std::max(width, 0);
}

/// What is shown where, in characters of the terminal.
class Widths
{
public:
    Widths(const QList<Column> &columns, const QList<QList<Cell>> &rows) : m_columns(columns)
    {
        for (const Column &column : columns)
            m_widths.append(displayWidth(column.title));
        for (const QList<Cell> &row : rows) {
            for (qsizetype i = 0; i < row.size(); ++i)
                m_widths[i] = std::max(m_widths.at(i), displayWidth(escaped(row.at(i).text)));
        }
    }

    void fit(int width)
    {
        for (qsizetype i = m_widths.size() - 1; i >= 0 && least() > width; --i) {
            if (m_columns.at(i).fit == Column::Fit::Drops)
                m_widths[i] = 0;
        }
        for (const Column::Fit giving : {Column::Fit::Shrinks, Column::Fit::Keeps})
            shrink(giving, width);
    }

    int at(qsizetype column) const { return m_widths.at(column); } ///< 0: not shown

private:
    int total() const
    {
        const auto shown = int(std::count_if(m_widths.begin(), m_widths.end(), [](int w) { return w > 0; }));
        return std::accumulate(m_widths.begin(), m_widths.end(), gap * std::max(shown - 1, 0));
    }

    /// With the columns that shrink as narrow as is of use.
    int least() const
    {
        int sum = total();
        for (qsizetype i = 0; i < m_widths.size(); ++i) {
            if (m_columns.at(i).fit == Column::Fit::Shrinks)
                sum -= std::max(m_widths.at(i) - leastShrunk, 0);
        }
        return sum;
    }

    void shrink(Column::Fit giving, int width)
    {
        for (int tooMuch = total() - width; tooMuch > 0;) {
            qsizetype widest = -1;
            for (qsizetype i = 0; i < m_widths.size(); ++i) {
                if (m_columns.at(i).fit == giving && m_widths.at(i) > 1 &&
                    (widest < 0 || m_widths.at(i) > m_widths.at(widest)))
                    widest = i;
            }
            if (widest < 0)
                return;
            --m_widths[widest];
            --tooMuch;
        }
    }

    const QList<Column> &m_columns;
    QList<int> m_widths;
};

QString line(const QList<Cell> &cells, const Widths &widths, Colours colours)
{
    QString text;
    int owed = 0; // spaces are written only before more text, so that no line ends in them
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (widths.at(i) == 0)
            continue;
        const Cell &cell = cells.at(i);
        const QString shown = shortened(escaped(cell.text), widths.at(i));
        if (!shown.isEmpty())
            text += QString(std::exchange(owed, 0), u' ');
        const bool isColoured = colours == Colours::On && !cell.colour.isEmpty();
        text += isColoured ? u"\x1b[%1m"_s.arg(cell.colour) + shown + u"\x1b[m"_s : shown;
        owed += widths.at(i) - displayWidth(shown) + gap;
    }
    return text;
}

} // namespace

int displayWidth(QStringView text)
{
    const QList<uint> characters = text.toUcs4();
    return std::accumulate(characters.begin(), characters.end(), 0,
                           [](int sum, uint c) { return sum + widthOf(char32_t(c)); });
}

QString shortened(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    const QList<uint> characters = text.toUcs4();
    QString kept;
    int used = 1; // the ellipsis
    for (const uint c : characters) {
        used += widthOf(char32_t(c));
        if (used > width)
            break;
        const auto character = char32_t(c);
        kept += QString::fromUcs4(&character, 1);
    }
    return kept + u'…';
}

QStringList layOut(const QList<Column> &columns, const QList<QList<Cell>> &rows, int width, Colours colours)
{
    Widths widths(columns, rows);
    if (width > 0)
        widths.fit(width);
    QList<Cell> titles;
    for (const Column &column : columns)
        titles.append({column.title});
    QStringList lines{line(titles, widths, colours)};
    for (const QList<Cell> &row : rows)
        lines.append(line(row, widths, colours));
    return lines;
}

} // namespace belayer::ctl
