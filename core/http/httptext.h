// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What may stand in a header, for reading one and for writing one (RFC 9110, 5.5 and 5.6.2).
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace belayer::http {

namespace detail {

inline constexpr std::array<bool, 256> tokenCharacters = [] {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c)
        table[std::size_t(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[std::size_t(c)] = table[std::size_t(c - 'a' + 'A')] = true;
    for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        table[std::size_t(c)] = true;
    return table;
}();

} // namespace detail

inline bool isTokenCharacter(char c)
{
    return detail::tokenCharacters[uchar(c)];
}

/// Methods and the names of headers.
inline bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// Values of headers: no control character but the tab, so no line break and no NUL.
inline bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (uchar(c) >= 0x20 && c != 0x7f) || c == '\t'; });
}

} // namespace belayer::http
