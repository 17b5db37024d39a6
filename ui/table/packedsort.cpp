// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/packedsort.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace belayer::ui {

namespace {

/// Fewer than these are sorted faster by moving each to its place.
constexpr size_t fewEntries = 48;
constexpr int digitBits = 11;
constexpr size_t digits = size_t(1) << digitBits;

void radixSort(std::span<SortEntry> entries)
{
    quint64 differing = 0;
    for (const SortEntry &entry : entries)
        differing |= entry.key ^ entries.front().key;
    std::vector<SortEntry> scratch(entries.size());
    std::span<SortEntry> from = entries;
    std::span<SortEntry> to = scratch;
    for (int shift = 0; shift < 64; shift += digitBits) {
        if (!(differing >> shift & (digits - 1)))
            continue; // all alike here
        std::array<size_t, digits> places{};
        for (const SortEntry &entry : from)
            ++places[entry.key >> shift & (digits - 1)];
        size_t sum = 0;
        for (size_t &place : places)
            sum += std::exchange(place, sum);
        for (const SortEntry &entry : from)
            to[places[entry.key >> shift & (digits - 1)]++] = entry;
        std::swap(from, to);
    }
    if (from.data() != entries.data())
        std::copy(from.begin(), from.end(), entries.begin());
}

/// Eight bytes of the text from the offset on, as a number of the same order. The end counts as zeros, which
/// no folded text holds.
quint64 chunk(QByteArrayView text, qsizetype offset)
{
    if (offset >= text.size())
        return 0;
    quint64 bytes = 0;
    std::memcpy(&bytes, text.data() + offset, size_t(std::min<qsizetype>(8, text.size() - offset)));
    return qFromBigEndian(bytes);
}

qsizetype commonPrefix(QByteArrayView a, QByteArrayView b, qsizetype length)
{
    length = std::min({length, a.size(), b.size()});
    return std::mismatch(a.begin(), a.begin() + length, b.begin()).first - a.begin();
}

} // namespace

void sortByKey(std::span<SortEntry> entries)
{
    if (entries.size() > fewEntries) {
        radixSort(entries);
        return;
    }
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const auto place =
            std::upper_bound(entries.begin(), entry, entry->key,
                             [](quint64 key, const SortEntry &other) { return key < other.key; });
        std::rotate(place, entry, std::next(entry));
    }
}

void sortByText(std::span<SortEntry> entries, Qt::SortOrder order,
                const std::function<QByteArrayView(int slot)> &textOf)
{
    struct Range
    {
        size_t first;
        size_t last;
        qsizetype offset;
    };
    std::vector<Range> ranges{{0, entries.size(), 0}};
    while (!ranges.empty()) {
        const Range range = ranges.back();
        ranges.pop_back();
        const std::span<SortEntry> part = entries.subspan(range.first, range.last - range.first);
        if (part.size() < 2)
            continue;
        // What all of them begin with says nothing about their order: "nightly build of host 17".
        const QByteArrayView first = textOf(part.front().slot);
        qsizetype offset = first.size();
        for (const SortEntry &entry : part) {
            offset = commonPrefix(first, textOf(entry.slot), offset);
            if (offset <= range.offset)
                break;
        }
        offset = std::max(offset, range.offset);
        bool isLonger = false;
        for (SortEntry &entry : part) {
            const QByteArrayView text = textOf(entry.slot);
            isLonger |= text.size() > offset + 8;
            entry.key = chunk(text, offset);
            if (order == Qt::DescendingOrder)
                entry.key = ~entry.key;
        }
        sortByKey(part);
        if (!isLonger)
            continue;
        for (size_t i = 0; i < part.size();) {
            size_t end = i + 1;
            while (end < part.size() && part[end].key == part[i].key)
                ++end;
            const quint64 bytes = order == Qt::DescendingOrder ? ~part[i].key : part[i].key;
            if (end - i > 1 && (bytes & 0xff)) // else their texts have ended
                ranges.push_back({range.first + i, range.first + end, offset + 8});
            i = end;
        }
    }
}

} // namespace belayer::ui
