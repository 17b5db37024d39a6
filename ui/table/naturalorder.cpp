// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/naturalorder.h"

#include <algorithm>
#include <iterator>

namespace belayer::ui {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// The number the rest begins with, without zeros before it; the rest is what follows.
QByteArrayView takeNumber(QByteArrayView &rest) noexcept
{
    const auto first = std::find_if(rest.begin(), rest.end(), [](char c) { return c != '0'; });
    const auto end = std::find_if_not(first, rest.end(), isDigit);
    const QByteArrayView number(first, end);
    rest = QByteArrayView(end, rest.end());
    return number;
}

std::weak_ordering compareBytes(QByteArrayView a, QByteArrayView b) noexcept
{
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                  [](char x, char y) { return quint8(x) <=> quint8(y); });
}

constexpr qsizetype longest = 9; ///< or longer: how much is in the bytes that follow

/// For one of so many digits.
char *writeLongNumber(char *to, QByteArrayView number) noexcept
{
    constexpr qsizetype step = 0xff - 1;
    *to++ = char('0' + longest);
    const qsizetype more = number.size() - longest;
    to = std::fill_n(to, more / step, char(0xff));
    *to++ = char(more % step + 1);
    return std::copy(number.begin(), number.end(), to);
}

} // namespace

std::weak_ordering compareNaturally(QByteArrayView a, QByteArrayView b) noexcept
{
    const auto *const differing = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    const auto common =
        std::find_if_not(std::reverse_iterator(differing), a.rend(), isDigit).base() - a.begin();
    a = a.sliced(common);
    b = b.sliced(common);
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const QByteArrayView left = takeNumber(a);
            const QByteArrayView right = takeNumber(b);
            const auto order = left.size() == right.size() ? compareBytes(left, right)
                                                           : std::weak_ordering(left.size() <=> right.size());
            if (order != 0)
                return order;
            continue;
        }
        if (a.front() != b.front())
            return quint8(a.front()) <=> quint8(b.front());
        a = a.sliced(1);
        b = b.sliced(1);
    }
    return a.size() <=> b.size();
}

char *writeNaturalKey(char *to, QByteArrayView text) noexcept
{
    const char *at = text.begin();
    for (;;) {
        while (at != text.end() && !isDigit(*at))
            *to++ = *at++;
        if (at == text.end())
            return to;
        while (at != text.end() && *at == '0')
            ++at;
        // The length comes first, as one byte among those of the digits: it decides before them, and a number
        // stands to other characters as its digits do.
        const char *const digits = at;
        char *const length = to++;
        while (at != text.end() && isDigit(*at))
            *to++ = *at++;
        if (at - digits < longest)
            *length = char('0' + (at - digits));
        else
            to = writeLongNumber(length, {digits, at});
    }
}

} // namespace belayer::ui
