// SPDX-License-Identifier: GPL-3.0-or-later
/// \file n times n in 64 bits, or the news that it does not fit.
#pragma once

#include <QtGlobal>

#include <optional>

namespace belayer::engine {

/// Exact; nothing if the square is past 2^63 - 1, that is for |n| above 3037000499.
constexpr std::optional<qint64> checkedSquare(qint64 n) noexcept
{
    qint64 square = 0;
    if (__builtin_mul_overflow(n, n, &square))
        return {};
    return square;
}

} // namespace belayer::engine
