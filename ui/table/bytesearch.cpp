// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/bytesearch.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace belayer::ui {

namespace {

constexpr qsizetype sampleSize = 4096;

qsizetype plainSearch(QByteArrayView haystack, QByteArrayView needle)
{
    if (haystack.size() < needle.size()) // it may be no memory at all, which memmem() must not be given
        return -1;
    const auto *hit = static_cast<const char *>(
        memmem(haystack.data(), size_t(haystack.size()), needle.data(), size_t(needle.size())));
    return hit ? hit - haystack.data() : -1;
}

} // namespace

ByteSearch::ByteSearch(QByteArrayView needle, QByteArrayView haystack)
    : m_needle(needle), m_haystack(haystack)
{
    std::array<int, 256> counts{};
    for (const char byte : haystack.first(std::min(sampleSize, haystack.size())))
        ++counts[quint8(byte)];
    std::vector<qsizetype> places(size_t(needle.size()));
    std::iota(places.begin(), places.end(), 0);
    const size_t rarest = std::min(m_rare.size(), places.size());
    std::partial_sort(
        places.begin(), places.begin() + qsizetype(rarest), places.end(),
        [&](qsizetype a, qsizetype b) { return counts[quint8(needle[a])] < counts[quint8(needle[b])]; });
    for (size_t i = 0; i < rarest; ++i)
        std::fill(m_rare.begin() + qsizetype(i), m_rare.end(), places[i]);
}

/// Without a branch in it, so that the compiler compares sixteen bytes at a time.
inline bool ByteSearch::mayBeginIn(const char *begin) const
{
    const auto [first, second, third] = m_rare;
    const char *const firsts = begin + first;
    const char *const seconds = begin + second;
    const char *const thirds = begin + third;
    quint8 isAny = 0;
    for (qsizetype i = 0; i < block; ++i)
        isAny |= quint8(firsts[i] == m_needle[first]) & quint8(seconds[i] == m_needle[second]) &
                 quint8(thirds[i] == m_needle[third]);
    return isAny;
}

qsizetype ByteSearch::next(qsizetype from) const
{
    const qsizetype reach = block + m_needle.size() - 1; // of those that begin in a block
    for (; m_haystack.size() - from >= reach; from += block) {
        if (!mayBeginIn(m_haystack.data() + from))
            continue;
        if (const qsizetype hit = plainSearch(m_haystack.sliced(from, reach), m_needle); hit >= 0)
            return from + hit;
    }
    const qsizetype hit = plainSearch(m_haystack.sliced(from), m_needle);
    return hit < 0 ? -1 : from + hit;
}

} // namespace belayer::ui
