// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the top-level jobs: what they are sorted by, and the places of those that come or change.
#include "ui/table/jobstore.h"

#include "ui/table/naturalorder.h"
#include "ui/table/packedsort.h"
#include "ui/words/jobtext.h"
#include "ui/words/resulttext.h"

#include <algorithm>

namespace belayer::ui {

namespace {

QByteArray rawData(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size());
}

} // namespace

void JobStore::place()
{
    if (m_column == Column::Elapsed && !m_unplaced.empty())
        liftRunning(); // what runs has moved on against what rests, and a merge needs both sides sorted
    if (m_hasGaps) {
        std::erase_if(m_top, [this](int slot) { return !at(slot).isKnown || !at(slot).isPlaced; });
        m_hasGaps = false;
    }
    std::erase_if(m_unplaced, [this](int slot) { return !at(slot).isKnown || at(slot).parent != none; });
    if (m_unplaced.empty())
        return;
    for (const int slot : m_unplaced)
        at(slot).isPlaced = true;
    sort(m_unplaced);
    // From the end on, so that each job moves once and within the same memory.
    const std::vector<size_t> places = placesOf(m_unplaced);
    auto rest = m_top.insert(m_top.end(), m_unplaced.size(), none);
    auto free = m_top.end();
    for (size_t i = m_unplaced.size(); i-- > 0;) {
        const auto place = m_top.begin() + qsizetype(places[i]);
        free = std::move_backward(place, rest, free);
        *--free = m_unplaced[i];
        rest = place;
    }
    m_unplaced.clear();
}

/// Where each of the sorted slots belongs among those that are placed. To search the places of a few is
/// cheaper than a merge, which would look at every job there is; and all searches take each step together, so
/// that what they read comes from memory side by side.
std::vector<size_t> JobStore::placesOf(const std::vector<int> &slotList) const
{
    std::vector<size_t> places(slotList.size(), 0);
    std::vector<Key> keys;
    keys.reserve(slotList.size());
    for (const int slot : slotList)
        keys.push_back(keyOf(slot));
    for (size_t rest = m_top.size(); rest > 0; rest /= 2) {
        const size_t half = (rest + 1) / 2;
        for (const size_t place : places)
            m_index.prefetchTextSpan(m_top[place + half - 1]);
        for (const size_t place : places)
            m_index.prefetchText(m_top[place + half - 1]);
        for (size_t i = 0; i < slotList.size(); ++i) {
            const int other = m_top[places[i] + half - 1];
            if (!comesBefore(slotList[i], keys[i], other, keyOf(other)))
                places[i] += half;
        }
    }
    return places;
}

bool JobStore::placeRunning()
{
    if (m_column != Column::Elapsed)
        return false;
    liftRunning();
    if (!m_hasGaps)
        return false;
    place();
    return true;
}

void JobStore::liftRunning()
{
    m_sortTime = std::chrono::steady_clock::now();
    for (const int slot : m_top) {
        Record &record = at(slot);
        if (record.isKnown && record.isPlaced && m_index.isRunningOn(slot)) {
            record.isPlaced = false;
            m_unplaced.push_back(slot);
            m_hasGaps = true;
        }
    }
}

bool JobStore::setOrder(Column column, Qt::SortOrder order)
{
    if (column == m_column && order == m_order)
        return placeRunning();
    m_column = column;
    m_order = order;
    m_sortTime = std::chrono::steady_clock::now();
    sort(m_top);
    return true;
}

bool JobStore::isSortedByText() const noexcept
{
    return m_column == Column::Name || m_column == Column::Kind || m_column == Column::Result;
}

quint64 JobStore::numberOf(int slot) const
{
    switch (m_column) {
    case Column::State: return quint64(m_index.state(slot));
    case Column::Progress: return sortKey(percent(*record(slot).job));
    case Column::Elapsed: return sortKey(m_index.elapsed(slot, m_sortTime));
    case Column::Started: return m_index.serial(slot);
    default: return 0;
    }
}

JobStore::Key JobStore::keyOf(int slot) const
{
    switch (m_column) {
    case Column::Name: return {0, rawData(m_index.foldedName(slot))};
    case Column::Kind: return {0, rawData(m_index.foldedKind(slot))};
    case Column::Result: return {0, TextIndex::folded(outcomeText(*record(slot).job))};
    default: return {numberOf(slot), {}};
    }
}

bool JobStore::comesBefore(int a, const Key &keyOfA, int b, const Key &keyOfB) const
{
    const std::weak_ordering order =
        isSortedByText() ? compareNaturally(keyOfA.text, keyOfB.text) : keyOfA.number <=> keyOfB.number;
    if (order == 0)
        return m_index.serial(a) > m_index.serial(b);
    return (order < 0) == (m_order == Qt::AscendingOrder);
}

/// The order of comesBefore(), without comparing.
void JobStore::sort(std::vector<int> &slotList) const
{
    std::vector<SortEntry> entries;
    entries.reserve(slotList.size());
    for (const int slot : slotList)
        entries.push_back({~m_index.serial(slot), slot});
    // Of equal ones the newest comes first, whatever they are sorted by. And what is read for the keys then
    // lies in the order of the memory.
    sortByKey(entries);
    if (!isSortedByText()) {
        for (SortEntry &entry : entries)
            entry.key = m_order == Qt::AscendingOrder ? numberOf(entry.slot) : ~numberOf(entry.slot);
        sortByKey(entries);
    } else if (m_column == Column::Result) {
        std::vector<QByteArray> texts(m_records.size());
        for (const int slot : slotList)
            texts[size_t(slot)] = TextIndex::folded(outcomeText(*record(slot).job));
        sortByText(entries, m_order, [&](int slot) { return QByteArrayView(texts[size_t(slot)]); });
    } else {
        sortByText(entries, m_order, [this](int slot) {
            return m_column == Column::Name ? m_index.foldedName(slot) : m_index.foldedKind(slot);
        });
    }
    std::transform(entries.begin(), entries.end(), slotList.begin(), [](auto &entry) { return entry.slot; });
}

} // namespace belayer::ui
