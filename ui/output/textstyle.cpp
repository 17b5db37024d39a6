// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/textstyle.h"

#include <QVarLengthArray>

#include <algorithm>

namespace belayer::ui {

namespace {

using Numbers = QVarLengthArray<int, 16>;

/// "1;31" or "38:2::255:0:0"; what is left out is 0.
Numbers numbers(QByteArrayView text, char separator)
{
    Numbers found{0};
    for (const char c : text) {
        if (c == separator)
            found.append(0);
        else if (c >= '0' && c <= '9')
            found.last() = std::min(found.last() * 10 + (c - '0'), 9'999);
    }
    return found;
}

TextColor indexed(int index)
{
    return {TextColor::Kind::Indexed, quint8(index), 0, 0};
}

bool isByte(int number)
{
    return number >= 0 && number <= 255;
}

/// The colour that `values` (after 38 or 48) describe, and how many of them it took.
int takeColor(const int *values, qsizetype count, TextColor &color)
{
    if (count >= 2 && values[0] == 5) {
        if (isByte(values[1]))
            color = indexed(values[1]);
        return 2;
    }
    if (count >= 4 && values[0] == 2) {
        if (isByte(values[1]) && isByte(values[2]) && isByte(values[3]))
            color = {TextColor::Kind::Rgb, quint8(values[1]), quint8(values[2]), quint8(values[3])};
        return 4;
    }
    return int(count); // not understood: nothing after it can be trusted
}

void set(TextStyle &style, int attributes)
{
    style.attributes = quint8(style.attributes | attributes);
}

void unset(TextStyle &style, int attributes)
{
    style.attributes = quint8(style.attributes & ~attributes);
}

void applyNumber(int number, TextStyle &style)
{
    if (number >= 30 && number <= 37)
        style.foreground = indexed(number - 30);
    else if (number >= 40 && number <= 47)
        style.background = indexed(number - 40);
    else if (number >= 90 && number <= 97)
        style.foreground = indexed(number - 90 + 8);
    else if (number >= 100 && number <= 107)
        style.background = indexed(number - 100 + 8);
    switch (number) {
    case 0: style = TextStyle(); break;
    case 1: set(style, TextStyle::Bold); break;
    case 2: set(style, TextStyle::Faint); break;
    case 3: set(style, TextStyle::Italic); break;
    case 4:
    case 21: set(style, TextStyle::Underline); break;
    case 7: set(style, TextStyle::Reverse); break;
    case 9: set(style, TextStyle::Strike); break;
    case 22: unset(style, TextStyle::Bold | TextStyle::Faint); break;
    case 23: unset(style, TextStyle::Italic); break;
    case 24: unset(style, TextStyle::Underline); break;
    case 27: unset(style, TextStyle::Reverse); break;
    case 29: unset(style, TextStyle::Strike); break;
    case 39: style.foreground = TextColor(); break;
    case 49: style.background = TextColor(); break;
    default: break;
    }
}

/// One parameter that carries its own parts, as ITU T.416 writes them: 4:3, 38:5:208, 38:2:[space]:r:g:b.
void applyParts(const Numbers &parts, TextStyle &style)
{
    if (parts[0] == 4) {
        parts[1] == 0 ? unset(style, TextStyle::Underline) : set(style, TextStyle::Underline);
    } else if (parts[0] == 38 || parts[0] == 48) {
        Numbers values = parts;
        if (values[1] == 2 && values.size() > 5)
            values.remove(2); // the colour space
        takeColor(values.data() + 1, values.size() - 1, parts[0] == 38 ? style.foreground : style.background);
    }
}

} // namespace

EscapeSequence escapeSequence(QByteArrayView bytes)
{
    using Kind = EscapeSequence::Kind;
    if (bytes.size() < 2)
        return {Kind::Incomplete};
    if (bytes[1] == '(') { // the choice of ASCII, which `tput sgr0` sends, chooses what there is anyway
        if (bytes.size() < 3)
            return {Kind::Incomplete};
        return bytes[2] == 'B' ? EscapeSequence{Kind::Nothing, 3} : EscapeSequence{};
    }
    if (bytes[1] != '[')
        return {};
    for (qsizetype i = 2; i < EscapeSequence::maxLength; ++i) {
        if (i == bytes.size())
            return {Kind::Incomplete};
        const char c = bytes[i];
        if (c == 'm')
            return {Kind::Style, i + 1};
        if (c == 'K')
            return {Kind::EraseLine, i + 1};
        if ((c < '0' || c > '9') && c != ';' && c != ':')
            return {};
    }
    return {};
}

void applyStyle(QByteArrayView parameters, TextStyle &style)
{
    if (parameters.contains(':')) {
        while (true) {
            const qsizetype end = parameters.indexOf(';');
            const QByteArrayView parameter = end < 0 ? parameters : parameters.first(end);
            if (const Numbers parts = numbers(parameter, ':'); parts.size() > 1)
                applyParts(parts, style);
            else
                applyNumber(parts[0], style);
            if (end < 0)
                return;
            parameters = parameters.sliced(end + 1);
        }
    }
    const Numbers values = numbers(parameters, ';');
    TextColor underline; // has a colour of its own in some terminals, not here
    for (qsizetype i = 0; i < values.size(); ++i) {
        TextColor *color = values[i] == 38   ? &style.foreground
                           : values[i] == 48 ? &style.background
                           : values[i] == 58 ? &underline
                                             : nullptr;
        if (color)
            i += takeColor(values.data() + i + 1, values.size() - i - 1, *color);
        else
            applyNumber(values[i], style);
    }
}

} // namespace belayer::ui
