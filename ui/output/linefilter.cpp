// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/linefilter.h"

#include "ui/output/textstyle.h"

#include <algorithm>
#include <array>
#include <utility>

namespace belayer::ui {

namespace {

/// What is shown as it is: printable ASCII, in which upper and lower case are told apart by one bit.
constexpr bool isPlain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f;
}

/// Of each byte what it is compared as; 0: that is not told by one byte.
using Table = std::array<char, 256>;

constexpr Table tableOf(Qt::CaseSensitivity caseSensitivity)
{
    Table table{};
    for (int c = 0; c < 256; ++c) {
        const bool isFolded = caseSensitivity == Qt::CaseInsensitive && c >= 'A' && c <= 'Z';
        table[size_t(c)] =
            isPlain(static_cast<unsigned char>(c)) ? char(isFolded ? c + ('a' - 'A') : c) : '\0';
    }
    return table;
}

constexpr Table exact = tableOf(Qt::CaseSensitive);
constexpr Table folded = tableOf(Qt::CaseInsensitive);

} // namespace

LineFilter::LineFilter(const QString &text, Qt::CaseSensitivity caseSensitivity) : m_case(caseSensitivity)
{
    const auto isPlainCharacter = [](QChar c) { return c.unicode() < 0x80 && isPlain(uchar(c.unicode())); };
    if (!std::all_of(text.begin(), text.end(), isPlainCharacter))
        return;
    writePlain(text.toLatin1());
    m_text = std::exchange(m_line, {});
}

/// The line without what only changes looks; false: it holds more than that.
bool LineFilter::writePlain(QByteArrayView line)
{
    const Table &table = m_case == Qt::CaseInsensitive ? folded : exact;
    m_line.resize(size_t(line.size()));
    char *to = m_line.data();
    for (const char *at = line.begin(); at != line.end();) {
        if (const char c = table[static_cast<unsigned char>(*at)]) {
            *to++ = c;
            ++at;
            continue;
        }
        const EscapeSequence sequence =
            *at == '\x1b' ? escapeSequence(QByteArrayView(at, line.end())) : EscapeSequence();
        if (sequence.kind != EscapeSequence::Kind::Style)
            return false;
        at += sequence.length;
    }
    m_line.resize(size_t(to - m_line.data()));
    return true;
}

bool LineFilter::mayHold(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    return m_text.empty() || !writePlain(line) || m_line.find(m_text) != std::string::npos;
}

} // namespace belayer::ui
