// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Sorts many slots by a packed key each, in passes over the keys instead of comparisons of records.
#pragma once

#include <QByteArrayView>
#include <Qt>

#include <functional>
#include <span>
#include <vector>

namespace belayer::ui {

struct SortEntry
{
    quint64 key;
    int slot;
};

/// By key, the smallest first; equal keys keep their order. Sixteen bytes an entry of scratch memory.
void sortByKey(std::span<SortEntry> entries);
/// By their texts as compareNaturally() has it, whatever the keys are now; equivalent texts keep their order.
/// Makes a copy of the texts.
void sortByText(std::span<SortEntry> entries, Qt::SortOrder order,
                const std::function<QByteArrayView(int slot)> &textOf);

/// Keys in the order of the numbers.
constexpr quint64 sortKey(qint64 number) noexcept
{
    return quint64(number) ^ (quint64(1) << 63);
}

} // namespace belayer::ui
