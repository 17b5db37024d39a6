// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputtext.h"

#include "ui/words/plaintext.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace belayer::ui {

namespace {

constexpr std::array<bool, 256> setOf(std::string_view characters)
{
    std::array<bool, 256> set{};
    for (const char c : characters)
        set[static_cast<unsigned char>(c)] = true;
    return set;
}

/// How many bytes come before the first of `stops`.
qsizetype plainLength(QByteArrayView bytes, const std::array<bool, 256> &stops)
{
    const auto isStop = [&](char c) { return stops[static_cast<unsigned char>(c)]; };
    return std::find_if(bytes.begin(), bytes.end(), isStop) - bytes.begin();
}

constexpr auto splitterStops = setOf("\n\r\x1b");
constexpr auto lineStops = setOf("\r\b\x1b");

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// One row of a terminal, as wide as need be.
class Row
{
public:
    explicit Row(TextStyle style) : m_style(style) {}

    void write(QByteArrayView bytes)
    {
        for (const char32_t c : QString::fromUtf8(bytes).toUcs4()) {
            if (m_column == m_cells.size())
                m_cells.emplace_back();
            m_cells[m_column++] = {c, m_style};
        }
    }
    void moveTo(size_t column) { m_column = column; }
    void moveBack() { m_column -= m_column > 0 ? 1 : 0; }
    void apply(QByteArrayView parameters) { applyStyle(parameters, m_style); }

    void erase(QByteArrayView parameter)
    {
        const size_t first = parameter == "1" || parameter == "2" ? 0 : m_column;
        const size_t last = parameter == "1" ? std::min(m_column + 1, m_cells.size()) : m_cells.size();
        std::fill(m_cells.begin() + qptrdiff(first), m_cells.begin() + qptrdiff(last), Cell{});
        if (parameter != "1")
            m_cells.resize(m_column);
    }

    StyledLine line() const
    {
        StyledLine line;
        const auto isWritten = [](const Cell &cell) { return cell.character != erased; };
        const auto last = std::find_if(m_cells.rbegin(), m_cells.rend(), isWritten).base();
        for (auto cell = m_cells.begin(); cell != last;) {
            const auto end =
                std::find_if(cell, last, [&](const Cell &other) { return other.style != cell->style; });
            std::u32string run;
            std::transform(cell, end, std::back_inserter(run),
                           [&](const Cell &each) { return isWritten(each) ? each.character : U' '; });
            const QString text = shownLines(QString::fromStdU32String(run));
            if (cell->style != TextStyle())
                line.runs.append({line.text.size(), text.size(), cell->style});
            line.text += text;
            cell = end;
        }
        return line;
    }

private:
    static constexpr char32_t erased = 0x11'0000; ///< beyond Unicode
    struct Cell
    {
        char32_t character = erased;
        TextStyle style;
    };
    std::vector<Cell> m_cells;
    size_t m_column = 0;
    TextStyle m_style;
};

/// Takes what `bytes` begin with, which is no plain text; gives its length.
qsizetype obey(QByteArrayView bytes, Row &row)
{
    using Kind = EscapeSequence::Kind;
    if (bytes[0] == '\r') {
        row.moveTo(0);
        return 1;
    }
    if (bytes[0] == '\b') {
        row.moveBack();
        return 1;
    }
    const EscapeSequence sequence = escapeSequence(bytes);
    switch (sequence.kind) {
    case Kind::Style: row.apply(bytes.sliced(2, sequence.length - 3)); break;
    case Kind::EraseLine: row.erase(bytes.sliced(2, sequence.length - 3)); break;
    case Kind::Nothing: break;
    case Kind::None:
    case Kind::Incomplete: row.write(bytes.first(1)); return 1;
    }
    return sequence.length;
}

void append(StyledLine &line, QByteArrayView bytes, const TextStyle &style)
{
    const QString text = shownLines(QString::fromUtf8(bytes));
    if (style != TextStyle() && !text.isEmpty()) {
        StyledRun *last = line.runs.isEmpty() ? nullptr : &line.runs.last();
        if (last && last->style == style && last->start + last->length == line.text.size())
            last->length += text.size();
        else
            line.runs.append({line.text.size(), text.size(), style});
    }
    line.text += text;
}

/// A line that only goes forward, as most do, needs no cells. Nothing: this one goes back.
std::optional<StyledLine> forwardLine(QByteArrayView bytes, TextStyle style)
{
    using Kind = EscapeSequence::Kind;
    StyledLine line;
    for (;;) {
        const qsizetype plain = plainLength(bytes, lineStops);
        append(line, bytes.first(plain), style);
        bytes = bytes.sliced(plain);
        if (bytes.isEmpty())
            return line;
        if (bytes[0] != '\x1b')
            return {};
        const EscapeSequence sequence = escapeSequence(bytes);
        const bool isObeyed = sequence.kind != Kind::None && sequence.kind != Kind::Incomplete;
        if (sequence.kind == Kind::Style)
            applyStyle(bytes.sliced(2, sequence.length - 3), style);
        else if (sequence.kind == Kind::EraseLine && sequence.length > 3)
            return {}; // "ESC [ K" erases only what is to come
        else if (!isObeyed)
            append(line, bytes.first(1), style);
        bytes = bytes.sliced(isObeyed ? sequence.length : 1);
    }
}

} // namespace

StyledLine styledLine(QByteArrayView bytes, TextStyle style)
{
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    if (std::optional<StyledLine> line = forwardLine(bytes, style))
        return *std::move(line);
    Row row(style);
    while (!bytes.isEmpty()) {
        const qsizetype plain = plainLength(bytes, lineStops);
        row.write(bytes.first(plain));
        bytes = bytes.sliced(plain);
        if (!bytes.isEmpty())
            bytes = bytes.sliced(obey(bytes, row));
    }
    return row.line();
}

void LineSplitter::end(Ending ending, qint64 next)
{
    m_line.end = m_at;
    m_line.ending = ending;
    m_next = next;
    m_return = 0;
}

/// Whether the line, being too long, ends before `c`. Never within a character.
bool LineSplitter::cutsBefore(char c)
{
    const qint64 length = m_at - m_line.begin;
    if (length < maxLine || c == '\n' || (isContinuation(c) && length < maxLine + 3))
        return false;
    if (c == '\r' && length < maxLine + 8)
        return false; // the return of a newline
    if (m_return > m_line.begin) {
        m_line.begin = m_return;
        m_line.style = m_returnStyle;
        return cutsBefore(c);
    }
    end(Ending::Cut, m_at);
    return true;
}

/// Goes on to the next byte that means something; false: it would take more than `bytes`.
bool LineSplitter::step(QByteArrayView bytes)
{
    const qint64 room = std::max<qint64>(m_line.begin + maxLine - m_at, 0);
    const qsizetype plain = plainLength(bytes.first(std::min<qint64>(room, bytes.size())), splitterStops);
    m_at += plain;
    bytes = bytes.sliced(plain);
    if (bytes.isEmpty())
        return false;
    const char c = bytes[0];
    if (cutsBefore(c))
        return true;
    if (c == '\x1b') {
        const EscapeSequence sequence = escapeSequence(bytes);
        if (sequence.kind == EscapeSequence::Kind::Incomplete)
            return false;
        if (sequence.kind == EscapeSequence::Kind::Style)
            applyStyle(bytes.sliced(2, sequence.length - 3), m_style);
        m_at += sequence.length;
        return true;
    }
    if (c == '\n') {
        end(Ending::Newline, m_at + 1);
        ++m_at;
        return true;
    }
    ++m_at;
    if (c == '\r') {
        m_return = m_at;
        m_returnStyle = m_style;
    }
    return true;
}

} // namespace belayer::ui
