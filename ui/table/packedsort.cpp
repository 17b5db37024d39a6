// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/packedsort.h"

#include "ui/table/naturalorder.h"

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
/// no natural key holds.
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

/// Natural keys by number.
class NaturalKeys
{
public:
    explicit NaturalKeys(size_t count) { m_starts.reserve(count + 1); }
    void add(QByteArrayView text)
    {
        const qsizetype start = m_starts.back();
        if (m_bytes.size() < start + 2 * text.size())
            m_bytes.resize(2 * (start + 2 * text.size()));
        m_starts.push_back(writeNaturalKey(m_bytes.data() + start, text) - m_bytes.data());
    }
    QByteArrayView operator[](int number) const
    {
        const qsizetype start = m_starts[size_t(number)];
        return {m_bytes.constData() + start, m_starts[size_t(number) + 1] - start};
    }

private:
    QByteArray m_bytes;
    std::vector<qsizetype> m_starts{0};
};

/// The slots of the entries are the numbers of their keys here.
void sortByBytes(std::span<SortEntry> entries, Qt::SortOrder order, const NaturalKeys &keys);

} // namespace

void sortByKey(std::span<SortEntry> entries)
{
    if (std::is_sorted(entries.begin(), entries.end(), [](auto &a, auto &b) { return a.key < b.key; }))
        return; // by age, mostly
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
    NaturalKeys keys(entries.size());
    std::vector<int> slotOfKey;
    slotOfKey.reserve(entries.size());
    for (SortEntry &entry : entries) {
        keys.add(textOf(entry.slot));
        slotOfKey.push_back(std::exchange(entry.slot, int(slotOfKey.size())));
    }
    sortByBytes(entries, order, keys);
    for (SortEntry &entry : entries)
        entry.slot = slotOfKey[size_t(entry.slot)];
}

namespace {

void sortByBytes(std::span<SortEntry> entries, Qt::SortOrder order, const NaturalKeys &keys)
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
        const QByteArrayView first = keys[part.front().slot];
        qsizetype offset = first.size();
        for (const SortEntry &entry : part) {
            offset = commonPrefix(first, keys[entry.slot], offset);
            if (offset <= range.offset)
                break;
        }
        offset = std::max(offset, range.offset);
        bool isLonger = false;
        for (SortEntry &entry : part) {
            const QByteArrayView text = keys[entry.slot];
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
            if (end - i > 1 && keys[part[i].slot].size() >= offset + 8) // else their texts have ended
                ranges.push_back({range.first + i, range.first + end, offset + 8});
            i = end;
        }
    }
}

} // namespace

} // namespace belayer::ui
