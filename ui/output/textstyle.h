// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How a program wants its characters to look: SGR sequences (ECMA-48, with xterm's colours) into
/// values.
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace belayer::ui {

struct TextColor
{
    enum class Kind : quint8 { Default, Indexed, Rgb };
    Kind kind = Kind::Default;
    quint8 red = 0; ///< or the index
    quint8 green = 0;
    quint8 blue = 0;
    bool operator==(const TextColor &) const = default;
};

/// Blinking and concealed text is plain text: nothing may hide here.
struct TextStyle
{
    enum Attribute : quint8 { Bold = 1, Faint = 2, Italic = 4, Underline = 8, Reverse = 16, Strike = 32 };
    TextColor foreground;
    TextColor background;
    quint8 attributes = 0;

    bool has(Attribute attribute) const noexcept { return (attributes & attribute) != 0; }
    bool operator==(const TextStyle &) const = default;
};

/// What begins with an ESC. Only what changes looks or erases a line is known; `None` is to be shown as it
/// came.
struct EscapeSequence
{
    enum class Kind : quint8 { None, Incomplete, Style, EraseLine, Nothing };
    Kind kind = Kind::None;
    qsizetype length = 1;

    static constexpr qsizetype maxLength = 64;
};
EscapeSequence escapeSequence(QByteArrayView bytes);

/// `parameters`: what stands between "ESC [" and "m". Unknown ones change nothing.
void applyStyle(QByteArrayView parameters, TextStyle &style);

} // namespace belayer::ui
