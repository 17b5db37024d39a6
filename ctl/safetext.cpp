// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/safetext.h"

namespace belayer::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxEscape = 64; ///< longer than any colour

/// Controls of both sets, and what turns text around.
bool isDangerous(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

QByteArray hex(char32_t c, int digits)
{
    return QByteArray::number(uint(c), 16).rightJustified(digits, '0');
}

QByteArray escapeOf(char32_t c)
{
    return c < 0x80 ? "\\x" + hex(c, 2) : "\\u" + hex(c, 4);
}

void appendEscapedBytes(QByteArrayView bytes, QByteArray &out)
{
    for (const char c : bytes)
        out += "\\x" + hex(uchar(c), 2);
}

/// The length that the first byte promises; 0 for one that starts nothing.
qsizetype sequenceLength(uchar first)
{
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

bool isContinued(QByteArrayView rest, qsizetype length)
{
    for (qsizetype i = 1; i < length; ++i) {
        if ((uchar(rest[i]) & 0xc0) != 0x80)
            return false;
    }
    return true;
}

char32_t decoded(QByteArrayView sequence)
{
    const auto first = uchar(sequence[0]);
    char32_t c = first & (0xffU >> (sequence.size() + 1));
    for (qsizetype i = 1; i < sequence.size(); ++i)
        c = (c << 6) | (uchar(sequence[i]) & 0x3f);
    return c;
}

/// Neither too long a form, nor half a pair, nor past the last.
bool isCharacter(char32_t c, qsizetype length)
{
    const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    return c >= least && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
}

} // namespace

QString escaped(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (isDangerous(c.unicode()))
            out += QLatin1StringView(escapeOf(c.unicode()));
        else
            out += c;
    }
    return out;
}

QByteArray escapedJson(const QByteArray &json)
{
    QString out;
    const QString text = QString::fromUtf8(json);
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c.unicode() >= 0x20 && isDangerous(c.unicode())) // below that it can only be white space
            out += u"\\u"_s + QLatin1StringView(hex(c.unicode(), 4));
        else
            out += c;
    }
    return out.toUtf8();
}

QByteArray OutputFilter::filter(QByteArrayView bytes)
{
    const QByteArray all = std::exchange(m_kept, {}).append(bytes);
    QByteArray out;
    out.reserve(all.size());
    QByteArrayView rest(all);
    while (!rest.isEmpty()) {
        const qsizetype taken = take(rest, out);
        if (taken == 0)
            break;
        rest = rest.sliced(taken);
    }
    m_kept = rest.toByteArray();
    return out;
}

QByteArray OutputFilter::end()
{
    QByteArray out;
    appendEscapedBytes(std::exchange(m_kept, {}), out);
    if (std::exchange(m_coloured, false))
        out += "\x1b[m";
    return out;
}

qsizetype OutputFilter::take(QByteArrayView rest, QByteArray &out)
{
    const auto first = uchar(rest[0]);
    if (first == 0x1b)
        return takeEscape(rest, out);
    if (first < 0x80) {
        const bool passes = !isDangerous(first) || first == '\n' || first == '\t' || first == '\r';
        if (passes)
            out += char(first);
        else
            out += escapeOf(first);
        return 1;
    }
    const qsizetype length = sequenceLength(first);
    if (length > rest.size() && isContinued(rest, rest.size()))
        return 0;
    const bool isWhole = length > 0 && length <= rest.size() && isContinued(rest, length);
    const char32_t c = isWhole ? decoded(rest.first(length)) : 0;
    if (!isWhole || !isCharacter(c, length)) {
        appendEscapedBytes(rest.first(1), out);
        return 1;
    }
    if (isDangerous(c))
        out += escapeOf(c);
    else
        out += rest.first(length);
    return length;
}

/// Of all sequences only `ESC [ numbers m` (colours) and `ESC [ number K` (erase the line) pass.
qsizetype OutputFilter::takeEscape(QByteArrayView rest, QByteArray &out)
{
    qsizetype at = 1;
    if (at < rest.size() && rest[at] == '[') {
        ++at;
        while (at < rest.size() &&
               ((rest[at] >= '0' && rest[at] <= '9') || rest[at] == ';' || rest[at] == ':'))
            ++at;
    }
    if (at == rest.size() && at < maxEscape)
        return 0;
    const bool passes = at > 1 && at < rest.size() && (rest[at] == 'm' || rest[at] == 'K');
    if (!passes) {
        out += escapeOf(0x1b);
        return 1;
    }
    m_coloured |= rest[at] == 'm';
    out += rest.first(at + 1).toByteArray();
    return at + 1;
}

} // namespace belayer::ctl
