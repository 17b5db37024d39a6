// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/jobstore.h"

#include "ui/table/naturalorder.h"
#include "ui/table/packedsort.h"
#include "ui/words/jobtext.h"
#include "ui/words/resulttext.h"

#include <algorithm>

namespace belayer::ui {
using engine::JobSnapshot;
using engine::JobState;

namespace {

/// More children than this start folded: a group of a thousand must not bury the jobs below it.
constexpr qsizetype maxUnfoldedChildren = 12;

/// Snapshots of one job share their texts, as long as they are the same: mostly there is nothing to read.
bool isSameText(const QString &a, const QString &b)
{
    return (a.constData() == b.constData() && a.size() == b.size()) || a == b;
}

/// Most changes are of a job that goes on with what it does.
bool isJustFurther(const JobSnapshot &before, const JobSnapshot &after)
{
    return before.state == JobState::Running && after.state == JobState::Running &&
           before.attempt == after.attempt && before.startedAt == after.startedAt;
}

QByteArray rawData(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size());
}

} // namespace

bool comesEarlierInQueue(const JobSnapshot &a, const JobSnapshot &b)
{
    return a.priority != b.priority ? a.priority > b.priority : a.queueOrder < b.queueOrder;
}

JobStore::Change JobStore::apply(const engine::SnapshotBatch &batch)
{
    Change change;
    change.changed.reserve(size_t(batch.changed.size()));
    for (const engine::JobId &id : batch.forgotten) {
        if (const int slot = find(id); slot != none) {
            forget(slot);
            change.isStructural = true;
        }
    }
    for (const engine::SharedSnapshot &shared : batch.changed) {
        const JobSnapshot &job = *shared;
        const int slot = m_serials.value(job.serial); // an id is a text, and a text is a walk through memory
        if (slot == none)
            change.changed.push_back(add(job, change));
        else
            update(slot, job, change);
    }
    place();
    return change;
}

int JobStore::add(const JobSnapshot &job, Change &change)
{
    int slot = none;
    if (m_free.empty()) {
        slot = slotCount();
        m_records.emplace_back();
        m_flags.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_slots.insert(job.id, slot);
    m_serials.insert(job.serial, slot);
    Record &record = at(slot);
    record = Record();
    record.job = job;
    record.isKnown = true;
    m_flags[size_t(slot)] = job.children.size() <= maxUnfoldedChildren ? Expanded : 0;
    adopt(slot, job.parent.isEmpty() ? none : find(job.parent));
    adoptOrphans(slot);
    if (record.parent != none)
        change.changed.push_back(record.parent);
    count(job, 1);
    if (!job.after.isEmpty())
        m_waitingForOthers.insert(slot);
    change.isStructural = true;
    return slot;
}

void JobStore::update(int slot, const JobSnapshot &job, Change &change)
{
    Record &record = at(slot);
    count(record.job, -1);
    count(job, 1);
    const bool isSorted = record.parent == none && record.isPlaced;
    Key before = isSorted ? keyOf(slot) : Key();
    before.text.detach();
    const bool isOtherText = !isSameText(record.job.name, job.name) || record.job.labels != job.labels;
    const bool isOtherError = record.job.error != job.error;
    auto &list = isOtherText || !isJustFurther(record.job, job) ? change.changed : change.advanced;
    list.push_back(slot);
    if (record.job.after.isEmpty() != job.after.isEmpty()) {
        if (job.after.isEmpty())
            m_waitingForOthers.erase(slot);
        else
            m_waitingForOthers.insert(slot);
    }
    record.job = job;
    m_index.update(slot, job);
    if (isOtherText) {
        indexTexts(slot);
        change.isStructural = true;
    } else if (isOtherError) {
        indexText(slot);
    }
    if (isSorted && keyOf(slot) != before) {
        record.isPlaced = false;
        m_unplaced.push_back(slot);
        m_hasGaps = true;
        change.isStructural = true;
    }
    if (m_index.isFiltering() && m_index.isMatch(slot) != hasFlag(slot, Match)) {
        setFlag(slot, Match, !hasFlag(slot, Match));
        change.isStructural = true;
    }
}

void JobStore::indexText(int slot)
{
    QStringList groups;
    for (int group = record(slot).parent; group != none; group = record(group).parent)
        groups += record(group).job.name;
    m_index.set(slot, record(slot).job, groups);
}

void JobStore::indexTexts(int slot)
{
    indexText(slot);
    setFlag(slot, Match, m_index.isMatch(slot));
    for (const int child : record(slot).children)
        indexTexts(child);
}

void JobStore::setFlag(int slot, Flag flag, bool on)
{
    quint8 &flags = m_flags[size_t(slot)];
    flags = quint8(on ? flags | flag : flags & ~flag);
}

void JobStore::forget(int slot)
{
    Record &record = at(slot);
    count(record.job, -1);
    m_slots.remove(record.job.id);
    m_waitingForOthers.erase(slot);
    m_serials.remove(record.job.serial);
    m_index.remove(slot);
    for (const int child : std::exchange(record.children, {}))
        adopt(child, none);
    setFlag(slot, Parent, false);
    if (record.parent != none) {
        std::erase(at(record.parent).children, slot);
        setFlag(record.parent, Parent, !at(record.parent).children.empty());
    } else {
        m_hasGaps = true;
    }
    record.isKnown = false;
    m_forgotten.push_back(slot);
}

void JobStore::releaseForgotten()
{
    for (const int slot : m_forgotten)
        at(slot) = Record();
    m_free.insert(m_free.end(), m_forgotten.begin(), m_forgotten.end());
    m_forgotten.clear();
}

/// Older jobs come newest first, so a page can end between a group and its children.
void JobStore::adoptOrphans(int slot)
{
    const QList<engine::JobId> children = record(slot).job.children;
    for (const engine::JobId &id : children) {
        const int child = find(id);
        if (child == none || at(child).parent != none || at(child).job.parent != record(slot).job.id)
            continue;
        m_hasGaps = true;
        adopt(child, slot);
    }
}

void JobStore::adopt(int slot, int parent)
{
    Record &record = at(slot);
    record.parent = parent;
    record.isPlaced = false;
    if (parent == none) {
        m_unplaced.push_back(slot);
    } else {
        auto &siblings = at(parent).children;
        const auto place = std::upper_bound(siblings.begin(), siblings.end(), slot, [this](int a, int b) {
            return at(a).job.serial < at(b).job.serial;
        });
        siblings.insert(place, slot);
        setFlag(parent, Parent, true);
    }
    setDepth(slot, parent == none ? 0 : at(parent).depth + 1);
    indexTexts(slot);
}

void JobStore::setDepth(int slot, int depth)
{
    at(slot).depth = depth;
    for (const int child : at(slot).children)
        setDepth(child, depth + 1);
}

void JobStore::count(const JobSnapshot &job, int by)
{
    if (!job.children.isEmpty())
        return;
    switch (job.state) {
    case JobState::Queued: m_counts.queued += by; break;
    case JobState::Starting:
    case JobState::Running:
    case JobState::Paused:
    case JobState::Cancelling: m_counts.running += by; break;
    case JobState::Succeeded: m_counts.succeeded += by; break;
    case JobState::Failed:
    case JobState::Interrupted: m_counts.failed += by; break;
    case JobState::Cancelled: m_counts.cancelled += by; break;
    }
}

std::vector<int> JobStore::movable() const
{
    std::vector<int> found;
    for (int slot = 0; slot < slotCount(); ++slot) {
        if (m_index.state(slot) == JobState::Queued && record(slot).isKnown &&
            record(slot).job.can.testFlag(engine::Verb::Move))
            found.push_back(slot);
    }
    std::sort(found.begin(), found.end(),
              [this](int a, int b) { return comesEarlierInQueue(record(a).job, record(b).job); });
    return found;
}

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
    case Column::Progress: return sortKey(percent(record(slot).job));
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
    case Column::Result: return {0, TextIndex::folded(outcomeText(record(slot).job))};
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
            texts[size_t(slot)] = TextIndex::folded(outcomeText(record(slot).job));
        sortByText(entries, m_order, [&](int slot) { return QByteArrayView(texts[size_t(slot)]); });
    } else {
        sortByText(entries, m_order, [this](int slot) {
            return m_column == Column::Name ? m_index.foldedName(slot) : m_index.foldedKind(slot);
        });
    }
    std::transform(entries.begin(), entries.end(), slotList.begin(), [](auto &entry) { return entry.slot; });
}

void JobStore::setFilter(const QString &text)
{
    const Query query = parseQuery(text);
    m_filter = text;
    m_filterProblem = query.problem;
    m_index.setQuery(query);
    const std::vector<quint8> matches = m_index.matches();
    std::transform(m_flags.begin(), m_flags.end(), matches.begin(), m_flags.begin(),
                   [](quint8 flags, quint8 isMatch) {
                       return quint8((flags & ~(Match | FoldedInFilter)) | (isMatch ? Match : 0));
                   });
}

bool JobStore::matchRunning()
{
    bool isChanged = false;
    for (int slot = 0; slot < slotCount(); ++slot) {
        if (!record(slot).isKnown || !m_index.isRunningOn(slot))
            continue;
        if (m_index.isMatch(slot) != hasFlag(slot, Match)) {
            setFlag(slot, Match, !hasFlag(slot, Match));
            isChanged = true;
        }
    }
    return isChanged;
}

std::vector<int> JobStore::rows() const
{
    const auto most =
        std::count_if(m_flags.begin(), m_flags.end(), [](quint8 flags) { return flags & (Match | Parent); });
    std::vector<int> rows(size_t(most) + 1); // one that is written, and then found to be no match
    int *end = rows.data();
    for (const int slot : m_top)
        end = appendRows(slot, end);
    rows.resize(size_t(end - rows.data()));
    return rows;
}

/// The job and what is to be seen below it; nothing if neither it nor one of its children matches.
inline int *JobStore::appendRows(int slot, int *end) const
{
    if (hasFlag(slot, Parent))
        return appendTree(slot, end);
    // Whether a job matches cannot be foretold: a processor that guesses wrong loses more than a write costs.
    *end = slot;
    return end + hasFlag(slot, Match);
}

int *JobStore::appendTree(int slot, int *end) const
{
    const bool isMatch = hasFlag(slot, Match);
    *end = slot;
    int *const below = end + 1;
    int *last = below;
    if (!isMatch || isOpen(slot)) {
        for (const int child : record(slot).children)
            last = appendRows(child, last);
    }
    if (!isMatch && last == below)
        return end;
    return isOpen(slot) ? last : below;
}

bool JobStore::isOpen(int slot) const
{
    if (!hasFlag(slot, Parent))
        return false;
    return m_index.isFiltering() ? !hasFlag(slot, FoldedInFilter) : hasFlag(slot, Expanded);
}

void JobStore::toggle(int slot)
{
    const Flag flag = m_index.isFiltering() ? FoldedInFilter : Expanded;
    setFlag(slot, flag, !hasFlag(slot, flag));
}

} // namespace belayer::ui
