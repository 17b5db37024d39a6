// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How words and durations stand in the history's texts.
#pragma once

#include <QJsonValue>
#include <QLatin1String>
#include <QString>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace belayer::engine {

/// Words, not numbers: a new enumerator in the middle must not change what is stored. The first is read where
/// the word is not known.
template<class Value, size_t Size> using Words = std::array<std::pair<Value, QLatin1StringView>, Size>;

template<class Value, size_t Size> QLatin1StringView wordOf(const Words<Value, Size> &words, Value value)
{
    return std::find_if(words.begin(), words.end() - 1,
                        [value](const auto &pair) { return pair.first == value; })
        ->second;
}

template<class Value, size_t Size> Value valueOf(const Words<Value, Size> &words, const QString &word)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [&word](const auto &pair) { return pair.second == word; });
    return found == words.end() ? words.front().first : found->first;
}

inline qint64 count(std::chrono::milliseconds duration)
{
    return duration.count();
}

inline std::chrono::milliseconds duration(const QJsonValue &value, std::chrono::milliseconds fallback = {})
{
    return std::chrono::milliseconds(value.toInteger(fallback.count()));
}

inline QJsonValue orNull(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? QJsonValue(count(*duration)) : QJsonValue();
}

inline std::optional<std::chrono::milliseconds> optionalDuration(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() ? std::nullopt : std::optional(duration(value));
}

} // namespace belayer::engine
